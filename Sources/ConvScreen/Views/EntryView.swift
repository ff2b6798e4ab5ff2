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
