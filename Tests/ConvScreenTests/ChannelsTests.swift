import ConvCore
import Testing

@testable import ConvScreen

/// Two channels of 4×4 small whole numbers.
private let input = Tensor(
  shape: Shape(channels: 2, height: 4, width: 4),
  elements: (0..<32).map { Float($0 * 5 % 7) })

/// Four such channels.
private let four = Tensor(
  shape: Shape(channels: 4, height: 4, width: 4), elements: input.elements + input.elements)

private func model(
  _ layers: String, over input: Tensor = input, size: Size = Size(columns: 80, rows: 24)
) throws -> Model {
  let network = try Notation.network(layers)
  var model = try Model(
    size: size,
    setup: Setup(
      inputName: "test", input: input,
      strata: network.layers.map {
        Stratum(name: $0.name, operation: $0.operation, weights: .integers)
      }),
    options: Model.Options(samples: ["digit"], kernels: []))
  try model.press("2")
  return model
}

extension Model {
  /// Presses keys, and waits until every map is whole.
  fileprivate mutating func press(_ names: String) throws {
    try press(keys: names)
    while nextTick == 0 { _ = update(.tick) }
  }
}

@Test func `a lane gives its channel's sum, and the block adds the bias`() throws {
  var model = try model("nn.Conv2d(2, 3, 3, padding=1)")
  try model.press("PageDown Right Right Down")
  let step = model.step
  let flow = model.flow
  #expect(flow.kind == .standard)
  #expect(flow.lanes.map(\.value) == step.channelSums.map(\.sum))
  let block = try #require(flow.present)
  #expect(block.map == 1)
  #expect(block.sum == flow.lanes[0].value + flow.lanes[1].value)
  #expect(block.value == step.value)
  #expect(block.value == (block.sum ?? 0) + (block.bias ?? 0))
}

@Test func `depthwise channels go straight to their maps`() throws {
  let model = try model("nn.Conv2d(2, 2, 3, groups=2)")
  let flow = model.flow
  #expect(flow.kind == .depthwise)
  #expect(flow.stages == [.slice, .own, .result])
  #expect(flow.blocks.map(\.channels) == [0..<1, 1..<2])
  #expect(
    flow.blocks.map(\.value) == [model.stage.output[0, 0, 0, 0], model.stage.output[0, 1, 0, 0]])
  #expect(model.frame().text.contains("no sum"))
}

@Test func `the separable pair is one undo away and shows both stages`() throws {
  var model = try model("nn.Conv2d(2, 3, 3, padding=1)")
  try model.press("Right x")
  // 3 · 2 · 9 = 54 weights become 2 · 9 + 2 · 3 = 24.
  #expect(
    model.status.text == "separable pair: 54 → 24 weights, 0.4444 of the standard convolution's")
  let flow = model.flow
  #expect(flow.kind == .separable)
  #expect(flow.present?.value == model.step.value)
  #expect(flow.lanes.map(\.value) == model.step.taps.map(\.input))
  try model.press("u")
  #expect(model.setup.strata.count == 1)
  #expect(model.flow.kind == .standard)
}

@Test func `a pair shows the same numbers from either of its layers`() throws {
  var model = try model(
    "nn.Sequential(nn.Conv2d(2, 2, 3, padding=1, groups=2), nn.Conv2d(2, 3, 1))")
  try model.press("Right Down")
  let ahead = model.flow
  #expect(ahead.isAhead)
  try model.press("]")
  let behind = model.flow
  #expect(!behind.isAhead)
  #expect(ahead.lanes.map(\.value) == behind.lanes.map(\.value))
  #expect(ahead.present?.value == behind.present?.value)
  #expect(behind.present?.value == model.step.value)
}

@Test func `the stages are walked forward and back`() throws {
  var model = try model("nn.Conv2d(2, 1, 3, bias=False)")
  let sums = model.step.channelSums.map(\.sum)
  try model.press(". . .")
  // 40 and −3 for example: "40 − 3".
  let terms =
    NumberFormat.short(sums[0]) + (sums[1] < 0 ? " − " : " + ")
    + NumberFormat.short(sums[1].magnitude)
  #expect(
    model.status.text
      == "stage 3 of 4: summed over the channels: \(terms) = "
      + NumberFormat.short(model.step.value))
  try model.press(", , ,")
  #expect(model.channels.stage(at: model.setup.position) == nil)
  try model.press(". Right")
  #expect(model.channels.stage(at: model.setup.position) == nil)
}

@Test func `the maps of every stage are PyTorch's`() throws {
  // torch 2.15: conv2d of each channel by its slice, and of all channels, padding 1.
  let situation = try #require(ChannelsSituation.all.first)
  let model = try situation.model()
  let flow = model.flow
  let block = try #require(flow.present)
  let rows: [[Float]] = [
    [-3, -5, -6, -17, -18, -19], [-6, -3, 7, -3, 7, -29], [7, 27, 21, -5, 29, -1],
  ]
  for (lane, row) in zip(flow.lanes, rows) {
    let stage = try #require(model.channels[flow.ownPart(lane, block)])
    #expect(Array(stage.output.elements[6..<12]) == row)
  }
  let sum = try #require(model.channels[flow.sumPart(block)])
  #expect(Array(sum.output.elements[6..<12]) == [-2, 19, 22, -25, 18, -49])
  #expect(flow.lanes.map(\.value) == [-6, 7, 21])
  #expect(block.sum == 22)
}

@Test func `what is to be guessed is hidden in every stage that gives it away`() throws {
  var model = try model("nn.Conv2d(2, 1, 3, bias=False)")
  try model.press("V . . .")
  let value = NumberFormat.short(model.step.value)
  #expect(model.status.text.hasSuffix(" = ?"))
  try model.press("Escape")
  #expect(!model.frame().text.contains(" \(value)\n"))
  try model.press("v")
  #expect(model.frame().text.contains(value))
}

@Test func `the view speaks Korean`() throws {
  var model = try model(
    "nn.Conv2d(4, 4, 3, padding=1)", over: four, size: Size(columns: 120, rows: 40))
  model.speak(.korean)
  let text = model.frame().text
  for words in ["채널의 합", "편향: 맵 0", "표준", "분리", "그룹 2개", "MAC/바이트"] {
    #expect(text.contains(words), "\(words)")
  }
  #expect(!text.contains("separable "))
}

@Test(arguments: View.allCases)
func `Enter reveals a hidden value in every view`(_ view: View) throws {
  var model = try model("nn.Conv2d(2, 4, 3, padding=1)")
  try model.press("V \(view.rawValue) Enter")
  #expect(!model.hidesValue || view == .stack)
}

@Test func `a window over the whole picture leaves a lane to every channel`() throws {
  let shape = Shape(channels: 3, height: 80, width: 80)
  let large = Tensor(shape: shape, elements: (0..<shape.count).map { Float($0 % 80) })
  for layers in ["nn.AdaptiveAvgPool2d(1)", "nn.Conv2d(3, 1, 31, padding=15)"] {
    let model = try model(layers, over: large)
    #expect(model.flow.lanes.count == 3)
  }
  // 0 … 79 in every row of every channel.
  let pool = try model("nn.AdaptiveAvgPool2d(1)", over: large)
  #expect(pool.flow.lanes.map(\.value) == [39.5, 39.5, 39.5])
  #expect(pool.flow.lanes[0].value == pool.step.value)
}

@Test func `on a terminal that is too small nothing waits for maps that are not shown`() throws {
  var model = try Model.example("nn.Conv2d(2, 3, 3)", channels: 2)
  model.view = .channels
  model.prepareChannels(work: 1)
  #expect(model.nextTick == 0)
  _ = model.update(.resize(Size(columns: 40, rows: 10)))
  #expect(model.nextTick == nil)
  _ = model.update(.resize(Size(columns: 80, rows: 24)))
  while model.nextTick == 0 { _ = model.update(.tick) }
  #expect(model.channels.isFilled)
}

@Test func `looking at the channels leaves the Window view's focus alone`() throws {
  var model = try Model.example()
  try model.press(keys: "Tab")
  _ = model.run("view channels")
  try model.press(keys: "? Esc 1")
  #expect(model.focus == .settings)
  _ = model.run("view channels")
  try model.press(keys: "Right 1")
  #expect(model.focus == .output)
}

@Test func `Enter reveals the channels' element whatever the Window view's focus`() throws {
  var model = try Model.example()
  try model.press(keys: "V Tab")
  _ = model.run("view channels")
  try model.press(keys: "Enter")
  #expect(!model.hidesValue)
}
