import ConvCore

/// Where a map stands as a picture: two pixels a cell, one above the other.
struct PicturePane: Hashable, Sendable {
  /// The cells of the picture; marks stand in the column before and the row above.
  let rect: Rect
  /// The map's height and width in elements.
  let source: Pair
  /// Pixels drawn.
  private let pixels: Pair

  /// The largest picture of the map's proportions that fits into the box.
  init(column: Int, row: Int, columns: Int, rows: Int, source: Pair) {
    self.source = source
    let scale = min(
      Double(columns) / Double(source.columns), Double(rows * 2) / Double(source.rows))
    pixels = Pair(
      max(min(Int((Double(source.rows) * scale).rounded()), rows * 2), 1),
      max(min(Int((Double(source.columns) * scale).rounded()), columns), 1))
    rect = Rect(
      column: column, row: row, columns: pixels.columns, rows: (pixels.rows + 1) / 2)
  }

  /// The rows of cells that a picture of so many columns takes, at most `rows`.
  static func rows(columns: Int, rows: Int, source: Pair) -> Int {
    PicturePane(column: 0, row: 0, columns: columns, rows: rows, source: source).rect.rows
  }

  /// The element under a cell of the screen.
  func element(column: Int, row: Int) -> Pair? {
    guard rect.contains(column: column, row: row) else { return nil }
    return Pair(
      min((row - rect.row) * 2 * source.rows / pixels.rows, source.rows - 1),
      (column - rect.column) * source.columns / pixels.columns)
  }

  /// The pixel rows or columns that stand for a range of elements; empty outside the map.
  private func pixels(for elements: ClosedRange<Int>, of count: Int, drawn: Int) -> Range<Int> {
    let first = max(elements.lowerBound, 0)
    let last = min(elements.upperBound, count - 1)
    guard first <= last else { return 0..<0 }
    let start = first * drawn / count
    return start..<max(((last + 1) * drawn + count - 1) / count, start + 1)
  }

  /// The elements that one pixel stands for.
  private func elements(at pixel: Int, of count: Int, drawn: Int) -> Range<Int> {
    let start = pixel * count / drawn
    return start..<max((pixel + 1) * count / drawn, start + 1)
  }

  /// A window over the picture.
  struct Window {
    var rows: ClosedRange<Int>
    var columns: ClosedRange<Int>
    var role = Role.window
    /// The marks outside the picture that point at it: above or below, before or after.
    var pointsFromBelow = false
  }

  /// Draws the picture, and over it the frame of the window.
  ///
  /// `color` is asked for the mean colour of a block of elements.
  func draw(
    into frame: inout Frame, window: (rows: ClosedRange<Int>, columns: ClosedRange<Int>),
    color: (_ rows: Range<Int>, _ columns: Range<Int>) -> Paint
  ) {
    draw(
      into: &frame, windows: [Window(rows: window.rows, columns: window.columns)], color: color)
  }

  /// Draws the picture, over it the windows' frames, the first on top, and marks that point at them.
  func draw(
    into frame: inout Frame, windows: [Window],
    color: (_ rows: Range<Int>, _ columns: Range<Int>) -> Paint
  ) {
    let frames = frames(of: windows)
    paint(frames, into: &frame, color: color)
    for (window, rows, columns) in frames { pointAt(rows, columns, of: window, in: &frame) }
  }

  /// Draws the picture with the frame of a window, or of none, and nothing beside it.
  func drawBare(
    into frame: inout Frame, window: (rows: ClosedRange<Int>, columns: ClosedRange<Int>)?,
    color: (_ rows: Range<Int>, _ columns: Range<Int>) -> Paint
  ) {
    let windows = window.map { [Window(rows: $0.rows, columns: $0.columns)] } ?? []
    paint(frames(of: windows), into: &frame, color: color)
  }

  /// A window with the pixel rows and columns that it covers.
  private typealias Outline = (window: Window, rows: Range<Int>, columns: Range<Int>)

  private func frames(of windows: [Window]) -> [Outline] {
    windows.map {
      (
        $0, pixels(for: $0.rows, of: source.rows, drawn: pixels.rows),
        pixels(for: $0.columns, of: source.columns, drawn: pixels.columns)
      )
    }
  }

  private func paint(
    _ frames: [Outline], into frame: inout Frame,
    color: (_ rows: Range<Int>, _ columns: Range<Int>) -> Paint
  ) {
    for line in 0..<rect.rows {
      for column in 0..<rect.columns {
        func paint(_ pixel: Int) -> Paint {
          guard pixel < pixels.rows else { return .terminal }
          if let over = frames.first(where: { isFrame(pixel, column, $0.rows, $0.columns) }) {
            return .pixel(over.window.role)
          }
          return color(
            elements(at: pixel, of: source.rows, drawn: pixels.rows),
            elements(at: column, of: source.columns, drawn: pixels.columns))
        }
        let cell = PicturePane.cell(paint(line * 2), paint(line * 2 + 1))
        frame.put(cell, column: rect.column + column, row: rect.row + line)
      }
    }
  }

  /// Two pixels; where there is none, the terminal's own ground stays.
  private static func cell(_ upper: Paint, _ lower: Paint) -> Cell {
    guard upper == .terminal else {
      return Cell(scalar: "▀", style: Style(ink: upper, ground: lower))
    }
    return lower == .terminal ? .blank : Cell(scalar: "▄", style: Style(ink: lower))
  }

  /// The window's outline, or all of it where it is too small to have an inside.
  private func isFrame(_ row: Int, _ column: Int, _ rows: Range<Int>, _ columns: Range<Int>) -> Bool
  {
    guard rows.contains(row), columns.contains(column) else { return false }
    return row == rows.lowerBound || row == rows.upperBound - 1 || column == columns.lowerBound
      || column == columns.upperBound - 1
  }

  /// Marks outside the picture that point at the window, so that it is found without colours too.
  private func pointAt(
    _ rows: Range<Int>, _ columns: Range<Int>, of window: Window, in frame: inout Frame
  ) {
    guard !rows.isEmpty, !columns.isEmpty else { return }
    let column = rect.column + (columns.lowerBound + columns.upperBound - 1) / 2
    let row = rect.row + (rows.lowerBound + rows.upperBound - 1) / 4
    let style = Style(ink: .role(window.role), attributes: .bold)
    if window.pointsFromBelow {
      frame.write("▲", column: column, row: rect.row + rect.rows, style: style)
      frame.write("◀", column: rect.column + rect.columns, row: row, style: style)
    } else {
      frame.write("▼", column: column, row: rect.row - 1, style: style)
      frame.write("▶", column: rect.column - 1, row: row, style: style)
    }
  }
}

/// The mean colours of blocks of one image.
struct PictureColors {
  let tensor: Tensor
  /// The channel drawn, or nil: three channels as red, green and blue.
  let channel: Int?
  let shading: Shading

  /// At most so many samples are taken along each axis of a block.
  private static let samples = 4

  func color(_ rows: Range<Int>, _ columns: Range<Int>) -> RGB {
    guard let channel else {
      func part(_ channel: Int) -> UInt8 {
        UInt8((min(max(mean(channel, rows, columns), 0), 1) * 255).rounded())
      }
      return RGB(part(0), part(1), part(2))
    }
    return shading.color(mean(channel, rows, columns))
  }

  private func mean(_ channel: Int, _ rows: Range<Int>, _ columns: Range<Int>) -> Float {
    var sum: Float = 0
    var count: Float = 0
    let rowStride = max(rows.count / PictureColors.samples, 1)
    let columnStride = max(columns.count / PictureColors.samples, 1)
    for row in stride(from: rows.lowerBound, to: rows.upperBound, by: rowStride) {
      for column in stride(from: columns.lowerBound, to: columns.upperBound, by: columnStride) {
        sum += tensor[0, channel, row, column]
        count += 1
      }
    }
    let mean = sum / max(count, 1)
    return mean.isNaN ? 0 : mean
  }
}
