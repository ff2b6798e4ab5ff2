import ConvCore

/// The input with both windows on it: `[ ]` what A reads, `( )` what B reads, `[ )` what both do.
struct CompareInputView {
  private let model: Model
  private let contrast: Contrast
  private let channel: Int
  private let first: Reach
  private let second: Reach
  private let format: NumberFormat
  private let shading: Shading

  /// The elements that an output element reads.
  private struct Reach {
    private(set) var rows: Set<Int> = []
    private(set) var columns: Set<Int> = []

    /// Nothing where there is no element, or where it does not read the shown channel.
    init(_ side: Contrast.Side, _ position: Position?, channel: Int) {
      guard let position,
        side.network.inputChannels(reaching: position.channel).contains(channel)
      else { return }
      let paths = PathCounts(to: position.row, column: position.column, through: side.readings)
      rows = Set(paths.rows.indices.filter { paths.rows[$0] > 0 })
      columns = Set(paths.columns.indices.filter { paths.columns[$0] > 0 })
    }

    func contains(row: Int, column: Int) -> Bool { rows.contains(row) && columns.contains(column) }

    func window(_ role: Role, pointsFromBelow: Bool) -> PicturePane.Window? {
      guard let top = rows.min(), let bottom = rows.max(), let left = columns.min(),
        let right = columns.max()
      else { return nil }
      return PicturePane.Window(
        rows: top...bottom, columns: left...right, role: role, pointsFromBelow: pointsFromBelow)
    }
  }

  init(_ model: Model, _ contrast: Contrast) {
    self.model = model
    self.contrast = contrast
    channel = model.comparedInputChannel(contrast)
    let position = model.setup.position
    first = Reach(contrast.first, position, channel: channel)
    second = Reach(contrast.second, contrast.partner(of: position), channel: channel)
    format = contrast.inputRange.format
    shading = contrast.inputRange.shading(isDark: model.options.isDark)
  }

  func draw(_ layout: CompareLayout, into frame: inout Frame) {
    if let grid = layout.input.grid { draw(grid, into: &frame) }
    if let picture = layout.input.picture { draw(picture, into: &frame) }
    if let taps = layout.taps { drawTaps(taps, into: &frame) }
  }

  private func draw(_ picture: PicturePane, into frame: inout Frame) {
    let range = contrast.inputRange
    let isColor = model.setup.input.shape.channels == 3 && range.least >= 0 && range.most <= 1
    let colors = PictureColors(
      tensor: model.setup.input, channel: isColor ? nil : channel, shading: shading)
    picture.draw(
      into: &frame,
      windows: [
        first.window(.window, pointsFromBelow: false), second.window(.other, pointsFromBelow: true),
      ].compactMap { $0 }
    ) { .shade(colors.color($0, $1)) }
  }

  private func draw(_ grid: GridPane, into frame: inout Frame) {
    grid.draw(into: &frame, labels: (grid.rowPlaces, grid.columnPlaces)) { place in
      let (row, column) = (place.rows, place.columns)
      let value = model.setup.input[0, channel, row, column]
      var cell = GridCell(text: format.text(value), style: shading.style(value))
      if first.contains(row: row, column: column) {
        cell.mark(.first)
        if second.contains(row: row, column: column) { cell.after = ")" }
      } else if second.contains(row: row, column: column) {
        cell.mark(.second)
      }
      return cell
    }
    // What both read ends in B's colour.
    for row in grid.rowPlaces {
      for column in grid.columnPlaces
      where first.contains(row: row, column: column) && second.contains(row: row, column: column) {
        let place = grid.mark(after: Pair(row, column))
        frame.put(Cell(scalar: ")", style: .other), column: place.column, row: place.row)
      }
    }
  }

  /// The elements around the middle of A's field, each with who reads it.
  private func drawTaps(_ rect: Rect, into frame: inout Frame) {
    let position = model.setup.position
    func start(_ axis: AxisCentres, _ element: Int) -> Int {
      Int((axis.centres[element] - Double(rect.rows - 1) / 2).rounded())
    }
    let top = start(contrast.first.centres.rows, position.row)
    let left = start(contrast.first.centres.columns, position.column)
    let input = model.setup.input.shape
    for row in 0..<rect.rows {
      for column in 0..<rect.columns / 2 {
        let (y, x) = (top + row, left + column)
        let isInside = (0..<input.height).contains(y) && (0..<input.width).contains(x)
        let mark = isInside ? mark(y, x) : Line("░░", .structure)
        frame.write(mark, column: rect.column + column * 2, row: rect.row + row)
      }
    }
  }

  private func mark(_ row: Int, _ column: Int) -> Line {
    let isRead = (
      first.contains(row: row, column: column), second.contains(row: row, column: column)
    )
    switch isRead {
    case (true, true): return Line("[", .window) + Line(")", .other)
    case (true, false): return Line("[]", .window)
    case (false, true): return Line("()", .other)
    case (false, false): return Line("· ", .structure)
    }
  }
}

extension GridCell {
  /// Puts a side's brackets and colour on the cell.
  mutating func mark(_ side: CompareSide) {
    (before, after) = side.brackets
    style = side.style
  }
}
