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
  let window: (rows: ClosedRange<Int>, columns: ClosedRange<Int>)?

  /// How much of its colour an element has that is still to come; more where stepping takes long.
  private var hint: Float { tensor.shape.plane > 400 ? 0.6 : 0.3 }

  func draw(_ pane: PicturePane, into frame: inout Frame) {
    let colors = PictureColors(tensor: tensor, channel: channel, shading: shading)
    let ground: RGB = isDark ? RGB(24, 24, 27) : .white
    pane.drawBare(into: &frame, window: window) { rows, columns in
      guard filled.contains(rows) else { return .terminal }
      let color = colors.color(rows, columns)
      return .shade(
        isReached(rows.lowerBound, columns.lowerBound)
          ? color : Shading.mix(ground, color, hint))
    }
  }

  /// Numbers, a row of the map in a row of the screen.
  func draw(column: Int, row: Int, into frame: inout Frame) {
    for place in 0..<tensor.shape.height {
      for across in 0..<tensor.shape.width {
        let (text, style) = cell(place, across)
        frame.write(
          text, column: column + across * (format.width + 1), row: row + place, style: style)
      }
    }
  }

  private func cell(_ row: Int, _ column: Int) -> (String, Style) {
    let isWindow = window.map { $0.rows.contains(row) && $0.columns.contains(column) } ?? false
    guard filled.contains(row), isReached(row, column) || isWindow else {
      return (" " + "·".right(format.width), .structure)
    }
    let value = tensor[0, channel, row, column]
    let text = (isWindow ? "[" : " ") + format.text(value)
    return (text, isWindow ? .window : shading.style(value))
  }

  private func isReached(_ row: Int, _ column: Int) -> Bool {
    reached.map { (row, column) <= ($0.rows, $0.columns) } ?? true
  }
}
