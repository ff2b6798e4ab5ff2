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

  /// What is wrong and the keys, what Tab offers, what the command takes, or the keys alone.
  private func help(columns: Int) -> [Line] {
    if let complaint = prompt.complaint {
      let whole = model.say(complaint).wrapped(columns - 2)
      var lines = Array(whole.prefix(PromptView.mostOffered))
      if whole.count > lines.count, let last = lines.popLast() {
        lines.append("\(last) \(whole[lines.count + 1])".cut(columns - 2))
      }
      let width = lines.map(\.width).max() ?? 0
      return lines.map { Line(" \($0.left(width)) ", .alarm) } + [keys]
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

  /// The most lines of candidates, or of what is wrong.
  private static let mostOffered = 4

  /// The candidates line by line, and how many there are besides; of many lines, those about the
  /// chosen one, with marks of more.
  private func offer(_ completion: Prompt.Completion, columns: Int) -> [Line] {
    // A mark of more and a blank stand at either end.
    let room = columns - 2 * PromptView.mark.width
    let ranges = PromptView.lines(of: completion.widths, columns: room)
    let chosenLine = ranges.firstIndex { $0.contains(completion.chosen ?? 0) } ?? 0
    let most = PromptView.mostOffered
    let first = min(max(chosenLine - most + 2, 0), max(ranges.count - most, 0))
    let shown = first..<min(first + most, ranges.count)
    let lines = shown.map { index in
      let line = PromptView.line(ranges[index], of: completion, columns: room)
      guard ranges.count > most else { return line }
      let isCutBefore = index == shown.lowerBound && index > 0
      let isCutAfter = index == shown.upperBound - 1 && index < ranges.count - 1
      return Line(isCutBefore ? PromptView.mark : "  ", .structure) + line
        + Line(isCutAfter ? " ›" : "", .structure)
    }
    guard completion.missing > 0 else { return lines }
    let count = completion.candidates.count
    let all = grouped(count + completion.missing)
    let note = "the first \(grouped(count)) of \(all) names: type more of one"
    return lines + [Line("  " + model.say(note), .structure)]
  }

  private static let mark = "‹ "
  private static let gap = 2

  /// The candidates that stand in each line.
  private static func lines(of widths: [Int], columns: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var (start, taken) = (0, 0)
    for (index, width) in widths.enumerated() {
      let width = min(width, columns)
      if index > start, taken + gap + width > columns {
        lines.append(start..<index)
        (start, taken) = (index, width)
      } else {
        taken += (index > start ? gap : 0) + width
      }
    }
    return lines + [start..<widths.count]
  }

  private static func line(
    _ range: Range<Int>, of completion: Prompt.Completion, columns: Int
  ) -> Line {
    range.reduce(into: Line()) { line, index in
      if index > range.lowerBound { line.add(String(repeating: " ", count: gap)) }
      line.add(
        completion.labels[index].cut(columns), index == completion.chosen ? .window : .plain)
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
