import ConvCore

/// How large one element is drawn: as many cells as there is room for.
struct Tile: Hashable, Sendable {
  /// The text's columns, without the marks on either side.
  let text: Int
  let width: Int
  let height: Int

  /// The columns for marks beside a number: those, or one that two numbers share.
  let marks: Int

  /// A cell's columns beside its number: a bracket or mark on either side.
  static let marks = 2
  /// The heights of tiles, the largest first: odd ones have their number in the middle.
  static let heights = [5, 3, 2, 1]

  /// A tile for numbers of a format, so many rows high and about as wide to the eye.
  init(_ format: NumberFormat, height: Int) {
    self.init(format, height: height, marks: Tile.marks, least: height * 2 + (height > 1 ? 1 : 0))
  }

  /// A tile in which the mark after a number is the one before the next.
  static func narrow(_ format: NumberFormat, height: Int) -> Tile {
    Tile(format, height: height, marks: 1, least: height * 2 - 1)
  }

  private init(_ format: NumberFormat, height: Int, marks: Int, least: Int) {
    text = format.width
    self.marks = marks
    width = max(format.width + marks, least)
    self.height = height
  }

  /// The mark after a number is the one before the next.
  var sharesMarks: Bool { marks == 1 }

  /// The columns before the mark, which put the number in the tile's middle.
  var indent: Int { (width - text - marks) / 2 }
  /// The row that carries the number.
  var middle: Int { (height - 1) / 2 }
}

/// Where a grid of numbers stands on the screen, and which places of rows and columns it shows.
struct GridPane: Hashable, Sendable {
  /// The first cell's column and row; captions stand above, row labels before.
  var column = 0
  var row = 0
  var rowPlaces: Range<Int>
  var columnPlaces: Range<Int>
  var tile: Tile
  /// The columns of the row labels.
  var labelWidth: Int

  /// The rows above the cells: a title and the column labels.
  static let captionRows = 2

  static func labelWidth(_ places: Range<Int>) -> Int {
    max(String(max(places.upperBound - 1, 0)).count, 1) + 1
  }

  var width: Int { labelWidth + columnPlaces.count * tile.width }
  var height: Int { rowPlaces.count * tile.height }

  /// The place under a cell of the screen.
  func place(column: Int, row: Int) -> Pair? {
    let cells = Rect(column: self.column, row: self.row, columns: width - labelWidth, rows: height)
    guard cells.contains(column: column, row: row) else { return nil }
    return Pair(
      rowPlaces.lowerBound + (row - self.row) / tile.height,
      columnPlaces.lowerBound + (column - self.column) / tile.width)
  }

  /// The cell of the screen that carries the mark after a place's number.
  func mark(after place: Pair) -> (column: Int, row: Int) {
    (
      column + (place.columns - columnPlaces.lowerBound) * tile.width + tile.indent + tile.text + 1,
      row + (place.rows - rowPlaces.lowerBound) * tile.height + tile.middle
    )
  }

  /// Draws labels and cells.
  ///
  /// `cell` gives for a place the text between the two marks, the marks, and the style.
  func draw(
    into frame: inout Frame, labels: (rows: Range<Int>, columns: Range<Int>),
    cell: (Pair) -> GridCell
  ) {
    for (offset, place) in columnPlaces.enumerated() where labels.columns.contains(place) {
      frame.write(
        "\(place)".right(tile.indent + 1 + tile.text), column: column + offset * tile.width,
        row: row - 1, columns: tile.width, style: .structure)
    }
    for (offset, place) in rowPlaces.enumerated() {
      let top = row + offset * tile.height
      if labels.rows.contains(place) {
        frame.write(
          "\(place)".right(labelWidth - 1), column: column - labelWidth, row: top + tile.middle,
          style: .structure)
      }
      for (offset, columnPlace) in columnPlaces.enumerated() {
        draw(
          cell(Pair(place, columnPlace)), column: column + offset * tile.width, row: top,
          into: &frame)
      }
    }
  }

  private func draw(_ cell: GridCell, column: Int, row: Int, into frame: inout Frame) {
    let blank = String(repeating: cell.filling, count: tile.width)
    let text =
      cell.typed?.inCell(columns: tile.text + tile.marks)
      ?? cell.before + cell.text.right(tile.text).cut(tile.text) + cell.after
    let before = String(repeating: cell.filling, count: tile.indent)
    let line = before + text + String(repeating: cell.filling, count: tile.width)
    for offset in 0..<tile.height {
      // A tile with a filling of its own shows its text only where it is too small for both.
      let hasText = cell.filling == " " || tile.height == 1 && !cell.text.isEmpty
      let isMiddle = offset == tile.middle && hasText
      frame.write(
        isMiddle ? String(line.unicodeScalars.prefix(tile.width)) : blank,
        column: column, row: row + offset, columns: tile.width, style: cell.style)
    }
  }
}

/// What one cell of a grid shows.
struct GridCell: Hashable, Sendable {
  var text: String
  var before = " "
  var after = " "
  /// Fills the rest of a tile that is larger than its text.
  var filling: Character = " "
  var style: Style
  /// A number that is being typed here, in the place of the text and its marks.
  var typed: EditedLine?
}
