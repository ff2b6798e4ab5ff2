import ConvCore

/// Where everything of the Compare view stands, for drawing and for the pointer alike.
struct CompareLayout {
  /// A map as a grid of numbers or as a picture.
  struct Pane {
    var grid: GridPane?
    var picture: PicturePane?
    /// Its first column and all its columns, marks and labels included.
    let column: Int
    let columns: Int

    /// The element under a cell of the screen.
    func element(column: Int, row: Int) -> Pair? {
      grid?.place(column: column, row: row) ?? picture?.element(column: column, row: row)
    }
  }

  private(set) var input: Pane
  /// Which elements around the fields' middle each side reads; nil without room or need.
  private(set) var taps: Rect?
  private(set) var first: Pane
  private(set) var second: Pane
  private(set) var difference: Pane
  let titleRow: Int
  let sums: (first: Rect, second: Rect)
  let verdict: Rect
  let table: Rect
  /// What is left below.
  let notes: Rect

  private static let margin = 1
  private static let gap = 3
  private static let verdictRows = 2
  private static let tableRows = 3
  /// Between maps, sums, verdict and table.
  private static let blankRows = 3

  init(_ model: Model, _ contrast: Contrast) {
    let body = model.body
    let columns = body.columns - CompareLayout.margin * 2
    // Maps come first, but a whole row of blanks is worth less than a line of a sum.
    let roomForSums = body.rows < 16 ? 2 : (body.rows - 2) / 4
    let sumRows = min(
      max(model.stage.openedRows, contrast.stage.openedRows) + 1, roomForSums)
    let blanks = body.rows < 24 ? 0 : CompareLayout.blankRows
    let most =
      body.rows - GridPane.captionRows - CompareLayout.verdictRows - CompareLayout.tableRows
      - sumRows - blanks
    let plan = Plan(model, contrast, columns: columns, rows: most)
    titleRow = body.row
    let top = body.row + GridPane.captionRows
    var next = CompareLayout.margin
    func place(_ shape: Plan.Shape) -> Pane {
      defer { next += shape.columns + CompareLayout.gap }
      return shape.placed(column: next, row: top, rows: plan.rows)
    }
    input = place(plan.input)
    if let side = plan.taps {
      taps = Rect(column: next, row: top, columns: side * 2, rows: side)
      next += side * 2 + CompareLayout.gap
    }
    first = place(plan.output)
    second = place(plan.otherOutput)
    difference = place(plan.difference)

    var free = most - plan.rows + blanks
    var row = top + plan.rows
    func blank() {
      row += free > 0 ? 1 : 0
      free -= 1
    }
    blank()
    let half = (columns - CompareLayout.gap) / 2
    sums = (
      Rect(column: CompareLayout.margin, row: row, columns: half, rows: sumRows),
      Rect(
        column: CompareLayout.margin + half + CompareLayout.gap, row: row,
        columns: columns - half - CompareLayout.gap, rows: sumRows)
    )
    func line(_ rows: Int) -> Rect {
      defer {
        row += rows
        blank()
      }
      return Rect(column: CompareLayout.margin, row: row, columns: columns, rows: rows)
    }
    _ = line(sumRows)
    verdict = line(CompareLayout.verdictRows)
    table = line(CompareLayout.tableRows)
    notes = Rect(
      column: CompareLayout.margin, row: row, columns: columns,
      rows: max(body.row + body.rows - row, 0))
  }
}

extension CompareLayout {
  /// The sizes of the maps before they have a place.
  fileprivate struct Plan {
    /// A map's columns, as a grid or as a picture of so many elements.
    struct Shape {
      var columns: Int
      var grid: GridPane?
      var source: Pair

      func placed(column: Int, row: Int, rows: Int) -> Pane {
        guard var grid else {
          return Pane(
            picture: PicturePane(
              column: column + 1, row: row, columns: columns - 1, rows: rows, source: source),
            column: column, columns: columns)
        }
        grid.column = column + grid.labelWidth
        grid.row = row
        return Pane(grid: grid, column: column, columns: columns)
      }

      /// The rows that are drawn, of `rows` at most.
      func drawn(_ rows: Int) -> Int {
        grid?.height
          ?? PicturePane.rows(columns: columns - 1, rows: rows, source: source)
      }
    }

    private(set) var input: Shape
    private(set) var output: Shape
    private(set) var otherOutput: Shape
    private(set) var difference: Shape
    private(set) var taps: Int?
    private(set) var rows = 0

    init(_ model: Model, _ contrast: Contrast, columns: Int, rows most: Int) {
      let shapes = [model.setup.input.shape, contrast.first.output, contrast.second.output]
      let formats = [
        contrast.inputRange.format, model.comparedRange.format, contrast.differenceRange.format,
      ]
      input = Plan.grid(shapes[0], formats[0])
      output = Plan.grid(shapes[1], formats[1])
      otherOutput = Plan.grid(shapes[2], formats[1])
      difference = Plan.grid(shapes[1], formats[2])
      let outputs = output.columns + otherOutput.columns + difference.columns
      let gaps = CompareLayout.gap * 3
      let inputFits = shapes[0].height <= most
      let outputsFit = max(shapes[1].height, shapes[2].height) <= most
      switch true {
      case inputFits && outputsFit && input.columns + outputs + gaps <= columns: break
      case inputFits && input.columns <= columns / 2:
        drawOutputs(columns: (columns - input.columns - gaps) / 3)
      case outputsFit && outputs + gaps <= columns * 3 / 4:
        input = input.picture(columns: columns - outputs - gaps)
      default:
        taps = Plan.taps(contrast, columns: columns, rows: most)
        let left = columns - gaps - (taps.map { $0 * 2 + CompareLayout.gap } ?? 0)
        input = input.picture(columns: left / 4)
        drawOutputs(columns: left / 4)
      }
      rows =
        ([input, output, otherOutput, difference].map { $0.drawn(most) } + [taps ?? 0]).max()
        ?? most
    }

    private mutating func drawOutputs(columns: Int) {
      output = output.picture(columns: columns)
      otherOutput = otherOutput.picture(columns: columns)
      difference = difference.picture(columns: columns)
    }

    private static func grid(_ shape: ConvCore.Shape, _ format: NumberFormat) -> Shape {
      let pane = GridPane(
        rowPlaces: 0..<shape.height, columnPlaces: 0..<shape.width,
        tile: Tile(format, height: 1), labelWidth: GridPane.labelWidth(0..<shape.height))
      return Shape(columns: pane.width, grid: pane, source: Pair(shape.height, shape.width))
    }

    /// The side of the square of elements that holds both fields, where it fits beside the pictures.
    private static func taps(_ contrast: Contrast, columns: Int, rows: Int) -> Int? {
      let fields = [contrast.first.field, contrast.second.field].compactMap { $0 }
      guard let side = fields.map({ max($0.rows.size, $0.columns.size) }).max(),
        side > 1, side <= rows, side * 2 <= columns / 4
      else { return nil }
      return side
    }
  }
}

extension CompareLayout.Plan.Shape {
  fileprivate func picture(columns: Int) -> Self {
    Self(columns: max(columns, 2), grid: nil, source: source)
  }
}

extension Stage {
  /// The lines that a sum takes when each row of the kernel has one.
  fileprivate var openedRows: Int {
    let step = trace[
      Position(channel: 0, row: output.shape.height / 2, column: output.shape.width / 2)]
    return Set(step.taps.map { Pair($0.place.channel, $0.kernel.rows) }).count
  }
}
