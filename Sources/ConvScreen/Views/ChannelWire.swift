/// The line along which numbers go from stage to stage: heavy for the map one stands on.
struct ChannelWire {
  let isPresent: Bool
  let isDone: Bool

  private var style: Style { isPresent && isDone ? .accent : .structure }

  private static let heavy: [Character: Character] = [
    "─": "━", "│": "┃", "┐": "┓", "┘": "┛", "└": "┗", "┌": "┏", "┤": "┫", "├": "┣", "┬": "┳",
    "┴": "┻", "┼": "╋", "→": "▶",
  ]

  private func write(_ text: String, column: Int, row: Int, into frame: inout Frame) {
    let drawn = isPresent ? String(text.map { ChannelWire.heavy[$0] ?? $0 }) : text
    frame.write(drawn, column: column, row: row, style: style)
  }

  /// Rows that come together and leave at one row; takes four columns.
  func gather(_ rows: [Int], exit: Int, column: Int, into frame: inout Frame) {
    guard let first = rows.min(), let last = rows.max() else { return }
    let (top, bottom) = (min(first, exit), max(last, exit))
    for row in top...bottom {
      let isEntry = rows.contains(row)
      if isEntry { write("─", column: column, row: row, into: &frame) }
      let joint = ChannelWire.joint(
        left: isEntry, right: row == exit, up: row > top, down: row < bottom)
      write(joint, column: column + 1, row: row, into: &frame)
    }
    write("→", column: column + 2, row: exit, into: &frame)
  }

  /// A row that goes straight on, up to and with `end`.
  func straight(from start: Int, to end: Int, row: Int, into frame: inout Frame) {
    guard end > start else { return }
    write(
      String(repeating: "─", count: end - start) + "→", column: start, row: row, into: &frame)
  }

  private static func joint(left: Bool, right: Bool, up: Bool, down: Bool) -> String {
    switch (left, right, up, down) {
    case (true, true, true, true): "┼"
    case (true, true, true, false): "┴"
    case (true, true, false, true): "┬"
    case (true, true, false, false): "─"
    case (true, false, true, true): "┤"
    case (true, false, true, false): "┘"
    case (true, false, false, true): "┐"
    case (false, true, true, true): "├"
    case (false, true, true, false): "└"
    case (false, true, false, true): "┌"
    default: "│"
    }
  }
}
