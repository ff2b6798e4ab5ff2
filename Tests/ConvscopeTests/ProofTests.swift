import ConvScreen
import Testing

extension TerminalTests {
  @Test func `point 31: nothing blinks`() throws {
    var session = try Session(columns: 120, rows: 40)
    try session.press(["d", ".", "?", .escape, "2", "3", "4", "1", ":", "x", .escape, "Z"])
    session.expectQuit()
    // SGR 5 and 6; the blinking cursor of `cvvis`.
    #expect(session.terminal.renditions.allSatisfy { $0.count > 1 || ![5, 6].contains($0.first) })
    #expect(session.terminal.switches(of: 12).on == 0)
  }

  @Test func `point 33: the same keys give the same bytes, twice`() throws {
    let keys: [Key] = [
      .right, ".", ".", "d", "k", "2", .down, "g", "3", .down, "4", "1", "?", .down, .escape,
      ":", "s", .tab, .escape, "o", "o", "u", "i", "U", .tab, .right, .enter, .end, "Z",
    ]
    let outputs = try (0..<2).map { _ in
      var session = try Session(columns: 120, rows: 40)
      try session.press(keys)
      session.expectSame()
      session.expectQuit()
      return session.terminal.output
    }
    #expect(outputs[0] == outputs[1])
  }
}
