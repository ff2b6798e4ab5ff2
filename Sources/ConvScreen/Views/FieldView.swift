import ConvCore

/// Draws the input with the field of the element on it: the box, the positions really touched, the
/// holes between them, or how many paths lead from each.
struct FieldView {
  private let model: Model
  private let survey: Survey
  private let input: Tensor
  private let colors: PictureColors
  private let box: (rows: Range<Int>, columns: Range<Int>)
  /// Some position of the box is not touched.
  private let hasHoles: Bool

  init(_ model: Model, _ survey: Survey) {
    self.model = model
    self.survey = survey
    input = model.setup.input
    colors = PictureColors(
      tensor: input,
      channel: FieldView.isColor(model, survey) ? nil : model.stack.inputChannel,
      shading: survey.inputRange.shading(isDark: model.options.isDark))
    box = survey.box
    let inside = Pair(
      box.rows.clamped(to: 0..<input.shape.height).count,
      box.columns.clamped(to: 0..<input.shape.width).count)
    hasHoles = survey.paths.touched < inside.rows * inside.columns
  }

  /// The input is shown in its own colours.
  static func isColor(_ model: Model, _ survey: Survey) -> Bool {
    model.setup.input.shape.channels == 3 && survey.inputRange.least >= 0
      && survey.inputRange.most <= 1
  }

  /// What stands at a position of the input or its padding.
  private enum Kind: Hashable {
    case touched, hole, outside
    /// Neither in the box nor in the padding.
    case free
  }

  private func kind(_ row: Int, _ column: Int) -> Kind {
    guard (0..<input.shape.height).contains(row), (0..<input.shape.width).contains(column) else {
      return .outside
    }
    if survey.touches(row: row, column: column) { return .touched }
    return box.rows.contains(row) && box.columns.contains(column) ? .hole : .free
  }

  // MARK: Numbers

  func draw(_ grid: GridPane, into frame: inout Frame) {
    drawNumbers(grid, isCloseUp: false, into: &frame)
  }

  private func drawNumbers(_ grid: GridPane, isCloseUp: Bool, into frame: inout Frame) {
    grid.draw(into: &frame, labels: (0..<input.shape.height, 0..<input.shape.width)) {
      cell($0.rows, $0.columns, isCloseUp: isCloseUp)
    }
  }

  private func cell(_ row: Int, _ column: Int, isCloseUp: Bool) -> GridCell {
    let kind = kind(row, column)
    if kind == .outside { return GridCell(text: "", filling: "░", style: .structure) }
    if model.stack.showsPaths { return pathCell(row, column, kind) }
    let color = pixel(row, column)
    var cell = GridCell(
      text: value(row, column), style: Style(ink: .shade(color.ink), ground: .shade(color)))
    switch kind {
    case .touched:
      (cell.before, cell.after) = ("[", "]")
      // Close up there is nothing else to stand out from.
      if hasHoles || !isCloseUp { cell.style = .window }
    case .hole:
      cell.before = "·"
      cell.style.attributes.insert(.underline)
    case .free, .outside: break
    }
    return cell
  }

  private func pathCell(_ row: Int, _ column: Int, _ kind: Kind) -> GridCell {
    guard kind == .touched else {
      return GridCell(text: kind == .hole ? "·" : "", style: .hole)
    }
    let color = heat(survey.share(row, column))
    let paths = survey.paths.rows[row] * survey.paths.columns[column]
    return GridCell(
      text: pathText(paths), before: "[", after: "]",
      style: Style(ink: .shade(color.ink), ground: .shade(color)))
  }

  private func value(_ row: Int, _ column: Int) -> String {
    survey.inputRange.format.text(input[0, model.stack.inputChannel, row, column])
  }

  // MARK: Pictures

  func draw(_ picture: PicturePane, into frame: inout Frame) {
    var windows: [PicturePane.Window] = []
    if let rows = box.rows.closed, let columns = box.columns.closed {
      windows = [PicturePane.Window(rows: rows, columns: columns)]
    }
    picture.draw(into: &frame, windows: windows) { rows, columns in
      guard model.stack.showsPaths, overlaps(rows, columns) else {
        return .shade(colors.color(rows, columns))
      }
      return .shade(meanHeat(rows, columns))
    }
  }

  private func overlaps(_ rows: Range<Int>, _ columns: Range<Int>) -> Bool {
    box.rows.overlaps(rows) && box.columns.overlaps(columns)
  }

  func draw(_ pane: FieldPane, into frame: inout Frame) {
    switch pane.scale {
    case .numbers(let grid): drawNumbers(grid, isCloseUp: true, into: &frame)
    case .squares(let lines): drawSquares(pane, lines: lines, into: &frame)
    case .halves: drawHalves(pane, into: &frame)
    case .picture(let picture): drawShrunk(picture, pane, into: &frame)
    }
  }

  private func drawSquares(_ pane: FieldPane, lines: Int, into frame: inout Frame) {
    for (offset, row) in pane.rowPlaces.enumerated() {
      for (place, column) in pane.columnPlaces.enumerated() {
        let (filling, mark, style) = square(row, column)
        let rect = Rect(
          column: pane.column + place * 2 * lines, row: pane.row + offset * lines,
          columns: 2 * lines, rows: lines)
        frame.fill(rect, with: Cell(scalar: filling, style: style))
        frame.put(
          Cell(scalar: mark, style: style), column: rect.column + lines,
          row: rect.row + (lines - 1) / 2)
      }
    }
  }

  /// What fills a position, what stands in its middle, and their style.
  private func square(
    _ row: Int, _ column: Int
  ) -> (filling: Unicode.Scalar, mark: Unicode.Scalar, Style) {
    switch kind(row, column) {
    case .outside: ("░", "░", .structure)
    case .touched: ("█", "█", Style(ink: paint(row, column)))
    case .hole, .free:
      (" ", "·", Style(ink: .role(.structure), ground: .shade(pixel(row, column))))
    }
  }

  /// The colour of a touched position: what the element sees there, unless holes must stand out.
  private func paint(_ row: Int, _ column: Int) -> Paint {
    guard model.stack.showsPaths else {
      return hasHoles ? .pixel(.window) : .shade(pixel(row, column))
    }
    return .shade(heat(survey.share(row, column)))
  }

  private func pixel(_ row: Int, _ column: Int) -> RGB {
    model.stack.showsPaths ? heat(nil) : colors.color(row..<row + 1, column..<column + 1)
  }

  private func drawHalves(_ pane: FieldPane, into frame: inout Frame) {
    let rows = pane.rowPlaces
    for (line, row) in stride(from: rows.lowerBound, to: rows.upperBound, by: 2).enumerated() {
      for (place, column) in pane.columnPlaces.enumerated() {
        frame.put(
          half(row, column, hasLower: rows.contains(row + 1)), column: pane.column + place,
          row: pane.row + line)
      }
    }
  }

  /// Two positions, one above the other; which of them is touched shows in the character itself.
  private func half(_ row: Int, _ column: Int, hasLower: Bool) -> Cell {
    let upper = kind(row, column)
    let lower = hasLower ? kind(row + 1, column) : .outside
    func ground(_ kind: Kind, _ row: Int) -> Paint {
      kind == .outside ? .terminal : .shade(pixel(row, column))
    }
    switch (upper, lower) {
    case (.touched, .touched):
      let (ink, ground) = (paint(row, column), paint(row + 1, column))
      return ink == ground
        ? Cell(scalar: "█", style: Style(ink: ink))
        : Cell(scalar: "▀", style: Style(ink: ink, ground: ground))
    case (.touched, _):
      return Cell(
        scalar: "▀", style: Style(ink: paint(row, column), ground: ground(lower, row + 1)))
    case (_, .touched):
      return Cell(
        scalar: "▄", style: Style(ink: paint(row + 1, column), ground: ground(upper, row)))
    case (.outside, _):
      return Cell(scalar: hasLower ? "░" : " ", style: .structure)
    default:
      return Cell(
        scalar: "·", style: Style(ink: .role(.structure), ground: .shade(pixel(row, column))))
    }
  }

  private func drawShrunk(_ picture: PicturePane, _ pane: FieldPane, into frame: inout Frame) {
    picture.drawBare(into: &frame, window: nil) { rows, columns in
      let rows = rows.shifted(by: pane.rowPlaces.lowerBound)
      let columns = columns.shifted(by: pane.columnPlaces.lowerBound)
      let isInside =
        rows.overlaps(0..<input.shape.height) && columns.overlaps(0..<input.shape.width)
      guard isInside else { return .terminal }
      return .shade(
        model.stack.showsPaths || hasHoles
          ? meanHeat(rows, columns)
          : colors.color(
            rows.clamped(to: 0..<input.shape.height), columns.clamped(to: 0..<input.shape.width)))
    }
  }

  // MARK: Heat

  /// The mean of a block of positions.
  private func meanHeat(_ rows: Range<Int>, _ columns: Range<Int>) -> RGB {
    func mean(_ places: Range<Int>, _ counts: [Double], most: Double) -> Double {
      let inside = places.clamped(to: counts.indices)
      guard !inside.isEmpty else { return 0 }
      let sum = inside.reduce(0) { sum, place in
        sum + (model.stack.showsPaths ? counts[place] / most : counts[place] > 0 ? 1 : 0)
      }
      return sum / Double(inside.count)
    }
    let (mostRows, mostColumns) = survey.mostAlongAxes
    let share =
      mean(rows, survey.paths.rows, most: mostRows)
      * mean(columns, survey.paths.columns, most: mostColumns)
    return heat(share > 0 ? share : nil)
  }

  /// From the ground, where no path leads, through the field's own colour to where most do.
  private func heat(_ share: Double?) -> RGB {
    guard var share else {
      return model.options.isDark ? RGB(38, 38, 42) : RGB(248, 248, 246)
    }
    // Counts beyond Double have no share.
    if share.isNaN { share = 1 }
    let stops = model.options.isDark ? RGB.warmth : RGB.warmth.reversed()
    let middle = 0.6
    return share < middle
      ? Shading.mix(stops[0], stops[1], Float(share / middle))
      : Shading.mix(stops[1], stops[2], Float((share - middle) / (1 - middle)))
  }
}

extension RGB {
  /// Dark, middling and light: shades that 256 colours can show.
  fileprivate static let warmth = [RGB(index: 94), RGB(index: 214), RGB(index: 229)]
}

extension Range<Int> {
  fileprivate var closed: ClosedRange<Int>? {
    isEmpty ? nil : lowerBound...upperBound - 1
  }

  fileprivate func shifted(by offset: Int) -> Range<Int> {
    lowerBound + offset..<upperBound + offset
  }
}
