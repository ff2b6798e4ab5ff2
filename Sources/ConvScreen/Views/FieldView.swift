import ConvCore

/// Draws the input with the field of the element on it: the box, the positions really touched, the
/// holes between them, or how many paths lead from each.
struct FieldView {
  private let model: Model
  private let survey: Survey
  private let input: Tensor
  private let colors: PictureColors
  private let shading: Shading
  private let box: (rows: Range<Int>, columns: Range<Int>)
  /// Some position of the box is not touched.
  private let hasHoles: Bool

  init(_ model: Model, _ survey: Survey) {
    self.model = model
    self.survey = survey
    input = model.setup.input
    shading = survey.inputRange.shading(isDark: model.options.isDark)
    colors = PictureColors(
      tensor: input,
      channel: FieldView.isColor(model, survey) ? nil : model.stack.inputChannel, shading: shading)
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
    grid.draw(
      into: &frame, labels: (0..<input.shape.height, 0..<input.shape.width),
      cell: { cell($0.rows, $0.columns) })
  }

  private func cell(_ row: Int, _ column: Int) -> GridCell {
    switch kind(row, column) {
    case .outside:
      return GridCell(text: "░░", style: .structure)
    case .touched:
      guard model.stack.showsPaths else {
        return GridCell(text: value(row, column), before: "[", after: "]", style: .window)
      }
      let paths = survey.paths.rows[row] * survey.paths.columns[column]
      let color = heat(paths / survey.mostPaths)
      return GridCell(
        text: survey.pathFormat.trimmed(Float(paths)), before: "[", after: "]",
        style: Style(ink: .shade(color.ink), ground: .shade(color)))
    case .hole:
      if model.stack.showsPaths { return GridCell(text: "·", style: .hole) }
      var style = shading.style(input[0, model.stack.inputChannel, row, column])
      style.attributes.insert(.underline)
      return GridCell(text: value(row, column), before: "·", style: style)
    case .free:
      if model.stack.showsPaths { return GridCell(text: "", style: .structure) }
      return GridCell(
        text: value(row, column),
        style: shading.style(input[0, model.stack.inputChannel, row, column]))
    }
  }

  private func value(_ row: Int, _ column: Int) -> String {
    survey.inputRange.format.text(input[0, model.stack.inputChannel, row, column])
  }

  // MARK: Pictures

  func draw(_ picture: PicturePane, into frame: inout Frame) {
    picture.draw(
      into: &frame, window: (closed(box.rows), closed(box.columns))
    ) { rows, columns in
      guard model.stack.showsPaths, overlaps(rows, columns) else {
        return .shade(colors.color(rows, columns))
      }
      return .shade(meanHeat(rows, columns))
    }
  }

  private func closed(_ range: Range<Int>) -> ClosedRange<Int> {
    range.isEmpty ? -1 ... -1 : range.lowerBound...range.upperBound - 1
  }

  private func overlaps(_ rows: Range<Int>, _ columns: Range<Int>) -> Bool {
    box.rows.overlaps(rows) && box.columns.overlaps(columns)
  }

  func draw(_ pane: FieldPane, into frame: inout Frame) {
    switch pane.scale {
    case .numbers(let grid): draw(grid, into: &frame)
    case .squares: drawSquares(pane, into: &frame)
    case .halves: drawHalves(pane, into: &frame)
    case .picture(let picture): drawShrunk(picture, pane, into: &frame)
    }
  }

  private func drawSquares(_ pane: FieldPane, into frame: inout Frame) {
    for (line, row) in pane.rowPlaces.enumerated() {
      for (place, column) in pane.columnPlaces.enumerated() {
        let (text, style) = square(row, column)
        frame.write(text, column: pane.column + place * 2, row: pane.row + line, style: style)
      }
    }
  }

  private func square(_ row: Int, _ column: Int) -> (String, Style) {
    switch kind(row, column) {
    case .outside: ("░░", .structure)
    case .touched: ("██", Style(ink: paint(row, column)))
    case .hole, .free:
      (" ·", Style(ink: .role(.structure), ground: .shade(pixel(row, column))))
    }
  }

  /// The colour of a touched position: what the element sees there, unless holes must stand out.
  private func paint(_ row: Int, _ column: Int) -> Paint {
    guard model.stack.showsPaths else {
      return hasHoles ? .role(.window) : .shade(pixel(row, column))
    }
    let paths = survey.paths.rows[row] * survey.paths.columns[column]
    return .shade(heat(paths / survey.mostPaths))
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
    let nowhere = -1 ... -1
    picture.draw(into: &frame, window: (nowhere, nowhere)) { rows, columns in
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
    func mean(_ places: Range<Int>, _ counts: [Double]) -> Double {
      let inside = places.clamped(to: counts.indices)
      guard !inside.isEmpty else { return 0 }
      let sum = inside.reduce(0) { sum, place in
        sum + (model.stack.showsPaths ? counts[place] : counts[place] > 0 ? 1 : 0)
      }
      return sum / Double(inside.count)
    }
    let share = mean(rows, survey.paths.rows) * mean(columns, survey.paths.columns)
    let most = model.stack.showsPaths ? survey.mostPaths : 1
    return heat(share > 0 ? share / most : nil)
  }

  /// From the ground, where no path leads, to the field's own colour, where most do.
  private func heat(_ share: Double?) -> RGB {
    let ground = model.options.isDark ? RGB(38, 38, 42) : RGB(248, 248, 246)
    guard let share else { return ground }
    let faintest = 0.15
    return Shading.mix(ground, .field, Float(faintest + (1 - faintest) * share))
  }
}

extension RGB {
  /// The window's colour as a ground.
  fileprivate static let field = RGB(index: 214)
}

extension Range<Int> {
  fileprivate func shifted(by offset: Int) -> Range<Int> {
    lowerBound + offset..<upperBound + offset
  }
}
