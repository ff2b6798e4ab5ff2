/// A program on the screen, and the first line of it that is shown.
struct CodePage: Hashable, Sendable {
  let code: PyTorchCode
  private(set) var top = 0

  init(_ code: PyTorchCode) { self.code = code }

  /// Scrolls so far; the last line stays in sight.
  mutating func scroll(_ lines: Int, rows: Int) {
    top = min(max(top + lines, 0), max(code.lines.count - rows, 0))
  }
}

/// The PyTorch lines in the place of the view.
struct CodeView {
  private let model: Model
  private let page: CodePage

  init(_ model: Model, _ page: CodePage) {
    self.model = model
    self.page = page
  }

  func draw(into frame: inout Frame) {
    let body = model.body
    let lines = page.code.lines
    frame.fill(body, with: .blank)
    for (offset, line) in lines.dropFirst(page.top).prefix(body.rows).enumerated() {
      frame.write(styled(line), column: 1, row: body.row + offset, columns: body.columns - 2)
    }
    let row = frame.size.rows - 2
    frame.fill(Rect(column: 0, row: row, columns: frame.size.columns, rows: 2), with: .blank)
    let end = min(page.top + body.rows, lines.count)
    let place = "PyTorch, lines \(page.top + 1) to \(end) of \(lines.count)"
    frame.write(model.say("\(place); :code FILE.py writes them"), column: 1, row: row)
    frame.write(keys, column: 1, row: row + 1)
  }

  private var keys: Line {
    [("↑↓", "scroll"), ("PgUp PgDn", "page"), ("Esc", "close")].reduce(into: Line()) {
      $0.add($1.0, .title)
      $0.add(" \(model.say($1.1))  ", .structure)
    }
  }

  /// Comments step back.
  private func styled(_ line: String) -> Line {
    guard let start = line.firstIndex(of: "#") else { return Line(line) }
    return Line(String(line[..<start])) + Line(String(line[start...]), .structure)
  }
}

extension Model {
  /// Scrolls the program; any other key closes it, and then does what it always does.
  mutating func pressInCode(_ key: Key) -> Effect? {
    let rows = body.rows
    switch key {
    case .down: code?.scroll(1, rows: rows)
    case .up: code?.scroll(-1, rows: rows)
    case .pageDown, " ": code?.scroll(rows, rows: rows)
    case .pageUp: code?.scroll(-rows, rows: rows)
    case .home: code?.scroll(-.max / 2, rows: rows)
    case .end: code?.scroll(.max / 2, rows: rows)
    case .escape, .enter: code = nil
    default:
      code = nil
      return press(key)
    }
    return nil
  }
}
