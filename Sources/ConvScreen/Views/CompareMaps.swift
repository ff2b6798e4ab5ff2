import ConvCore

/// The four maps of the Compare view, and in which sizes they fit.
struct CompareMaps {
  private let input: Source
  private let first: Source
  private let second: Source
  private let difference: Source
  private let fields: [ReceptiveField]

  /// A map's lengths, and how its numbers are written.
  private struct Source {
    let lengths: Pair
    let format: NumberFormat

    init(_ shape: ConvCore.Shape, _ format: NumberFormat) {
      lengths = Pair(shape.height, shape.width)
      self.format = format
    }

    func grid(height: Int) -> Shape {
      let pane = GridPane(
        rowPlaces: 0..<lengths.rows, columnPlaces: 0..<lengths.columns,
        tile: Tile(format, height: height), labelWidth: GridPane.labelWidth(0..<lengths.rows))
      return Shape(columns: pane.width, grid: pane, lengths: lengths)
    }

    /// As large as columns and rows allow.
    func picture(columns: Int, rows: Int) -> Shape {
      let wanted = rows * 2 * lengths.columns / lengths.rows + 1
      return Shape(columns: max(min(wanted, columns), 2), grid: nil, lengths: lengths)
    }
  }

  /// The columns that a map takes, as a grid or as a picture.
  struct Shape {
    let columns: Int
    let grid: GridPane?
    let lengths: Pair

    func placed(column: Int, titleRow: Int, rows: Int) -> ComparePane {
      let row = titleRow + GridPane.captionRows
      guard var grid else {
        // The first column is for the mark that points at the element.
        return ComparePane(
          picture: PicturePane(
            column: column + 1, row: row, columns: columns - 1, rows: rows, source: lengths),
          titleRow: titleRow, column: column, columns: columns)
      }
      grid.column = column + grid.labelWidth
      grid.row = row
      return ComparePane(grid: grid, titleRow: titleRow, column: column, columns: columns)
    }

    /// The rows that are drawn, `most` of a picture.
    func rows(most: Int) -> Int {
      grid?.height ?? PicturePane.rows(columns: columns - 1, rows: most, source: lengths)
    }
  }

  /// All four maps in one arrangement.
  struct Plan {
    var input: Shape
    var first: Shape
    var second: Shape
    var difference: Shape
    var taps: Int?
    /// The rows of the maps above and below, where there are two rows of them.
    fileprivate(set) var squareHeights = (top: 0, bottom: 0)

    func rows(most: Int) -> Int {
      ([input, first, second, difference].map { $0.rows(most: most) } + [taps ?? 0]).max() ?? most
    }

    fileprivate mutating func settleHeights(most: Int) {
      squareHeights = (
        max(input.rows(most: most), first.rows(most: most)),
        max(difference.rows(most: most), second.rows(most: most))
      )
    }
  }

  /// The least columns of a sum beside a map.
  static let leastSum = 34

  init(_ model: Model, _ contrast: Contrast) {
    let format = model.comparedRange.format
    input = Source(model.setup.input.shape, contrast.inputRange.format)
    first = Source(contrast.first.output, format)
    second = Source(contrast.second.output, format)
    difference = Source(contrast.first.output, contrast.differenceRange.format)
    fields = [contrast.first.field, contrast.second.field].compactMap { $0 }
  }

  /// All maps as grids; those that are compared look alike.
  private func grids(height: Int, ofInput inputHeight: Int) -> Plan {
    Plan(
      input: input.grid(height: inputHeight), first: first.grid(height: height),
      second: second.grid(height: height), difference: difference.grid(height: height))
  }

  /// The heights of the compared maps' tiles and of the input's: those whose smaller ones are the
  /// largest come first, so that neither grows at the other's cost.
  private static let heights = Tile.heights.flatMap { height in
    Tile.heights.map { (height, $0) }
  }.sorted { one, other in
    (min(one.0, one.1), max(one.0, one.1), one.0) > (
      min(other.0, other.1), max(other.0, other.1), other.0
    )
  }

  private var allGrids: some Sequence<Plan> {
    CompareMaps.heights.lazy.map { grids(height: $0.0, ofInput: $0.1) }
  }

  /// The input over A − B, A over B, in so many rows together; nil where sums would not fit beside.
  func square(columns: Int, rows: Int) -> Plan? {
    let room = columns - CompareMaps.leastSum - CompareLayout.gap * 2
    for var plan in allGrids {
      plan.settleHeights(most: rows)
      let width =
        max(plan.input.columns, plan.difference.columns)
        + max(plan.first.columns, plan.second.columns)
      if width <= room, plan.squareHeights.top + plan.squareHeights.bottom <= rows { return plan }
    }
    guard room / 2 >= CompareMaps.leastPicture else { return nil }
    // Maps that are compared look alike.
    let outputs = alike([first, second, difference], columns: room / 2, rows: rows / 2)
    var plan = Plan(
      input: alike([input], columns: room / 2, rows: rows / 2)[0], first: outputs[0],
      second: outputs[1], difference: outputs[2])
    plan.settleHeights(most: rows / 2)
    return plan
  }

  /// Maps as the largest grids that all have room, else as pictures.
  private func alike(_ sources: [Source], columns: Int, rows: Int) -> [Shape] {
    let grids = Tile.heights.lazy.map { height in sources.map { $0.grid(height: height) } }
    let fitting = grids.first {
      $0.allSatisfy { $0.columns <= columns && $0.rows(most: rows) <= rows }
    }
    return fitting ?? sources.map { $0.picture(columns: columns, rows: rows) }
  }

  /// The narrowest picture worth drawing.
  private static let leastPicture = 16

  /// Input, A, B and A − B beside each other.
  func row(columns: Int, rows: Int) -> Plan {
    let gaps = CompareLayout.gap * 3
    let larger = allGrids.first { plan in
      let shapes = [plan.input, plan.first, plan.second, plan.difference]
      return shapes.map(\.columns).reduce(0, +) + gaps <= columns && plan.rows(most: rows) <= rows
    }
    if let larger { return larger }
    var plan = grids(height: 1, ofInput: 1)
    let outputs = plan.first.columns + plan.second.columns + plan.difference.columns
    let inputFits = input.lengths.rows <= rows
    let outputsFit = max(first.lengths.rows, second.lengths.rows) <= rows
    func drawOutputs(columns: Int) {
      plan.first = first.picture(columns: columns, rows: rows)
      plan.second = second.picture(columns: columns, rows: rows)
      plan.difference = difference.picture(columns: columns, rows: rows)
    }
    switch true {
    case inputFits && plan.input.columns <= columns / 2:
      drawOutputs(columns: (columns - plan.input.columns - gaps) / 3)
    case outputsFit && outputs + gaps <= columns * 3 / 4:
      plan.input = input.picture(columns: columns - outputs - gaps, rows: rows)
    default:
      plan.taps = tapsSide(columns: columns / 4, rows: rows)
      let taps = plan.taps.map { CompareMaps.tapsColumns(side: $0) + CompareLayout.gap } ?? 0
      let left = columns - gaps - taps
      plan.input = input.picture(columns: left / 4, rows: rows)
      drawOutputs(columns: left / 4)
    }
    return plan
  }

  /// The side of the square of elements that holds both fields, where it fits.
  ///
  /// A picture of the input does not show which of its elements are read.
  func tapsSide(columns: Int, rows: Int) -> Int? {
    guard let side = fields.map({ max($0.rows.size, $0.columns.size) }).max(), side > 1,
      side <= rows, CompareMaps.tapsColumns(side: side) + CompareLayout.gap <= columns
    else { return nil }
    return side
  }

  /// Two columns an element, and room for the title.
  static func tapsColumns(side: Int) -> Int { max(side * 2, 13) }
}
