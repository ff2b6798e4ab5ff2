import ConvCore

/// Where everything of the Compare view stands, for drawing and for the pointer alike.
///
/// Tall screens have two rows of maps, the input over A − B and A over B, with each side's sum beside
/// its map; low ones have a single row of maps, with the sums below.
struct CompareLayout {
  private(set) var input: ComparePane
  private(set) var first: ComparePane
  private(set) var second: ComparePane
  private(set) var difference: ComparePane
  /// Which elements around the fields' middle each side reads; nil without room or need.
  private(set) var taps: Rect?
  private(set) var sums: (first: Rect, second: Rect)
  private(set) var verdict: Rect
  private(set) var table: Rect

  static let gap = 3
  private static let margin = 1
  private static let verdictRows = 2

  init(_ model: Model, _ contrast: Contrast) {
    let body = model.body
    let room = Rect(
      column: CompareLayout.margin, row: body.row,
      columns: body.columns - CompareLayout.margin * 2, rows: body.rows)
    let maps = CompareMaps(model, contrast)
    let openedRows = max(model.stage.openedRows, contrast.stage.openedRows) + 1
    let tall = body.rows >= CompareLayout.tall ? CompareLayout(tall: room, maps, contrast) : nil
    self = tall ?? CompareLayout(low: room, maps, openedRows: openedRows)
  }

  /// The least rows of a body that has two rows of maps.
  private static let tall = 26

  /// Nil where the sums have no room beside the maps.
  private init?(tall room: Rect, _ maps: CompareMaps, _ contrast: Contrast) {
    let tableRows = CompareTable.rows(of: contrast)
    // A blank row stands before the verdict and before the table, and between the maps.
    let most = room.rows - tableRows - CompareLayout.verdictRows - 3 - 2 * GridPane.captionRows
    guard let plan = maps.square(columns: room.columns, rows: most) else { return nil }
    let columns = (
      max(plan.input.columns, plan.difference.columns),
      max(plan.first.columns, plan.second.columns)
    )
    let left = room.column + columns.0 + CompareLayout.gap
    var right = left + columns.1 + CompareLayout.gap
    let end = room.column + room.columns
    let heights = plan.squareHeights
    let lower = room.row + GridPane.captionRows + heights.top + 1
    input = plan.input.placed(column: room.column, titleRow: room.row, rows: heights.top)
    first = plan.first.placed(column: left, titleRow: room.row, rows: heights.top)
    difference = plan.difference.placed(column: room.column, titleRow: lower, rows: heights.bottom)
    second = plan.second.placed(column: left, titleRow: lower, rows: heights.bottom)
    if plan.input.grid == nil,
      let side = maps.tapsSide(columns: end - right - CompareMaps.leastSum, rows: most)
    {
      taps = Rect(
        column: right, row: room.row + GridPane.captionRows, columns: side * 2, rows: side)
      right += CompareMaps.tapsColumns(side: side) + CompareLayout.gap
    }
    let bottom = lower + GridPane.captionRows + heights.bottom
    sums = (
      Rect(column: right, row: room.row, columns: end - right, rows: lower - 1 - room.row),
      Rect(column: right, row: lower, columns: end - right, rows: bottom - lower)
    )
    verdict = Rect(
      column: room.column, row: bottom + 1, columns: room.columns, rows: CompareLayout.verdictRows)
    table = Rect(
      column: room.column, row: verdict.row + verdict.rows + 1, columns: room.columns,
      rows: tableRows)
  }

  private init(low room: Rect, _ maps: CompareMaps, openedRows: Int) {
    let tableRows = CompareTable.leastRows
    let sumRows = min(openedRows, room.rows < 16 ? 2 : (room.rows - 2) / 4)
    let fixed = GridPane.captionRows + CompareLayout.verdictRows + tableRows + sumRows
    // Maps come first: a blank row is worth less than a row of them.
    let blanks = room.rows < 24 ? 0 : 3
    let most = room.rows - fixed - blanks
    let plan = maps.row(columns: room.columns, rows: most)
    let rows = plan.rows(most: most)
    var next = room.column
    func place(_ shape: CompareMaps.Shape) -> ComparePane {
      defer { next += shape.columns + CompareLayout.gap }
      return shape.placed(column: next, titleRow: room.row, rows: rows)
    }
    input = place(plan.input)
    if let side = plan.taps {
      taps = Rect(
        column: next, row: room.row + GridPane.captionRows, columns: side * 2, rows: side)
      next += CompareMaps.tapsColumns(side: side) + CompareLayout.gap
    }
    first = place(plan.first)
    second = place(plan.second)
    difference = place(plan.difference)

    var free = room.rows - fixed - rows
    var row = room.row + GridPane.captionRows + rows
    func line(_ rows: Int) -> Rect {
      row += free > 0 ? 1 : 0
      free -= 1
      defer { row += rows }
      return Rect(column: room.column, row: row, columns: room.columns, rows: rows)
    }
    let both = line(sumRows)
    let half = (both.columns - CompareLayout.gap) / 2
    sums = (both, both)
    sums.first.columns = half
    sums.second.columns = both.columns - half - CompareLayout.gap
    sums.second.column += half + CompareLayout.gap
    verdict = line(CompareLayout.verdictRows)
    table = line(tableRows)
  }
}

/// A map as a grid of numbers or as a picture, in its place.
struct ComparePane {
  var grid: GridPane?
  var picture: PicturePane?
  let titleRow: Int
  /// Its first column and all its columns, marks and labels included.
  let column: Int
  let columns: Int

  /// The element under a cell of the screen.
  func element(column: Int, row: Int) -> Pair? {
    grid?.place(column: column, row: row) ?? picture?.element(column: column, row: row)
  }
}

extension Stage {
  /// The lines that a sum takes when each row of the kernel has one.
  fileprivate var openedRows: Int {
    let middle = Position(channel: 0, row: output.shape.height / 2, column: output.shape.width / 2)
    return Set(trace[middle].taps.map { Pair($0.place.channel, $0.kernel.rows) }).count
  }
}
