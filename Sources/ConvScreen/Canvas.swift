/// A rectangle of cells.
struct Rect: Hashable, Sendable {
  var column: Int
  var row: Int
  var columns: Int
  var rows: Int

  func contains(column: Int, row: Int) -> Bool {
    (self.column..<self.column + columns).contains(column)
      && (self.row..<self.row + rows).contains(row)
  }
}

/// Text of several styles on one line.
struct Line: Hashable, Sendable {
  struct Span: Hashable, Sendable {
    var text: String
    var style: Style
  }

  var spans: [Span] = []

  init() {}

  init(_ text: String, _ style: Style = .plain) { spans = [Span(text: text, style: style)] }

  mutating func add(_ text: String, _ style: Style = .plain) {
    spans.append(Span(text: text, style: style))
  }

  static func + (left: Line, right: Line) -> Line {
    var sum = left
    sum.spans += right.spans
    return sum
  }

  /// The columns taken.
  var width: Int { spans.reduce(0) { $0 + $1.text.width } }
}

extension String {
  /// The columns taken in a terminal.
  var width: Int { unicodeScalars.reduce(0) { $0 + ($1.isWide ? 2 : 1) } }

  /// At least `columns` wide, the text at the right end.
  func right(_ columns: Int) -> String {
    String(repeating: " ", count: max(columns - width, 0)) + self
  }

  /// At least `columns` wide, the text at the left end.
  func left(_ columns: Int) -> String {
    self + String(repeating: " ", count: max(columns - width, 0))
  }

  /// Cut to `columns`, with an ellipsis where something is missing.
  func cut(_ columns: Int) -> String {
    guard width > columns else { return self }
    guard columns > 0 else { return "" }
    var view = String.UnicodeScalarView()
    var room = columns - 1
    for scalar in unicodeScalars {
      room -= scalar.isWide ? 2 : 1
      if room < 0 { break }
      view.append(scalar)
    }
    return String(view) + "…"
  }
}

extension Frame {
  /// Writes text from a place to the right, cut at `columns` or the frame's edge.
  mutating func write(
    _ text: String, column: Int, row: Int, columns: Int = .max, style: Style = .plain
  ) {
    var place = column
    let room = columns == .max ? size.columns - column : columns
    for scalar in text.cut(min(room, size.columns - column)).unicodeScalars {
      let cell = Cell(scalar: scalar, style: style)
      put(cell, column: place, row: row)
      place += cell.width
    }
  }

  /// Writes a line of styled text; cut with an ellipsis when it is longer than `columns`.
  mutating func write(_ line: Line, column: Int, row: Int, columns: Int = .max) {
    var place = column
    let end = columns == .max ? size.columns : min(column + columns, size.columns)
    for span in line.spans where place < end {
      write(span.text, column: place, row: row, columns: end - place, style: span.style)
      place += span.text.width
    }
  }

  /// Fills a rectangle with one cell.
  mutating func fill(_ rect: Rect, with cell: Cell) {
    for row in rect.row..<rect.row + rect.rows {
      for column in rect.column..<rect.column + rect.columns {
        put(cell, column: column, row: row)
      }
    }
  }

  /// A horizontal rule over the whole width.
  mutating func rule(row: Int) {
    fill(
      Rect(column: 0, row: row, columns: size.columns, rows: 1),
      with: Cell(scalar: "─", style: .structure))
  }
}

extension Style {
  static let structure = Style(ink: .role(.structure))
  static let title = Style(attributes: .bold)
  static let window = Style(ink: .role(.onRole), ground: .role(.window), attributes: .bold)
  static let tap = Style(ink: .role(.onRole), ground: .role(.tap), attributes: .bold)
  static let link = Style(ink: .role(.onRole), ground: .role(.link))
  static let alarm = Style(ink: .role(.onRole), ground: .role(.alarm), attributes: .bold)
  static let hole = Style(ink: .role(.window))
  /// The window's colour as ink: a caption, a result.
  static let accent = Style(ink: .role(.window), attributes: .bold)
  /// As `window` and `accent`, for B of the Compare view.
  static let other = Style(ink: .role(.onRole), ground: .role(.other), attributes: .bold)
  static let otherAccent = Style(ink: .role(.other), attributes: .bold)
}
