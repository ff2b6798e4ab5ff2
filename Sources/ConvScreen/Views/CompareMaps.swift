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

  private func grids(height: Int) -> Plan {
    Plan(
      input: input.grid(height: height), first: first.grid(height: height),
      second: second.grid(height: height), difference: difference.grid(height: height))
  }

  /// The input over A − B, A over B, in so many rows together; nil where sums would not fit beside.
  func square(columns: Int, rows: Int) -> Plan? {
    let room = columns - CompareMaps.leastSum - CompareLayout.gap * 2
    for height in Tile.heights {
      var plan = grids(height: height)
      plan.settleHeights(most: rows)
      let width =
        max(plan.input.columns, plan.difference.columns)
        + max(plan.first.columns, plan.second.columns)
      if width <= room, plan.squareHeights.top + plan.squareHeights.bottom <= rows { return plan }
    }
    guard room / 2 >= CompareMaps.leastPicture else { return nil }
    func shape(_ source: Source) -> Shape {
      let grid = source.grid(height: 1)
      return grid.columns <= room / 2 && source.lengths.rows <= rows / 2
        ? grid : source.picture(columns: room / 2, rows: rows / 2)
    }
    // Maps that are compared look alike.
    let outputs = [first, second, difference].map(shape)
    let areGrids = outputs.allSatisfy { $0.grid != nil }
    func picture(_ source: Source) -> Shape {
      source.picture(columns: room / 2, rows: rows / 2)
    }
    var plan = Plan(
      input: shape(input), first: areGrids ? outputs[0] : picture(first),
      second: areGrids ? outputs[1] : picture(second),
      difference: areGrids ? outputs[2] : picture(difference))
    plan.settleHeights(most: rows / 2)
    return plan
  }

  /// The narrowest picture worth drawing.
  private static let leastPicture = 16

  /// Input, A, B and A − B beside each other.
  func row(columns: Int, rows: Int) -> Plan {
    let gaps = CompareLayout.gap * 3
    var plan = grids(height: 1)
    let outputs = plan.first.columns + plan.second.columns + plan.difference.columns
    let inputFits = input.lengths.rows <= rows
    let outputsFit = max(first.lengths.rows, second.lengths.rows) <= rows
    func drawOutputs(columns: Int) {
      plan.first = first.picture(columns: columns, rows: rows)
      plan.second = second.picture(columns: columns, rows: rows)
      plan.difference = difference.picture(columns: columns, rows: rows)
    }
    switch true {
    case inputFits && outputsFit && plan.input.columns + outputs + gaps <= columns: break
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
