import ConvScreen
import SeededRandom
import Testing

extension LifeTests {
  @Test func `point 16: at every kind of size it is alive, and it recovers`() throws {
    var session = try Session()
    let columns = [1, 2, 3, 9, 20, 40, 59, 60, 61, 79, 80, 110, 160, 300]
    let rows = [1, 2, 3, 5, 8, 12, 19, 20, 21, 24, 50, 100]
    for (number, columns) in columns.enumerated() {
      // Every pair of neighbours, and over the rounds every row.
      for offset in 0..<4 {
        try session.resize(columns: columns, rows: rows[(number * 5 + offset * 3) % rows.count])
        session.expectSame()
      }
    }
    try session.resize(columns: 80, rows: 24)
    session.expectSame()
    #expect(session.terminal.screen == (try Twin()).lines)
    session.terminal.send("q")
    #expect(session.terminal.exit() == .code(0))
    // The emulator has cut the main screen to the narrowest size; all else is as before.
    #expect(session.terminal.isOnMainScreen)
    #expect(session.terminal.isAsBefore)
  }

  @Test(arguments: [(1, 1), (12, 1), (40, 12), (59, 40), (300, 19)], ["", "?", ":", ":undo"])
  func `point 16: below the minimum it says what it needs, and q quits`(
    _ size: (columns: Int, rows: Int), _ before: String
  ) throws {
    let terminal = try PseudoTerminal()
    try terminal.waitUntilIdle()
    terminal.send(before)
    try terminal.waitUntilIdle()
    terminal.resize(columns: size.columns, rows: size.rows)
    var twin = try Twin()
    twin.press(before.map { .character($0) })
    twin.take(.resize(Size(columns: size.columns, rows: size.rows)))
    try terminal.waitFor(seconds: 20) { $0 == twin.lines }
    let need = "needs 60×20, has \(size.columns)×\(size.rows)"
    #expect(terminal.screen.contains { $0 == need } || size.columns < need.count)
    terminal.send("q")
    #expect(terminal.exit() == .code(0))
    #expect(terminal.isAsBefore)
  }

  @Test func `point 17: a size of nothing is ignored`() throws {
    var session = try Session()
    for (columns, rows) in [(0, 0), (0, 24), (80, 0)] {
      session.terminal.claimSize(columns: columns, rows: rows)
      try session.press([.right])
      session.expectSame()
    }
    let fresh = try PseudoTerminal(columns: 0, rows: 0)
    try fresh.waitUntilIdle()
    fresh.send("q")
    #expect(fresh.exit() == .code(0))
    session.expectQuit()
  }

  /// While stepping, in the help, while playing, in the command line.
  @Test(arguments: ["", "?", " ", ":kernel"])
  func `point 17: a burst of 2000 resizes costs few repaints`(_ keys: String) throws {
    var session = try Session()
    let terminal = session.terminal
    var random = SplitMix64(state: 17)
    if keys == " " {
      terminal.send(keys)
      try terminal.waitUntilRead()
    } else {
      try session.press(keys.map { .character($0) })
    }
    let before = terminal.clearings
    for _ in 0..<2000 {
      terminal.resize(
        columns: .random(in: 1...300, using: &random), rows: .random(in: 1...100, using: &random))
    }
    if keys == " " {
      // Where playing has come to by now only the program knows.
      // A key that comes before the last size does finds a screen too small for it.
      terminal.resize(columns: 100, rows: 30)
      terminal.show("\u{1B}[2J")
      try terminal.waitFor(seconds: 20) { $0.last?.isEmpty == false }
      terminal.send(keys)
      try terminal.waitUntilIdle(seconds: 20)
      #expect(terminal.screen.count == 30)
    } else {
      try session.resize(columns: 100, rows: 30)
      session.expectSame()
    }
    #expect(terminal.clearings - before <= 60)
    terminal.signal(15)
    #expect(terminal.exit() == .signal(15))
    #expect(terminal.isAsBefore)
  }
}
