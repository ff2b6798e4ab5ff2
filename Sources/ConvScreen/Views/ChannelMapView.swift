import ConvCore

/// Draws one channel of a tensor in its place, as numbers or as a picture.
struct ChannelMapView {
  let tensor: Tensor
  let channel: Int
  let shading: Shading
  let format: NumberFormat
  let isDark: Bool
  /// Rows that are computed.
  let filled: Range<Int>
  /// The element up to which one has stepped; nil: all of it is known.
  let reached: Pair?
  /// What stands out: the window, or the present element; nil: nothing yet.
  let window: (rows: Set<Int>, columns: Set<Int>)?

  /// How much of its colour an element has that is still to come; more where stepping takes long.
  private var hint: Float { tensor.shape.plane > 400 ? 0.6 : 0.3 }

  func draw(_ pane: PicturePane, into frame: inout Frame) {
    let colors = PictureColors(tensor: tensor, channel: channel, shading: shading)
    let ground: RGB = isDark ? RGB(24, 24, 27) : .white
    pane.drawBare(into: &frame, window: outline) { rows, columns in
      guard filled.contains(rows) else { return .terminal }
      let color = colors.color(rows, columns)
      return .shade(
        isReached(rows.lowerBound, columns.lowerBound)
          ? color : Shading.mix(ground, color, hint))
    }
  }

  /// From the first to the last element that stands out, over what lies between them.
  private var outline: (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
    guard let window, let top = window.rows.min(), let bottom = window.rows.max(),
      let left = window.columns.min(), let right = window.columns.max()
    else { return nil }
    return (top...bottom, left...right)
  }

  /// Numbers in cells.
  func draw(_ pane: GridPane, into frame: inout Frame) {
    pane.draw(into: &frame, labels: (0..<0, 0..<0)) { cell($0, sharesMarks: pane.tile.sharesMarks) }
    guard pane.tile.sharesMarks, let window else { return }
    for row in window.rows.filter(pane.rowPlaces.contains) {
      for column in window.columns.filter(pane.columnPlaces.contains)
      where !window.columns.contains(column + 1) {
        let mark = pane.mark(after: Pair(row, column))
        frame.write("]", column: mark.column, row: mark.row, style: .window)
      }
    }
  }

  private func cell(_ place: Pair, sharesMarks: Bool) -> GridCell {
    let (row, column) = (place.rows, place.columns)
    let isWindow = window.map { $0.rows.contains(row) && $0.columns.contains(column) } ?? false
    guard filled.contains(row), isReached(row, column) || isWindow else {
      return GridCell(text: "·", style: .structure)
    }
    let value = tensor[0, channel, row, column]
    var cell = GridCell(text: format.text(value), style: shading.style(value))
    guard isWindow else { return cell }
    cell.style = .window
    let opens = !sharesMarks || window?.columns.contains(column - 1) == false
    cell.before = opens ? "[" : " "
    cell.after = "]"
    return cell
  }

  private func isReached(_ row: Int, _ column: Int) -> Bool {
    reached.map { (row, column) <= ($0.rows, $0.columns) } ?? true
  }
}
