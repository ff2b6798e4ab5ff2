import ConvCore
import Testing

@testable import convscope

@Test(arguments: [
  ("reprot", "report"), ("Report", "report"), ("fram", "frame"), ("lessons", "lesson"),
])
func `a subcommand's name that is misspelt is not taken for layers`(_ word: String, _ meant: String)
  throws
{
  #expect(
    Convscope.misspelling(in: ["convscope", word, "nn.ReLU()"])
      == Refusal("'\(word)' is no subcommand, and no file of layers: did you mean \(meant)?"))
}

@Test(arguments: ["report", "nn.ReLU()", "--help", "stack.txt", "photograph", "help", "ReLU"])
func `what is no misspelt subcommand is left alone`(_ word: String) {
  #expect(Convscope.misspelling(in: ["convscope", word]) == nil)
  #expect(Convscope.misspelling(in: ["convscope"]) == nil)
}

@Test func `layers that are an empty text are refused`() {
  #expect(
    throws: Refusal(
      "no layers are named: write a call such as nn.MaxPool2d(2), or a file of calls")
  ) { try SourceOptions.layersText("") }
}

/// Layers, an input's shape, and what the report calls the taps that meet no input.
struct ReportWords: CustomTestStringConvertible {
  let layers: String
  let unused: String
  var testDescription: String { layers }
}

@Test(arguments: [
  ReportWords(layers: "nn.Conv2d(1, 1, 3, padding=1)", unused: "on padding"),
  ReportWords(layers: "nn.ConvTranspose2d(1, 1, 3, padding=1)", unused: "cropped"),
  ReportWords(
    layers: "nn.Sequential(nn.ConvTranspose2d(1, 1, 3), nn.Conv2d(1, 1, 3))",
    unused: "on padding or cropped"),
  ReportWords(layers: "nn.MaxPool2d(2)", unused: "on padding"),
])
func `the report says what becomes of taps that meet no input`(_ row: ReportWords) throws {
  let network = try Notation.network(row.layers)
  let shape = Shape(batch: 1, channels: 1, height: 7, width: 7)
  let report = try Report(of: network, input: shape, limit: .standard)
  let text = ReportTable(report, nil).text
  let columns = text.split(separator: "\n")[0].split(separator: "  ").map { $0.drop { $0 == " " } }
  #expect(columns.map(String.init)[4...] == [row.unused, "field", "jump", "start", "first"])
  for word in ["field", "jump", "start", "first"] { #expect(text.contains("\n\(word): ")) }
}

@Test func `one of a thing is said in the singular, and whole numbers without decimals`() throws {
  let network = try Notation.network("nn.Conv2d(1, 1, 1, bias=False)")
  let shape = Shape(batch: 1, channels: 1, height: 1, width: 1)
  let report = try Report(of: network, input: shape, limit: .standard)
  let counts = PathCounts(to: 0, column: 0, through: report.lines.map(\.reading))
  let text = ReportTable(report, counts).text
  #expect(text.contains("\ntotal: 1 parameter, 1 MAC\n"))
  #expect(text.hasSuffix("columns 0 to 0, 1 position touched, 1 path"))
}

@Test func `a frame in text has pictures in shades of characters`() throws {
  for options in [[], ["--ascii"]] {
    let text = try FrameCommand.parse(["--input", "sample:astronaut", "--size", "80x24"] + options)
      .picture()
    let picture = text.split(separator: "\n").map { $0.prefix(30) }.joined()
    #expect(Set(".-=+*#%").isSubset(of: picture), "\(options)")
    // The window's outline alone is a role.
    #expect(text.count { $0 == "▀" } <= 2)
    // What is bright is thick on a dark ground, and thin on a light one.
    let light = try FrameCommand.parse(
      ["--input", "sample:astronaut", "--size", "80x24", "--theme", "light"] + options
    ).picture()
    let covers = [text, light].map { text in
      text.split(separator: "\n")[6].prefix(12).map { Array(".:-=+*#%").firstIndex(of: $0) ?? -1 }
    }
    #expect(
      zip(covers[0], covers[1]).allSatisfy { (6...7).contains($0 + $1) || $0 + $1 == -2 },
      "\(covers)")
  }
}

@Test func `a frame in text heeds --ascii`() throws {
  let keys = ["--size", "80x24", "--keys", "d ?", "--ascii"]
  let text = try FrameCommand.parse(keys).picture()
  #expect(text.utf8.allSatisfy { $0 < 0x80 })
  #expect(text.contains("-> l") || text.contains("> l"))
}
