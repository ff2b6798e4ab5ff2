import ConvCore

/// The sizes of input, kernel and output before they have a place: as large as there is room for.
///
/// A map is a grid of all its elements where that fits. Else it is a picture, and the input's has a
/// loupe beside it: a grid of the window and its surroundings.
struct WindowPlan {
  private var inputGrid: GridPane?
  private var inputPicture: Int?
  private var kernel: GridPane
  private var outputGrid: GridPane?
  private var outputPicture: Int?
  private let inputSource: Pair
  private let outputSource: Pair
  /// The rows that the maps take, captions not counted.
  private(set) var height = 0

  private static let leastPicture = 12
  /// A loupe shows at most so many elements on either side of the window.
  private static let mostMargin = 4

  /// The maps on `columns` columns: grids of small tiles may take `mostRows`, beside pictures
  /// `pictureRows`, all else `usualRows`.
  init(_ model: Model, columns: Int, usualRows: Int, pictureRows: Int, mostRows: Int) {
    let maps = Maps(model)
    inputSource = maps.inputSource
    outputSource = maps.outputSource
    kernel = maps.kernel(Tile(maps.kernelFormat, height: 1), most: Pair(mostRows, .max))
    let forms: [(isGridIn: Bool, isGridOut: Bool)] = [
      (true, true), (true, false), (false, true), (false, false),
    ]
    for form in forms {
      for (height, isTight) in WindowPlan.cells {
        let small = form.isGridIn && form.isGridOut ? mostRows : pictureRows
        let rows = height == 1 ? small : usualRows
        gap = isTight ? WindowLayout.tightGap : WindowLayout.gap
        kernelTitle = isTight ? maps.shortKernelTitle : maps.kernelTitle
        guard set(maps, form, tileHeight: height, columns: columns, rows: rows) else { continue }
        finish(rows: form.isGridIn && form.isGridOut ? rows : max(usualRows, contentRows))
        return
      }
    }
    gap = WindowLayout.gap
    shrink(maps, columns: columns, rows: pictureRows)
    finish(rows: pictureRows)
  }

  /// The heights of cells, the largest first, and then the smallest closer together: a map becomes a
  /// picture only where that does not fit either.
  private static let cells = Tile.heights.map { ($0, false) } + [(1, true)]

  /// The columns of everything with the gaps between.
  private var width: Int {
    let parts = [
      inputPicture.map { $0 + 1 }, inputGrid?.width, kernelWidth, outputGrid?.width,
      outputPicture.map { $0 + 1 },
    ].compactMap { $0 }
    return parts.reduce(0, +) + (parts.count - 1) * gap
  }

  private var kernelTitle = 0
  private var gap = WindowLayout.gap
  /// The kernel's title must not be cut by the output's.
  private var kernelWidth: Int { max(kernel.width, kernelTitle) }

  private var contentRows: Int {
    [inputGrid?.height, kernel.height, outputGrid?.height].compactMap { $0 }.max() ?? 1
  }

  /// Takes a form with tiles of a height, and says whether it fits.
  private mutating func set(
    _ maps: Maps, _ form: (isGridIn: Bool, isGridOut: Bool), tileHeight: Int, columns: Int,
    rows: Int
  ) -> Bool {
    let inputTile = Tile(maps.inputFormat, height: tileHeight)
    kernel = maps.kernel(Tile(maps.kernelFormat, height: tileHeight), most: Pair(.max))
    inputPicture = form.isGridIn ? nil : WindowPlan.leastPicture
    outputGrid = form.isGridOut ? maps.output(Tile(maps.outputFormat, height: tileHeight)) : nil
    outputPicture = form.isGridOut ? nil : WindowPlan.leastPicture
    inputGrid = form.isGridIn ? maps.input(inputTile) : maps.loupe(inputTile, margin: Pair(1))
    if !form.isGridIn, width > columns { inputGrid = maps.loupe(inputTile, margin: Pair(1, 0)) }
    guard width <= columns, contentRows <= rows else { return false }
    if !form.isGridIn { widenLoupe(maps, inputTile, columns: columns, rows: rows) }
    widenPictures(columns: columns, rows: rows)
    return true
  }

  /// More surroundings in the loupe, while the pictures keep a fair share.
  private mutating func widenLoupe(_ maps: Maps, _ tile: Tile, columns: Int, rows: Int) {
    let pictures = [inputPicture, outputPicture].compactMap { $0 }.count
    for margin in 2...WindowPlan.mostMargin {
      let loupe = maps.loupe(tile, margin: Pair(margin))
      let added = loupe.width - (inputGrid?.width ?? 0)
      guard loupe.height <= rows, width + added + pictures * columns / 6 <= columns else { return }
      inputGrid = loupe
    }
  }

  /// Shares the columns that are left among the pictures, none wider than its rows allow.
  private mutating func widenPictures(columns: Int, rows: Int) {
    func most(_ source: Pair) -> Int {
      max(rows * 2 * source.columns / max(source.rows, 1), WindowPlan.leastPicture)
    }
    let left = columns - width
    if inputPicture != nil, outputPicture != nil {
      let both = left + WindowPlan.leastPicture * 2
      let first = min(most(inputSource), max(both / 2, both - most(outputSource)))
      inputPicture = first
      outputPicture = min(most(outputSource), both - first)
    } else {
      inputPicture = inputPicture.map { min($0 + left, most(inputSource)) }
      outputPicture = outputPicture.map { min($0 + left, most(outputSource)) }
    }
  }

  /// Pictures of the least size, and as much of loupe and kernel as fits beside them.
  private mutating func shrink(_ maps: Maps, columns: Int, rows: Int) {
    (inputPicture, outputPicture) = (WindowPlan.leastPicture, WindowPlan.leastPicture)
    outputGrid = nil
    kernelTitle = 0
    let left = columns - (WindowPlan.leastPicture + 1) * 2 - WindowLayout.gap * 3
    let kernelTile = Tile(maps.kernelFormat, height: 1)
    kernel = maps.kernel(kernelTile, most: Pair(rows, .max))
    let share = max(left * 2 / 5, kernel.labelWidth + kernelTile.width)
    if kernel.width > share {
      kernel = maps.kernel(
        kernelTile, most: Pair(rows, (share - kernel.labelWidth) / kernelTile.width))
    }
    let tile = Tile(maps.inputFormat, height: 1)
    let label = maps.loupe(tile, margin: Pair(0)).labelWidth
    inputGrid = maps.loupe(
      tile, margin: Pair(1),
      most: Pair(rows, max((left - kernel.width - label) / tile.width, 1)))
    widenPictures(columns: columns, rows: rows)
  }

  private mutating func finish(rows: Int) {
    let pictures = [(inputPicture, inputSource), (outputPicture, outputSource)].compactMap {
      (columns, source) in
      columns.map { PicturePane.rows(columns: $0, rows: rows, source: source) }
    }
    height = min((pictures + [contentRows]).max() ?? rows, rows)
  }

  /// The maps beside each other from a place on.
  func placed(column: Int, row: Int) -> (WindowLayout.Map, GridPane, WindowLayout.Map) {
    var next = column
    func place(_ grid: GridPane, width: Int = 0) -> GridPane {
      var grid = grid
      grid.column = next + grid.labelWidth
      grid.row = row
      next += max(grid.width, width) + gap
      return grid
    }
    func place(_ columns: Int?, _ source: Pair) -> PicturePane? {
      guard let columns else { return nil }
      let pane = PicturePane(
        column: next + 1, row: row, columns: columns, rows: height, source: source)
      next += columns + 1 + gap
      return pane
    }
    let inputColumn = next
    let input = WindowLayout.Map(
      picture: place(inputPicture, inputSource), grid: inputGrid.map { place($0) },
      column: inputColumn)
    let kernel = place(kernel, width: kernelTitle)
    let outputColumn = next
    let output = WindowLayout.Map(
      picture: place(outputPicture, outputSource), grid: outputGrid.map { place($0) },
      column: outputColumn)
    return (input, kernel, output)
  }
}

/// The model's three maps as grids of a wanted tile.
private struct Maps {
  private let model: Model
  private let reading: Reading
  private let rowSpan: Range<Int>
  private let columnSpan: Range<Int>
  /// The kernel's cell that stays in sight.
  private let kernelCentre: Pair
  let inputFormat: NumberFormat
  let kernelFormat: NumberFormat
  let outputFormat: NumberFormat

  init(_ model: Model) {
    self.model = model
    reading = model.stage.reading
    rowSpan = reading.rows.span(at: model.setup.position.row).places
    columnSpan = reading.columns.span(at: model.setup.position.column).places
    kernelCentre = model.tap.map { model.step.taps[$0].kernel } ?? model.markedKernel ?? Pair(0)
    inputFormat = model.stage.inputFormat
    kernelFormat = model.kernelFormat
    outputFormat = model.stage.outputRange.format
  }

  var inputSource: Pair { Pair(reading.input.height, reading.input.width) }
  var outputSource: Pair { Pair(reading.output.height, reading.output.width) }
  /// The columns of the kernel's title.
  var kernelTitle: Int { model.kernelTitle.width + 1 }
  /// Those of its name alone.
  var shortKernelTitle: Int { MapTitle(name: model.kernelTitle.name, caption: "").width + 1 }

  func input(_ tile: Tile) -> GridPane {
    grid(rows: reading.rows.places, columns: reading.columns.places, tile)
  }

  func output(_ tile: Tile) -> GridPane {
    grid(rows: 0..<reading.output.height, columns: 0..<reading.output.width, tile)
  }

  func kernel(_ tile: Tile, most: Pair) -> GridPane {
    grid(
      rows: 0..<reading.rows.kernelLength, columns: 0..<reading.columns.kernelLength, tile,
      centre: kernelCentre, most: most)
  }

  /// The window with a margin around it.
  func loupe(_ tile: Tile, margin: Pair, most: Pair = Pair(.max)) -> GridPane {
    // Bins differ in length, but the loupe stays as it is from step to step.
    let wanted = Pair(
      min(max(rowSpan.count, reading.rows.longestBin) + margin.rows * 2, most.rows),
      min(max(columnSpan.count, reading.columns.longestBin) + margin.columns * 2, most.columns))
    return grid(
      rows: reading.rows.places, columns: reading.columns.places, tile,
      centre: model.loupeCentre(rows: rowSpan, columns: columnSpan, shown: wanted),
      most: wanted)
  }

  /// A grid of all places, or of as many as `most` around `centre`; not placed yet.
  private func grid(
    rows: Range<Int>, columns: Range<Int>, _ tile: Tile, centre: Pair? = nil,
    most: Pair = Pair(.max)
  ) -> GridPane {
    GridPane(
      rowPlaces: part(of: rows, around: centre?.rows, most: most.rows),
      columnPlaces: part(of: columns, around: centre?.columns, most: most.columns), tile: tile,
      labelWidth: GridPane.labelWidth(rows))
  }

  private func part(of places: Range<Int>, around centre: Int?, most: Int) -> Range<Int> {
    guard places.count > most else { return places }
    let start = (centre ?? places.lowerBound) - most / 2
    let first = min(max(start, places.lowerBound), places.upperBound - most)
    return first..<first + most
  }
}

extension AxisReading {
  /// The elements of the largest adaptive bin; 0 where there are no bins.
  fileprivate var longestBin: Int {
    guard case .bins = rule else { return 0 }
    return (0..<output).map { bin(at: $0).count }.max() ?? 0
  }
}

extension Model {
  /// How the kernel's cells are written: weights, or the inputs under a window without any.
  var kernelFormat: NumberFormat {
    stratum.operation.parameterShape == nil ? stage.inputFormat : stage.weightRange.format
  }

  /// The middle of what the loupe shows: the window, from its first corner on or about the tap where
  /// it is too large.
  fileprivate func loupeCentre(rows: Range<Int>, columns: Range<Int>, shown: Pair) -> Pair {
    if let marked {
      return Pair(
        stage.reading.rows.place(of: marked.rows), stage.reading.columns.place(of: marked.columns))
    }
    if shown.rows < rows.count || shown.columns < columns.count, let tap {
      let place = step.taps[tap].place
      return Pair(place.row, place.column)
    }
    return Pair(
      (rows.first ?? 0) + min(rows.count, shown.rows) / 2,
      (columns.first ?? 0) + min(columns.count, shown.columns) / 2)
  }
}
