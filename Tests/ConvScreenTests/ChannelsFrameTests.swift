import ConvCore
import Testing

@testable import ConvScreen

/// A situation of the Channels view, and the file that keeps its screen.
struct ChannelsSituation: CustomTestStringConvertible {
  let testDescription: String
  let layers: String
  var channels = 3
  var keys = ""
  var size = Size(columns: 80, rows: 24)

  func model() throws -> Model {
    let network = try Notation.network(layers)
    let shape = Shape(channels: channels, height: 6, width: 6)
    let input = Tensor(shape: shape, elements: (0..<shape.count).map { Float($0 * 7 % 10) })
    let strata = network.layers.map {
      Stratum(name: $0.name, operation: $0.operation, weights: .integers)
    }
    var model = try Model(
      size: size, setup: Setup(inputName: "numbers", input: input, strata: strata),
      options: Model.Options(samples: ["digit"], kernels: []))
    try model.press(keys: "2 " + keys)
    while model.nextTick == 0 { _ = model.update(.tick) }
    return model
  }

  static let all: [ChannelsSituation] = [
    ChannelsSituation(
      testDescription: "channels-standard", layers: "nn.Conv2d(3, 3, 3, padding=1)",
      keys: "Right Right Down"),
    ChannelsSituation(
      testDescription: "channels-stage", layers: "nn.Conv2d(3, 3, 3, padding=1)",
      keys: "Right Right Down . ."),
    ChannelsSituation(
      testDescription: "channels-depthwise", layers: "nn.Conv2d(3, 3, 3, padding=1)",
      keys: "Right Right Down g"),
    ChannelsSituation(
      testDescription: "channels-grouped", layers: "nn.Conv2d(4, 6, 3, padding=1, groups=2)",
      channels: 4, keys: "PageDown Right Right Down"),
    ChannelsSituation(
      testDescription: "channels-separable", layers: "nn.Conv2d(3, 4, 3, padding=1)",
      keys: "Right Down x"),
    ChannelsSituation(
      testDescription: "channels-many", layers: "nn.Conv2d(16, 32, 3, padding=1, groups=4)",
      channels: 16, keys: "Right Down c c"),
    ChannelsSituation(
      testDescription: "channels-pool", layers: "nn.MaxPool2d(2)", keys: "Right Down"),
    ChannelsSituation(
      testDescription: "channels-bill", layers: "nn.Conv2d(3, 6, 3, padding=1)", keys: "Tab"),
    ChannelsSituation(
      testDescription: "channels-caption", layers: "nn.Conv2d(3, 6, 3, padding=1)", keys: "g",
      size: Size(columns: 80, rows: 20)),
    ChannelsSituation(
      testDescription: "channels-narrow", layers: "nn.Conv2d(3, 6, 3, padding=1)", keys: "Right",
      size: Size(columns: 60, rows: 20)),
    ChannelsSituation(
      testDescription: "channels-120x40", layers: "nn.Conv2d(3, 4, 3, padding=1)",
      keys: "Right Right Down", size: Size(columns: 120, rows: 40)),
    ChannelsSituation(
      testDescription: "channels-200x60", layers: "nn.Conv2d(3, 4, 3, padding=1)",
      keys: "Right Right Down", size: Size(columns: 200, rows: 60)),
  ]
}

@Test(arguments: ChannelsSituation.all)
func `the Channels view looks as it is kept`(_ situation: ChannelsSituation) throws {
  let model = try situation.model()
  let lines = model.frame().text.split(separator: "\n", omittingEmptySubsequences: false)
  let body = lines[model.body.row..<model.body.row + model.body.rows].map(String.init)
  try expectLines(body, named: situation.testDescription)
}

@Test(arguments: ChannelsSituation.all)
func `stepping moves nothing but what changes`(_ situation: ChannelsSituation) throws {
  // Captions, wires, bars and formulas stand still: only digits, marks and dots may change.
  var model = try situation.model()
  let before = model.frame()
  try model.press(keys: "Right")
  let after = model.frame()
  let structure = Set("─━│┃┐┓┘┛┤┫├┣→▶×=↓█▌".unicodeScalars)
  for row in model.body.row..<model.body.row + model.body.rows {
    for column in 0..<before.size.columns {
      let (old, new) = (before[column, row].scalar, after[column, row].scalar)
      #expect(
        structure.contains(old) == structure.contains(new), "row \(row), column \(column)")
    }
  }
}

@Test(arguments: [
  (Size(columns: 120, rows: 40), nil), (Size(columns: 150, rows: 40), CellSize.least),
  (Size(columns: 200, rows: 40), CellSize(height: 1, isNarrow: false)),
  (Size(columns: 200, rows: 60), CellSize(height: 2, isNarrow: false)),
])
func `numbers of maps grow with the room, and every bracket that opens closes`(
  _ size: Size, cells: CellSize?
) throws {
  let situation = ChannelsSituation(
    testDescription: "grown", layers: "nn.Conv2d(3, 4, 3, padding=1)", keys: "Right Right Down",
    size: size)
  let model = try situation.model()
  let area = try #require(ChannelsPlan(model).flow)
  #expect(ChannelFlowView(model, model.flow, in: area).layout.form.maps == cells)
  for line in model.frame().text.split(separator: "\n") {
    let brackets = line.filter { "[]".contains($0) }
    #expect(brackets.filter { $0 == "[" }.count == brackets.filter { $0 == "]" }.count)
    #expect(!brackets.contains("[["), "\(line)")
  }
}

@Test func `a dilated window's brackets are around its taps, not its holes`() throws {
  let situation = ChannelsSituation(
    testDescription: "dilated", layers: "nn.Conv2d(3, 4, 3, padding=2, dilation=2)",
    keys: "Right Right Down Down", size: Size(columns: 150, rows: 40))
  let text = try situation.model().frame().text
  // Row 0 of channel 0 is 0 7 4 1 8 5; the taps are the columns 0, 2 and 4.
  #expect(text.contains("[0]7[4]1[8]5"))
}
