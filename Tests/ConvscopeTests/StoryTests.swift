import ConvScreen
import Testing

extension TerminalTests {
  /// A session as a user has one.
  struct Story: CustomTestStringConvertible {
    var testDescription: String
    var layers: [String] = []
    var keys: [Key] = []
    var size = (columns: 80, rows: 24)
  }

  static let stories = [
    Story(testDescription: "the default"),
    Story(testDescription: "stepping and tapping", keys: [.right, .down, ".", ".", ","]),
    Story(
      testDescription: "every setting up, past the impossible",
      layers: ["nn.Conv2d(1, 2, 3)", "--input", "sample:grid"],
      keys: ["k", "k", "k", "s", "p", "d", "d", "m", "g", "u", "U"]),
    Story(
      testDescription: "operators and samples", keys: ["o", "o", "i", "o", "i", "O"],
      size: (160, 48)),
    Story(
      testDescription: "a photo of 512×512", layers: ["--input", "sample:astronaut-large"],
      keys: [.down, .right, "p", "."], size: (120, 40)),
    Story(testDescription: "the help", keys: ["?"], size: (100, 30)),
    Story(testDescription: "the input in focus", keys: [.backTab, .backTab, .right]),
  ]

  @Test(arguments: stories)
  func `the terminal shows the frame of the same keys`(_ story: Story) throws {
    var session = try Session(
      story.layers, columns: story.size.columns, rows: story.size.rows)
    try session.press(story.keys)
    session.expectSame()
    session.expectQuit()
  }
}
