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
    if let completion = prompt.completion { return [offer(completion, columns: columns)] }
    return [explanation ?? keys]
  }

  private var keys: Line {
    [("Enter", "run"), ("Tab", "complete"), ("↑↓", "earlier lines"), ("Esc", "close")]
      .reduce(into: Line()) { line, entry in
        line.add(entry.0, .title)
        line.add(" \(model.say(entry.1))  ", .structure)
      }
  }

  /// How the command that is begun goes on.
  private var explanation: Line? {
    let line = PromptLine(prompt.line.text)
    guard let command = model.promptCommands.first(where: { $0.names.contains(line.name) }) else {
      return nil
    }
    let form = command.form.isEmpty ? "" : " \(command.form)"
    return Line(command.name, .title) + Line(form)
      + Line("   \(model.say(command.help))", .structure)
  }

  /// The candidates on one line, from the first so far that the chosen one is in sight.
  private func offer(_ completion: Prompt.Completion, columns: Int) -> Line {
    let chosen = completion.chosen ?? 0
    var first = 0
    func width(_ range: ClosedRange<Int>) -> Int {
      range.reduce(4) { $0 + completion.candidates[$1].width + 2 }
    }
    while first < chosen, width(first...chosen) > columns { first += 1 }
    var line = first > 0 ? Line("‹ ", .structure) : Line()
    for (index, candidate) in completion.candidates.enumerated().dropFirst(first) {
      guard line.width + candidate.width + 2 <= columns || index == first else {
        return line + Line("›", .structure)
      }
      line.add(candidate.trimmed, index == completion.chosen ? .window : .plain)
      line.add("  ")
    }
    return line
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
