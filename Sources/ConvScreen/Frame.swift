/// Columns × rows of a terminal.
public struct Size: Hashable, Sendable {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// Everything a terminal must show, cell by cell, and no more.
public struct Frame: Hashable, Sendable {
  public let size: Size
  public private(set) var cells: [Cell]

  public init(size: Size) {
    self.size = size
    cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  /// One cell; the place must lie inside the frame.
  public subscript(column: Int, row: Int) -> Cell { cells[row * size.columns + column] }

  /// The cells of one row, left to right.
  public func row(_ row: Int) -> ArraySlice<Cell> {
    cells[row * size.columns..<(row + 1) * size.columns]
  }

  /// Puts one cell, and blanks the other half of any wide character it breaks.
  ///
  /// A place outside the frame is ignored, and so is a wide character that the last column would cut.
  public mutating func put(_ cell: Cell, column: Int, row: Int) {
    let width = cell.width
    guard row >= 0, row < size.rows, column >= 0, column + width <= size.columns else { return }
    let index = row * size.columns + column
    for place in index..<index + width { mend(place) }
    cells[index] = cell
    if width == 2 { cells[index + 1] = Cell(scalar: Cell.continuation, style: cell.style) }
  }

  /// Blanks the half that stays behind when the cell at `index` is overwritten.
  private mutating func mend(_ index: Int) {
    if cells[index].isContinuation {
      cells[index - 1].scalar = " "
    } else if cells[index].width == 2 {
      cells[index + 1].scalar = " "
    }
  }

  /// The frame's text, a line a row, without trailing blanks or any style.
  public var text: String { text(of: \.scalar) }

  /// The frame as lines of text: pictures in shades of characters, in those that are to be had.
  public func text(in charset: Charset, on background: Palette.Background) -> String {
    let rendition = Rendition(
      palette: Palette(tier: .none, background: background), charset: charset)
    return text { rendition.appearance(of: $0).scalar }
  }

  private func text(of scalar: (Cell) -> Unicode.Scalar) -> String {
    (0..<size.rows).map { number in
      var line = String.UnicodeScalarView()
      for cell in row(number) where !cell.isContinuation { line.append(scalar(cell)) }
      while line.last == " " { line.removeLast() }
      return String(line)
    }.joined(separator: "\n") + "\n"
  }
}
