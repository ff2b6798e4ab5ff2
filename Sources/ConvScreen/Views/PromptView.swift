/// The command line at the bottom of the screen, and under it what helps to write it.
struct PromptView {
  private let model: Model
  private let prompt: Prompt

  init(_ model: Model) {
    self.model = model
    prompt = model.prompt
  }

  func draw(into frame: inout Frame) {
    let size = frame.size
    let help = help(columns: size.columns - 2)
    let row = size.rows - 1 - help.count
    frame.rule(row: row - 1)
    frame.fill(
      Rect(column: 0, row: row, columns: size.columns, rows: size.rows - row), with: .blank)
    frame.write(":", column: 1, row: row, style: .accent)
    frame.write(prompt.line, column: 2, row: row)
    for (offset, line) in help.enumerated() {
      frame.write(line, column: 1, row: row + 1 + offset, columns: size.columns - 2)
    }
  }

  /// What is wrong, what Tab offers, what the command takes, or the keys.
  private func help(columns: Int) -> [Line] {
    if let complaint = prompt.complaint {
      let lines = model.say(complaint).wrapped(columns - 2).prefix(4)
      let width = lines.map(\.width).max() ?? 0
      return lines.map { Line(" \($0.left(width)) ", .alarm) }
    }
    if let completion = prompt.completion { return offer(completion, columns: columns - 2) }
    return explanation(columns: columns) ?? [keys]
  }

  private var keys: Line {
    [("Enter", "run"), ("Tab", "complete"), ("↑↓", "earlier lines"), ("Esc", "close")]
      .reduce(into: Line()) { line, entry in
        line.add(entry.0, .title)
        line.add(" \(model.say(entry.1))  ", .structure)
      }
  }

  /// How the command that is begun goes on, and what it does, on a line of its own where it must.
  private func explanation(columns: Int) -> [Line]? {
    let line = PromptLine(prompt.line.text)
    guard let command = model.promptCommands.first(where: { $0.names.contains(line.name) }) else {
      return nil
    }
    let form = command.form.isEmpty ? "" : " \(model.say(command.form))"
    let help = model.say(command.help)
    let start = Line(command.name, .title) + Line(form)
    let whole = start + Line("   \(help)", .structure)
    return whole.width <= columns
      ? [whole] : start.wrapped(columns: columns) + [Line(help, .structure)]
  }

  /// The most lines of candidates.
  private static let mostOffered = 4

  /// The candidates line by line; of many lines, those about the chosen one, with marks of more.
  private func offer(_ completion: Prompt.Completion, columns: Int) -> [Line] {
    var lines = [Line()]
    var chosenLine = 0
    // A mark of more and a blank stand at either end.
    let room = columns - 2 * PromptView.mark.width
    let shared = completion.sharedFolder.count
    for (index, candidate) in completion.candidates.enumerated() {
      let text = String(candidate.dropFirst(shared)).trimmed.cut(room)
      if let last = lines.last, last.width > 0, last.width + 2 + text.width > room {
        lines.append(Line())
      }
      let isChosen = index == completion.chosen
      if isChosen { chosenLine = lines.count - 1 }
      if lines[lines.count - 1].width > 0 { lines[lines.count - 1].add("  ") }
      lines[lines.count - 1].add(text, isChosen ? .window : .plain)
    }
    guard lines.count > PromptView.mostOffered else { return lines }
    return PromptView.excerpt(of: lines, around: chosenLine)
  }

  private static let mark = "‹ "

  /// The most lines there are for candidates; where more come before or after them, a mark says so.
  private static func excerpt(of lines: [Line], around chosen: Int) -> [Line] {
    let first = min(max(chosen - mostOffered + 2, 0), lines.count - mostOffered)
    let end = first + mostOffered
    return lines[first..<end].enumerated().map { offset, line in
      let isCutBefore = offset == 0 && first > 0
      let isCutAfter = offset == mostOffered - 1 && end < lines.count
      return Line(isCutBefore ? mark : "  ", .structure) + line
        + Line(isCutAfter ? " ›" : "", .structure)
    }
  }
}

extension Frame {
  /// Writes a line of text with its cursor, up to the right edge; scrolled so that the cursor shows.
  mutating func write(_ line: EditedLine, column: Int, row: Int) {
    let room = size.columns - column - 4
    let before = line.beforeCursor.end(columns: room)
    let isCut = before.count < line.cursor
    let start = isCut ? column + 1 : column
    if isCut { write("‹", column: column, row: row, style: .structure) }
    write(before, column: start, row: row)
    let under = line.afterCursor.first.map(String.init) ?? " "
    let cursor = start + before.width
    write(under, column: cursor, row: row, style: Style(attributes: .reverse))
    write(String(line.afterCursor.dropFirst()), column: cursor + under.width, row: row)
  }
}

extension String {
  /// The last characters, as many as fit.
  fileprivate func end(columns: Int) -> String {
    var room = columns
    let end = reversed().prefix { character in
      room -= String(character).width
      return room >= 0
    }
    return String(end.reversed())
  }

  /// Broken between words into lines of at most so many columns.
  fileprivate func wrapped(_ columns: Int) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.width + 1 + word.width <= columns {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(word)
      }
    }
    return lines
  }
}
