/// The number being typed, in the place of the status line.
struct EntryView {
  private let model: Model
  private let entry: Entry

  init(_ model: Model, _ entry: Entry) {
    self.model = model
    self.entry = entry
  }

  func draw(into frame: inout Frame) {
    let size = frame.size
    let name = " \(entry.name(in: model.stratum.operation)) = "
    frame.fill(Rect(column: 0, row: size.rows - 2, columns: size.columns, rows: 2), with: .blank)
    frame.write(name, column: 0, row: size.rows - 2, style: .accent)
    frame.write(entry.line, column: name.width, row: size.rows - 2)
    frame.write(help, column: 1, row: size.rows - 1, columns: size.columns - 2)
  }

  private var help: Line {
    if let complaint = entry.complaint { return Line(" \(model.say(complaint)) ", .alarm) }
    let now = NumberFormat.exact(model.value(at: entry.target))
    return [("Enter", "set"), ("↑↓", "set and go on"), ("Esc", "leave it \(now)")]
      .reduce(into: Line()) { line, entry in
        line.add(entry.0, .title)
        line.add(" \(model.say(entry.1))  ", .structure)
      }
  }
}

extension EditedLine {
  /// So many columns of a number with a caret where the next digit goes; what does not fit is cut.
  func inCell(columns: Int) -> String {
    let before = Array((beforeCursor + "_").replacing("-", with: "−"))
    let after = afterCursor.replacing("-", with: "−")
    let line = String(before) + after
    if line.count < columns { return "‹" + line.right(columns - 1) }
    guard before.count > columns else { return String(before) + after.cut(columns - before.count) }
    // In the smallest cells the digits are worth more than a mark that some are cut.
    let cut = columns > Tile.marks + 1 ? "…" : ""
    return cut + String(before.suffix(columns - cut.count))
  }
}

extension String {
  fileprivate func replacing(_ old: Character, with new: Character) -> String {
    String(map { $0 == old ? new : $0 })
  }
}
