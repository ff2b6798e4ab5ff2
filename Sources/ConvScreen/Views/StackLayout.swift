import ConvCore

/// Where everything of the Stack view stands, for drawing and for the pointer alike.
struct StackLayout: Sendable {
  /// All layers, or as many as there is room for.
  let table: Rect
  /// The layers that the table shows.
  let layers: Range<Int>
  let titleRow: Int
  let input: Input
  let inputColumn: Int
  /// The field close up; nil where the input is a grid of numbers already.
  let field: FieldPane?
  let maps: MapsPane?
  let mapsColumn: Int
  let facts: Rect

  enum Input: Sendable {
    case grid(GridPane)
    case picture(PicturePane)
  }

  private static let margin = 1
  private static let leastMaps = 9
  private static let factColumns = 28...44

  init(_ model: Model, _ survey: Survey) {
    let body = model.body
    let layers = survey.report.lines.count
    let tableRows =
      min(layers, max(body.rows * 3 / 10, 3)) + StackTable.frameRows
    table = Rect(
      column: StackLayout.margin, row: body.row, columns: body.columns - 2 * StackLayout.margin,
      rows: tableRows)
    self.layers = StackTable.visible(layer: survey.layer, of: layers, rows: tableRows)
    let space = body.rows >= 18 ? 1 : 0
    titleRow = body.row + tableRows + space
    let rows = body.rows - tableRows - space - GridPane.captionRows
    let top = titleRow + GridPane.captionRows

    let gap = body.columns < 100 ? 2 : 3
    let width = min(
      max(body.columns - 82, StackLayout.factColumns.lowerBound),
      StackLayout.factColumns.upperBound)
    facts = Rect(
      column: body.columns - StackLayout.margin - width, row: titleRow, columns: width,
      rows: rows + GridPane.captionRows)
    inputColumn = StackLayout.margin
    let end = facts.column - gap
    var next = inputColumn
    let format = survey.cellFormat
    let source = Pair(model.setup.input.shape.height, model.setup.input.shape.width)
    let most = end - next - gap - StackLayout.leastMaps
    if let grid = GridPane.largest(
      of: 0..<source.rows, 0..<source.columns, format: format, within: Pair(rows, most))
    {
      var placed = grid
      placed.column = next + grid.labelWidth
      placed.row = top
      input = .grid(placed)
      field = nil
      next += grid.width + gap
    } else {
      let picture = PicturePane(
        column: next + 1, row: top, columns: (end - next) / 3, rows: rows, source: source)
      input = .picture(picture)
      next += picture.rect.columns + 1 + gap
      // The maps get their share, unless the field's positions would have to be drawn together.
      let panes = [(end - next) * 3 / 5, end - next - gap - StackLayout.leastMaps].map {
        FieldPane(survey, column: next, row: top, columns: $0, rows: rows, format: format)
      }
      field = panes.first { $0?.isExact == true } ?? panes[0]
      next += field.map { $0.columns + gap } ?? 0
    }
    mapsColumn = next
    maps = MapsPane(
      column: next + 1, row: top, columns: end - next - 1, rows: rows,
      output: model.stage.output.shape, chosen: model.setup.position.channel)
  }
}

extension StackLayout {
  /// Somewhere the input's own numbers are written.
  var hasNumbers: Bool {
    if case .grid = input { return true }
    if case .numbers = field?.scale { return true }
    return false
  }
}

extension Survey {
  /// As wide as the input's numbers or those of paths, so that `n` moves nothing.
  fileprivate var cellFormat: NumberFormat {
    inputRange.format.widened(for: pathText(mostPaths), when: true)
  }
}
