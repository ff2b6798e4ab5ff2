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
    let tableRows = min(layers, max(body.rows * 3 / 10, 3)) + StackTable.frameRows
    table = Rect(
      column: StackLayout.margin, row: body.row, columns: body.columns - 2 * StackLayout.margin,
      rows: tableRows)
    self.layers = StackTable.visible(layer: survey.layer, of: layers, rows: tableRows)
    let space = body.rows >= 18 ? 1 : 0
    titleRow = body.row + tableRows + space
    let rows = body.rows - tableRows - space - GridPane.captionRows
    let top = titleRow + GridPane.captionRows
    facts = StackLayout.facts(in: body, titleRow: titleRow, rows: rows + GridPane.captionRows)

    inputColumn = StackLayout.margin
    let gap = StackLayout.gap(body)
    let end = facts.column - gap
    let room = Rect(column: inputColumn, row: top, columns: end - inputColumn, rows: rows)
    let input = StackLayout.input(model, survey, in: room, gap: gap)
    self.input = input
    var next = inputColumn + input.columns + gap
    switch input {
    case .grid: field = nil
    case .picture:
      field = StackLayout.field(
        survey, in: Rect(column: next, row: top, columns: end - next, rows: rows), gap: gap)
    }
    next += field.map { $0.columns + gap } ?? 0
    mapsColumn = next
    maps = MapsPane(
      column: next + 1, row: top, columns: end - next - 1, rows: rows,
      output: model.stage.output.shape, chosen: model.setup.position.channel)
  }

  private static func gap(_ body: Rect) -> Int { body.columns < 100 ? 2 : 3 }

  /// At the right edge.
  private static func facts(in body: Rect, titleRow: Int, rows: Int) -> Rect {
    let width = min(max(body.columns - 82, factColumns.lowerBound), factColumns.upperBound)
    return Rect(
      column: body.columns - margin - width, row: titleRow, columns: width, rows: rows)
  }

  /// A grid of numbers where there is room for it, the field's marks in it; else a picture.
  private static func input(_ model: Model, _ survey: Survey, in room: Rect, gap: Int) -> Input {
    let source = Pair(model.setup.input.shape.height, model.setup.input.shape.width)
    if var grid = GridPane.largest(
      of: 0..<source.rows, 0..<source.columns, format: survey.cellFormat,
      within: Pair(room.rows, room.columns - gap - leastMaps))
    {
      grid.column = room.column + grid.labelWidth
      grid.row = room.row
      return .grid(grid)
    }
    return .picture(
      PicturePane(
        column: room.column + 1, row: room.row, columns: room.columns / 3, rows: room.rows,
        source: source))
  }

  /// The maps get their share, unless the field's positions would have to be drawn together.
  private static func field(_ survey: Survey, in room: Rect, gap: Int) -> FieldPane? {
    let panes = [room.columns * 3 / 5, room.columns - gap - leastMaps].map {
      FieldPane(
        survey, column: room.column, row: room.row, columns: $0, rows: room.rows,
        format: survey.cellFormat)
    }
    return panes.first { $0?.isExact == true } ?? panes[0]
  }
}

extension StackLayout.Input {
  /// Its columns, with the labels of a grid or the mark before a picture.
  fileprivate var columns: Int {
    switch self {
    case .grid(let grid): grid.width
    case .picture(let picture): picture.rect.columns + 1
    }
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
