import ConvCore

/// Where everything of the Window view stands, for drawing and for the pointer alike.
struct WindowLayout: Sendable {
  /// A map as a grid, as a picture, or as a picture with a grid of the part that matters.
  struct Map: Sendable {
    var picture: PicturePane?
    var grid: GridPane?
    /// The first column of all of it.
    var column: Int
  }

  var input: Map
  /// The kernel or window; nil where there is no room for it.
  var kernel: GridPane?
  var output: Map
  /// The row of the titles over the maps.
  let titleRow: Int
  let sum: Rect
  let facts: Rect

  private static let margin = 1
  private static let gap = 3
  private static let leastSumRows = 4
  private static let usualSumRows = 5
  private static let leastFactRows = 2
  private static let mostFactRows = 6
  private static let leastPicture = 12

  init(_ model: Model) {
    let body = model.body.rows
    let room = body - WindowLayout.leastSumRows - WindowLayout.leastFactRows - 1
    let plan = Plan(
      model, columns: model.size.columns - WindowLayout.margin * 2,
      rows: room - GridPane.captionRows)
    let mapRows = min(plan.rows, room - GridPane.captionRows) + GridPane.captionRows
    titleRow = model.body.row
    let left = body - mapRows - 1
    let factRows = min(
      WindowLayout.mostFactRows,
      max(left - WindowLayout.usualSumRows, WindowLayout.leastFactRows))
    let sumTop = titleRow + mapRows + 1
    sum = Rect(
      column: WindowLayout.margin, row: sumTop,
      columns: model.size.columns - WindowLayout.margin * 2, rows: left - factRows)
    facts = Rect(
      column: WindowLayout.margin, row: sumTop + sum.rows,
      columns: model.size.columns - WindowLayout.margin * 2, rows: factRows)
    (input, kernel, output) = plan.placed(
      column: WindowLayout.margin, row: titleRow + GridPane.captionRows, gap: WindowLayout.gap,
      rows: mapRows - GridPane.captionRows)
  }

  /// The sizes of the three maps before they have a place.
  private struct Plan {
    private var inputGrid: GridPane?
    private var kernel: GridPane?
    private var outputGrid: GridPane?
    private var inputPicture: Int?
    private var outputPicture: Int?
    private let inputSource: Pair
    private let outputSource: Pair
    private(set) var rows = 0

    init(_ model: Model, columns: Int, rows available: Int) {
      let reading = model.stage.reading
      let position = model.setup.position
      inputSource = Pair(reading.input.height, reading.input.width)
      outputSource = Pair(reading.output.height, reading.output.width)
      let whole = Plan.grid(
        rows: reading.rows.places, columns: reading.columns.places,
        format: model.stage.inputFormat, centre: nil, most: Pair(available, 999))
      let wholeOutput = Plan.grid(
        rows: 0..<reading.output.height, columns: 0..<reading.output.width,
        format: model.stage.outputRange.format, centre: nil, most: Pair(available, 999))
      let spanRows = reading.rows.span(at: position.row).map(\.place)
      let spanColumns = reading.columns.span(at: position.column).map(\.place)
      let gaps = WindowLayout.gap * 2

      let kernelFormat = model.kernelFormat
      func kernelPane(_ room: Int) -> GridPane? {
        let taps = Pair(
          reading.rows.span(at: position.row).compactMap(\.tap).count,
          reading.columns.span(at: position.column).compactMap(\.tap).count)
        let tap = model.tap.map { model.step.taps[$0].kernel } ?? model.markedKernel
        let width = kernelFormat.width + GridPane.marks
        let most = max((room - GridPane.labelWidth(0..<taps.columns)) / width, 1)
        return Plan.grid(
          rows: 0..<taps.rows, columns: 0..<taps.columns, format: kernelFormat,
          centre: tap ?? Pair(0), most: Pair(available, most))
      }
      let fullKernel = kernelPane(999)
      let kernelWidth = fullKernel?.width ?? 0
      let inputFits = whole.rowPlaces == reading.rows.places
      let outputFits = wholeOutput.rowPlaces.count == outputSource.rows

      if inputFits, outputFits, whole.width + kernelWidth + wholeOutput.width + gaps <= columns {
        (inputGrid, kernel, outputGrid) = (whole, fullKernel, wholeOutput)
        rows = max(whole.rowPlaces.count, kernel?.rowPlaces.count ?? 0, outputSource.rows)
        return
      }
      rows = available
      // Pictures take what is left; the loupe and the kernel shrink before the pictures vanish.
      let picture = WindowLayout.leastPicture
      let outputNeeds =
        outputFits && wholeOutput.width <= columns / 4 ? wholeOutput.width : picture + 1
      var left = columns - gaps - outputNeeds
      if inputFits, whole.width + min(kernelWidth, left / 3) <= left {
        inputGrid = whole
        left -= whole.width
        kernel = kernelPane(left)
        left -= kernel?.width ?? 0
      } else {
        left -= picture + 1 + WindowLayout.gap
        let cell = model.stage.inputFormat.width + GridPane.marks
        let label = GridPane.labelWidth(0..<max(reading.input.height, reading.input.width))
        kernel = kernelPane(min(kernelWidth, max(left * 2 / 5, cell + label)))
        let most = (left - (kernel?.width ?? 0) - label) / cell
        let margin = most >= spanColumns.count + 2 ? 1 : 0
        let wanted = Pair(
          min(spanRows.count + 2, available), max(min(spanColumns.count + margin * 2, most), 1))
        inputGrid = Plan.grid(
          rows: reading.rows.places, columns: reading.columns.places,
          format: model.stage.inputFormat,
          centre: model.loupeCentre(
            rows: spanRows, columns: spanColumns,
            isWhole: wanted.rows >= spanRows.count && wanted.columns >= spanColumns.count),
          most: wanted)
        left -= (inputGrid?.width ?? 0) + (kernel?.width ?? 0)
        inputPicture = picture
      }
      if outputNeeds == wholeOutput.width, outputFits {
        outputGrid = wholeOutput
        inputPicture = inputPicture.map { $0 + max(left, 0) }
      } else {
        let share = inputPicture == nil ? max(left, 0) : max(left, 0) / 2
        outputPicture = picture + share
        inputPicture = inputPicture.map { $0 + max(left, 0) - share }
      }
      let pictures = [(inputPicture, inputSource), (outputPicture, outputSource)].compactMap {
        (columns, source) in
        columns.map { PicturePane.rows(columns: $0, rows: available, source: source) }
      }
      let grids = [inputGrid, kernel, outputGrid].compactMap { $0?.rowPlaces.count }
      rows = (pictures + grids).max() ?? available
    }

    /// A grid of all places, or of as many as `most` around `centre`; not placed yet.
    private static func grid(
      rows: Range<Int>, columns: Range<Int>, format: NumberFormat, centre: Pair?, most: Pair
    ) -> GridPane {
      GridPane(
        column: 0, row: 0, rowPlaces: part(of: rows, around: centre?.rows, most: most.rows),
        columnPlaces: part(of: columns, around: centre?.columns, most: most.columns),
        cellWidth: format.width + GridPane.marks,
        labelWidth: GridPane.labelWidth(rows))
    }

    private static func part(of places: Range<Int>, around centre: Int?, most: Int) -> Range<Int> {
      guard places.count > most else { return places }
      let start = (centre ?? places.lowerBound) - most / 2
      let first = min(max(start, places.lowerBound), places.upperBound - most)
      return first..<first + most
    }

    /// The maps beside each other from a place on.
    func placed(column: Int, row: Int, gap: Int, rows: Int) -> (Map, GridPane?, Map) {
      var next = column
      func place(_ grid: GridPane?) -> GridPane? {
        guard var grid else { return nil }
        grid.column = next + grid.labelWidth
        grid.row = row
        next += grid.width + gap
        return grid
      }
      func place(_ columns: Int?, _ source: Pair) -> PicturePane? {
        guard let columns else { return nil }
        let pane = PicturePane(
          column: next + 1, row: row, columns: columns, rows: rows, source: source)
        next += columns + 1 + gap
        return pane
      }
      let inputColumn = next
      let input = Map(
        picture: place(inputPicture, inputSource), grid: place(inputGrid), column: inputColumn)
      let kernel = place(kernel)
      let outputColumn = next
      let output = Map(
        picture: place(outputPicture, outputSource), grid: place(outputGrid),
        column: outputColumn)
      return (input, kernel, output)
    }
  }
}

extension Model {
  /// How the kernel's cells are written: weights, or the inputs under a window without any.
  var kernelFormat: NumberFormat {
    stratum.operation.parameterShape == nil ? stage.inputFormat : stage.weightRange.format
  }

  /// What the loupe keeps in sight: the window's middle, or the tap where the window is too large.
  fileprivate func loupeCentre(rows: [Int], columns: [Int], isWhole: Bool) -> Pair {
    if let marked {
      return Pair(
        stage.reading.rows.place(of: marked.rows), stage.reading.columns.place(of: marked.columns))
    }
    if !isWhole, let tap {
      let place = step.taps[tap].place
      return Pair(place.row, place.column)
    }
    return Pair(
      isWhole ? (rows.first ?? 0) + rows.count / 2 : rows.first ?? 0,
      isWhole ? (columns.first ?? 0) + columns.count / 2 : columns.first ?? 0)
  }
}
