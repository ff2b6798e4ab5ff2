import Foundation
import SeededRandom
import Testing

@testable import ConvScreen

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

  /// 100,000 where the release is tested, else what a short run has time for.
  private static let many = PseudoTerminal.isRelease ? 100_000 : 2_000
  /// After how many of them memory is compared.
  private static let some = PseudoTerminal.isRelease ? 10_000 : 500
  /// A sanitizer keeps what was given back, for a while.
  private static let isWatched =
    ProcessInfo.processInfo.environment["CONVSCOPE_SANITIZER"] != nil

  /// Memory is compared where the same is on the screen, and all that undo may hold is held.
  @Test func `point 35: random keys and sizes leave memory flat, the screen true, all restored`()
    throws
  {
    let anew = ":layer nn.Conv2d(1, 1, 3)\r:input sample:digit\r".map { character -> Key in
      character == "\r" ? .enter : .character(character)
    }
    var session = try Session(columns: 120, rows: 40)
    var random = SplitMix64(state: 35)
    let keys = Keymap.bindings.flatMap(\.keys).filter {
      ![" ", "i", "I", "q", .escape, .control("c"), .control("z")].contains($0)
    }
    var resting: [Int] = []
    for count in stride(from: 250, through: Self.many, by: 250) {
      try session.type((0..<250).compactMap { _ in keys.randomElement(using: &random) })
      try session.press([.escape])
      if count % 1000 == 0 { session.expectSame() }
      try session.resize(
        columns: .random(in: 1...300, using: &random), rows: .random(in: 1...100, using: &random))
      guard count % Self.some == 0 else { continue }
      session.expectSame()
      try session.resize(columns: 120, rows: 40)
      try session.press([.escape, .escape, "1"] + anew)
      session.expectSame()
      session.terminal.ownMemory.map { resting.append($0) }
    }
    try #require(resting.count == Self.many / Self.some)
    // In the first half undo and the heap come to hold what they may; a leak would go on after it.
    let growth = resting[resting.count - 1] - resting[resting.count / 2 - 1]
    if !Self.isWatched { #expect(growth <= 1024, "\(resting)") }
    try session.resize(columns: 80, rows: 24)
    session.expectSame()
    session.terminal.send("q")
    #expect(session.terminal.exit() == .code(0))
    #expect(session.terminal.isOnMainScreen)
    #expect(session.terminal.isAsBefore)
  }
}
