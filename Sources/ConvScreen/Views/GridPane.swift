import ConvCore

/// Where a grid of numbers stands on the screen, and which places of rows and columns it shows.
struct GridPane: Hashable, Sendable {
  /// The first cell's column and row; captions stand above, row labels before.
  var column: Int
  var row: Int
  var rowPlaces: Range<Int>
  var columnPlaces: Range<Int>
  /// The columns of one cell, brackets included.
  var cellWidth: Int
  var labelWidth: Int

  /// A cell's columns beside its number: a bracket or mark on either side.
  static let marks = 2
  /// The rows above the cells: a title and the column labels.
  static let captionRows = 2

  static func labelWidth(_ places: Range<Int>) -> Int {
    max(String(max(places.upperBound - 1, 0)).count, 1) + 1
  }

  static func width(columns: Int, cellWidth: Int, labelWidth: Int) -> Int {
    labelWidth + columns * cellWidth
  }

  var width: Int {
    GridPane.width(columns: columnPlaces.count, cellWidth: cellWidth, labelWidth: labelWidth)
  }

  /// The place under a cell of the screen.
  func place(column: Int, row: Int) -> Pair? {
    let cells = Rect(
      column: self.column, row: self.row, columns: columnPlaces.count * cellWidth,
      rows: rowPlaces.count)
    guard cells.contains(column: column, row: row) else { return nil }
    return Pair(
      rowPlaces.lowerBound + row - self.row,
      columnPlaces.lowerBound + (column - self.column) / cellWidth)
  }

  /// Draws labels and cells.
  ///
  /// `cell` gives for a place the text between the two marks, the marks, and the style.
  func draw(
    into frame: inout Frame, labels: (rows: Range<Int>, columns: Range<Int>),
    cell: (Pair) -> GridCell
  ) {
    for columnPlace in columnPlaces {
      let start = column + (columnPlace - columnPlaces.lowerBound) * cellWidth
      if labels.columns.contains(columnPlace) {
        frame.write(
          "\(columnPlace)".right(cellWidth - 1), column: start, row: row - 1, columns: cellWidth,
          style: .structure)
      }
    }
    for rowPlace in rowPlaces {
      let line = row + rowPlace - rowPlaces.lowerBound
      if labels.rows.contains(rowPlace) {
        frame.write(
          "\(rowPlace)".right(labelWidth - 1), column: column - labelWidth, row: line,
          style: .structure)
      }
      for columnPlace in columnPlaces {
        let start = column + (columnPlace - columnPlaces.lowerBound) * cellWidth
        let cell = cell(Pair(rowPlace, columnPlace))
        let text = cell.text.right(cellWidth - GridPane.marks)
        frame.write(
          cell.before + text.cut(cellWidth - GridPane.marks) + cell.after, column: start, row: line,
          columns: cellWidth, style: cell.style)
      }
    }
  }
}

/// What one cell of a grid shows.
struct GridCell: Hashable, Sendable {
  var text: String
  var before = " "
  var after = " "
  var style: Style
}
