import ConvCore
import Testing

@testable import ConvScreen
@testable import convscope

/// The screen of `frame` after some keys, by the same model.
private func frame(_ arguments: [String], keys: [Key], columns: Int, rows: Int) throws -> [String] {
  let options = try ExploreOptions.parse(arguments)
  var model = try options.model(size: Size(columns: columns, rows: rows), isDark: true)
  for key in keys {
    if let effect = model.update(.key(key)), let answer = options.perform(effect) {
      _ = model.update(answer)
    }
  }
  while model.nextTick == 0 { _ = model.update(.tick) }
  return model.frame().text.split(separator: "\n", omittingEmptySubsequences: false).map(
    String.init)
}

extension TerminalTests {
  /// Arguments, and keys as bytes and as names.
  struct Story: CustomTestStringConvertible {
    var testDescription: String
    var arguments: [String] = []
    var bytes: [String] = []
    var keys: [Key] = []
    var size = (columns: 80, rows: 24)
  }

  static let stories = [
    Story(testDescription: "the default"),
    Story(
      testDescription: "stepping and tapping", bytes: [Keys.right, Keys.down, ".", ".", ","],
      keys: [.right, .down, ".", ".", ","]),
    Story(
      testDescription: "every setting up, past the impossible",
      arguments: ["nn.Conv2d(1, 2, 3)", "--input", "sample:grid"],
      bytes: ["k", "k", "k", "s", "p", "d", "d", "m", "g", "u", "U"],
      keys: ["k", "k", "k", "s", "p", "d", "d", "m", "g", "u", "U"]),
    Story(
      testDescription: "operators and samples", bytes: ["o", "o", "i", "o", "i", "O"],
      keys: ["o", "o", "i", "o", "i", "O"], size: (160, 48)),
    Story(
      testDescription: "a photo of 512×512", arguments: ["--input", "sample:astronaut-large"],
      bytes: [Keys.down, Keys.right, "p", "."], keys: [.down, .right, "p", "."],
      size: (120, 40)),
    Story(testDescription: "the help", bytes: ["?"], keys: ["?"], size: (100, 30)),
    Story(
      testDescription: "the input in focus", bytes: [Keys.backTab, Keys.backTab, Keys.right],
      keys: [.backTab, .backTab, .right]),
  ]

  @Test(arguments: stories)
  func `the terminal shows the frame of the same keys`(_ story: Story) throws {
    let terminal = try PseudoTerminal(
      story.arguments, columns: story.size.columns, rows: story.size.rows)
    try terminal.waitFor("convscope", seconds: 20)
    for key in story.bytes {
      terminal.send(key)
      try terminal.waitUntilIdle(seconds: 20)
    }
    let expected = try frame(
      story.arguments, keys: story.keys, columns: story.size.columns, rows: story.size.rows)
    try terminal.waitFor(seconds: 20) { $0 == expected.prefix(story.size.rows).map { $0 } }
    terminal.send("q")
    #expect(terminal.exit() == .code(0))
    #expect(terminal.leftovers == [])
  }

  @Test func `a resize shows what a fresh start at that size shows`() throws {
    let terminal = try PseudoTerminal()
    try terminal.waitUntilIdle(seconds: 20)
    for (columns, rows) in [(1, 1), (59, 19), (300, 100), (2, 40), (160, 48)] {
      terminal.resize(columns: columns, rows: rows)
      try terminal.waitUntilIdle(seconds: 20)
    }
    let expected = try frame([], keys: [], columns: 160, rows: 48)
    try terminal.waitFor(seconds: 20) { $0 == expected.prefix(48).map { $0 } }
    terminal.send("q")
    #expect(terminal.exit() == .code(0))
  }

  @Test func `a click on an output element goes there`() throws {
    let terminal = try PseudoTerminal()
    try terminal.waitUntilIdle(seconds: 20)
    let model = try ExploreOptions.parse([]).model(
      size: Size(columns: 80, rows: 24), isDark: true)
    let output = try #require(WindowLayout(model).output.grid)
    // The output's third row, second column.
    terminal.send(
      Keys.click(
        column: output.column + output.tile.width + 1, row: output.row + 2 * output.tile.height))
    try terminal.waitFor("element 12 of 25", seconds: 20)
    terminal.send("q")
    #expect(terminal.exit() == .code(0))
  }
}
