/// Every key and what it does, from the keymap itself.
struct HelpView {
  private let top: Int

  init(top: Int) { self.top = top }

  func draw(into frame: inout Frame) {
    let size = frame.size
    let rows = size.rows - WindowLayout.headerRows - WindowLayout.footerRows
    let columns = HelpView.columns(width: size.columns - 2)
    let height = columns.map(\.count).max() ?? 0
    let first = min(top, max(height - rows, 0))
    frame.fill(
      Rect(column: 0, row: WindowLayout.headerRows, columns: size.columns, rows: rows),
      with: .blank)
    let width = (size.columns - 2) / columns.count
    for (place, lines) in columns.enumerated() {
      for (offset, line) in lines.dropFirst(first).prefix(rows).enumerated() {
        frame.write(
          line, column: 1 + place * width, row: WindowLayout.headerRows + offset,
          columns: width - 1)
      }
    }
  }

  /// The groups in as many columns as fit.
  private static func columns(width: Int) -> [[Line]] {
    let groups = Binding.Group.allCases.map(lines)
    if width >= 150 { return groups }
    if width < 76 { return [Array(groups.joined(separator: [Line()]))] }
    return [groups[0] + [Line()] + groups[2], groups[1] + [Line()] + groups[3]]
  }

  private static func lines(_ group: Binding.Group) -> [Line] {
    [Line(group.rawValue, .accent)]
      + Keymap.bindings.filter { $0.group == group }.map { binding in
        Line(binding.keys.map(\.name).joined(separator: " ").left(10), .title) + Line(binding.help)
      }
  }
}
