import ConvCore
import Foundation
import Testing

@testable import ConvScreen

private let rendition = Rendition(
  palette: Palette(tier: .indexed, background: .dark), charset: .unicode)

/// The screen that a recording's output leaves, read by what the format and ECMA-48 say.
private struct Screen {
  private(set) var rows: [[Character]] = []
  private(set) var times: [Double] = []
  private(set) var codes: [String] = []

  init(_ recording: String) throws {
    for (index, line) in recording.split(separator: "\n").enumerated() {
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      if index == 0 {
        let header = try #require(value as? [String: Any])
        let term = try #require(header["term"] as? [String: Int])
        #expect(header["version"] as? Int == 3)
        resize(columns: try #require(term["cols"]), rows: try #require(term["rows"]))
      } else {
        let event = try #require(value as? [Any])
        times.append(try #require(event[0] as? Double))
        codes.append(try #require(event[1] as? String))
        take(codes[codes.count - 1], try #require(event[2] as? String))
      }
    }
  }

  var text: String {
    rows.map { row in
      var line = String(row.filter { $0 != "\u{0}" })
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  private mutating func resize(columns: Int, rows: Int) {
    self.rows = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  private mutating func take(_ code: String, _ data: String) {
    let lengths = data.split(separator: "x").compactMap { Int($0) }
    if code == "r", lengths.count == 2 { resize(columns: lengths[0], rows: lengths[1]) }
    guard code == "o" else { return }
    var (row, column) = (0, 0)
    var rest = data.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1B}" else {
        rows[row][column] = Character(scalar)
        if scalar.isWide { rows[row][column + 1] = "\u{0}" }
        column += scalar.isWide ? 2 : 1
        continue
      }
      _ = rest.popFirst()
      let parameters = String(rest.prefix { !$0.properties.isAlphabetic })
      rest = rest.dropFirst(parameters.unicodeScalars.count)
      switch rest.popFirst() {
      case "H":
        row = (parameters.split(separator: ";").first.flatMap { Int($0) } ?? 1) - 1
        column = 0
      case "K":
        rows[row].replaceSubrange(
          column..., with: repeatElement(" ", count: rows[row].count - column))
      case "J": resize(columns: rows[0].count, rows: rows.count)
      default: break
      }
    }
  }
}

@Test func `a recording played back shows every frame, whatever the size`() throws {
  var model = try Model.example("nn.Conv2d(1, 2, 3)")
  var recording = Recording(of: model.size, rendition: rendition)
  var text = recording.header
  let script: [Action] = [
    .resize(model.size), .key(.right), .key("d"), .key("?"), .key(.escape), .key(":"),
    .paste("값 nn.Max"), .resize(Size(columns: 100, rows: 30)), .key(.escape), .key("2"),
  ]
  for (index, action) in script.enumerated() {
    _ = model.update(action)
    text += recording.show(model.frame(), milliseconds: index * 1250)
    let screen = try Screen(text)
    #expect(screen.text == model.frame().text, "after \(action)")
  }
  text += recording.end(milliseconds: 20_000)
  let screen = try Screen(text)
  #expect(abs(screen.times.reduce(0, +) - 20) < 1e-9)
  #expect(screen.codes.contains("r"))
  #expect(screen.codes.suffix(2) == ["o", "x"])
}

@Test func `a recording is JSON as the format has it, and only of what changes`() throws {
  var frame = Frame(size: Size(columns: 3, rows: 2))
  frame.write("a\"b", column: 0, row: 1, style: .title)
  var recording = Recording(of: frame.size, rendition: rendition)
  #expect(
    recording.header
      == #"{"version": 3, "term": {"cols": 3, "rows": 2}, "title": "convscope"}"# + "\n"
      + #"[0.000, "o", "\u001b[?25l\u001b[2J"]"# + "\n")
  #expect(
    recording.show(frame, milliseconds: 1234)
      == #"[1.234, "o", "\u001b[2;1H\u001b[0;1ma\"b\u001b[0m\u001b[K"]"# + "\n")
  #expect(recording.show(frame, milliseconds: 2000) == "")
  frame.write("x", column: 0, row: 0)
  #expect(
    recording.show(frame, milliseconds: 2005)
      == #"[0.771, "o", "\u001b[1;1Hx\u001b[K"]"# + "\n")
  #expect(
    recording.end(milliseconds: 2005)
      == #"[0.000, "o", "\u001b[?25h"]"# + "\n" + #"[0.000, "x", "0"]"# + "\n")
}
