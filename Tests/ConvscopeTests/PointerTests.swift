import ConvCore
import Testing

@testable import ConvScreen
@testable import convscope

/// A cell of the screen that shows a place of a map.
private func cell(of place: Pair, in map: WindowLayout.Map) -> (column: Int, row: Int)? {
  for row in 0..<60 {
    for column in 0..<300 where map.place(column: column, row: row) == place {
      return (column, row)
    }
  }
  return nil
}

extension TerminalTests {
  @Test func `point 23: a click goes to an output, or shows what reads an input`() throws {
    var session = try Session(columns: 100, rows: 30)
    let layout = WindowLayout(session.twin.model)
    let place = try #require(cell(of: Pair(2, 1), in: layout.output))
    try session.point(.press, column: place.column, row: place.row)
    #expect(session.twin.model.setup.position == Position(channel: 0, row: 2, column: 1))
    session.expectSame()
    let element = try #require(cell(of: Pair(3, 4), in: layout.input))
    try session.point(.press, column: element.column, row: element.row)
    #expect(session.twin.model.status.text.hasPrefix("input[0, 3, 4] = "))
    session.expectSame()
    session.expectQuit()
  }

  @Test func `point 23: hover marks, the wheel steps`() throws {
    var session = try Session(columns: 100, rows: 30)
    let layout = WindowLayout(session.twin.model)
    let still = session.twin.frame
    let element = try #require(cell(of: Pair(1, 1), in: layout.input))
    try session.point(.move, column: element.column, row: element.row)
    session.expectSame()
    #expect(session.twin.frame != still)
    try session.point(.wheelDown, column: 50, row: 10)
    try session.point(.wheelDown, column: 50, row: 10)
    try session.point(.wheelUp, column: 50, row: 10)
    session.expectSame()
    #expect(session.twin.model.setup.position == Position(channel: 0, row: 0, column: 1))
    session.expectQuit()
  }

  @Test func `point 23: a click far to the right goes where it is`() throws {
    var decoder = KeyDecoder(escapeDelay: 25, named: [:])
    let report = Keys.pointer(.press, column: 299, row: 59)
    #expect(
      decoder.decode(Array(report.utf8)) == [.pointer(Pointer(.press, column: 299, row: 59))])
    // More columns than the old reports could tell.
    var session = try Session(["--input", "sample:camera"], columns: 300, rows: 60)
    let layout = WindowLayout(session.twin.model)
    let place = try #require(
      (223..<300).reversed().lazy.map { (column: $0, row: 20) }.first {
        layout.output.place(column: $0.column, row: $0.row) != nil
      })
    let before = session.twin.model.setup.position
    try session.point(.press, column: place.column, row: place.row)
    session.expectSame()
    #expect(session.twin.model.setup.position != before)
    session.expectQuit()
  }

  @Test func `point 23: the old reports of a pointer are understood`() throws {
    var session = try Session(environment: ["TERM": "screen-256color"])
    let layout = WindowLayout(session.twin.model)
    let place = try #require(cell(of: Pair(1, 1), in: layout.output))
    let bytes = [0, place.column + 1, place.row + 1].map { UInt8(32 + $0) }
    session.terminal.send(Array("\u{1B}[M".utf8) + bytes)
    try session.terminal.waitUntilIdle()
    session.twin.take(.pointer(Pointer(.press, column: place.column, row: place.row)))
    session.expectSame()
    session.expectQuit()
  }

  @Test func `point 23: --no-mouse sends no mode of the pointer`() throws {
    let session = try Session(terminal: ["--no-mouse"])
    for mode in PseudoTerminal.pointerModes {
      #expect(session.terminal.switches(of: mode).on == 0)
    }
    session.expectQuit()
    for mode in PseudoTerminal.pointerModes {
      #expect(session.terminal.switches(of: mode).on == 0)
    }
  }
}
