import ConvCore

/// The field close up: the positions of its box, as large as there is room for.
struct FieldPane: Hashable, Sendable {
  let column: Int
  let row: Int
  let rowPlaces: Range<Int>
  let columnPlaces: Range<Int>
  let scale: Scale

  /// Lines of a square at most.
  private static let largest = 4

  /// How a position is drawn.
  enum Scale: Hashable, Sendable {
    /// With a number in it.
    case numbers(GridPane)
    /// So many lines high, and twice as many columns wide.
    case squares(Int)
    /// One column wide and half a line high.
    case halves
    /// Several positions become one pixel.
    case picture(PicturePane)
  }

  /// Nil when the element sees nothing, or nothing has room.
  init?(_ survey: Survey, column: Int, row: Int, columns: Int, rows: Int, format: NumberFormat) {
    (rowPlaces, columnPlaces) = survey.box
    guard !rowPlaces.isEmpty, !columnPlaces.isEmpty, columns > 1, rows > 0 else { return nil }
    self.column = column
    self.row = row
    let (height, width) = (rowPlaces.count, columnPlaces.count)
    if var grid = GridPane.largest(
      of: rowPlaces, columnPlaces, format: format, within: Pair(rows, columns))
    {
      grid.column = column + grid.labelWidth
      grid.row = row
      scale = .numbers(grid)
    } else if height <= rows, width * 2 <= columns {
      scale = .squares(min(rows / height, columns / (width * 2), FieldPane.largest))
    } else if height <= rows * 2, width <= columns {
      scale = .halves
    } else {
      scale = .picture(
        PicturePane(
          column: column, row: row, columns: columns, rows: rows, source: Pair(height, width)))
    }
  }

  /// Every position is drawn by itself.
  var isExact: Bool {
    if case .picture = scale { false } else { true }
  }

  /// The columns taken.
  var columns: Int {
    switch scale {
    case .numbers(let grid): grid.width
    case .squares(let lines): columnPlaces.count * 2 * lines
    case .halves: columnPlaces.count
    case .picture(let picture): picture.rect.columns
    }
  }

  /// The position of the input under a cell of the screen; it may lie in the padding.
  func place(column: Int, row: Int) -> Pair? {
    func shifted(_ offset: Pair) -> Pair {
      Pair(rowPlaces.lowerBound + offset.rows, columnPlaces.lowerBound + offset.columns)
    }
    let (down, right) = (row - self.row, column - self.column)
    switch scale {
    case .numbers(let grid): return grid.place(column: column, row: row)
    case .picture(let picture): return picture.element(column: column, row: row).map(shifted)
    case .squares(let lines): return inside(Pair(down, right), lines, lines * 2).map(shifted)
    case .halves:
      return inside(Pair(down * 2, right), 1, 1).map(shifted)
    }
  }

  private func inside(_ offset: Pair, _ height: Int, _ width: Int) -> Pair? {
    guard offset.rows >= 0, offset.columns >= 0, offset.rows < rowPlaces.count * height,
      offset.columns < columnPlaces.count * width
    else { return nil }
    return Pair(offset.rows / height, offset.columns / width)
  }
}

extension GridPane {
  /// The grid with the largest tiles that fits into so many rows and columns; not placed yet.
  static func largest(
    of rowPlaces: Range<Int>, _ columnPlaces: Range<Int>, format: NumberFormat, within room: Pair
  ) -> GridPane? {
    let last = max(rowPlaces.upperBound, columnPlaces.upperBound, 1)
    return Tile.heights.lazy.map { height in
      GridPane(
        rowPlaces: rowPlaces, columnPlaces: columnPlaces, tile: Tile(format, height: height),
        labelWidth: GridPane.labelWidth(0..<last))
    }.first { $0.height <= room.rows && $0.width <= room.columns }
  }
}
