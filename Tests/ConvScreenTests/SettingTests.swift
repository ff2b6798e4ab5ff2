import ConvCore
import SeededRandom
import Testing

@testable import ConvScreen

private let layers = [
  "nn.Conv2d(1, 2, 3, padding=1)", "nn.Conv2d(1, 1, 3, padding=1, padding_mode='reflect')",
  "nn.ConvTranspose2d(1, 1, 3, stride=2, output_padding=1)", "nn.MaxPool2d(3, 2, 1)",
  "nn.AvgPool2d(3, 2, 1, ceil_mode=True)", "nn.LPPool2d(2, 2)", "nn.AdaptiveAvgPool2d(3)",
  "nn.ReflectionPad2d(2)", "nn.Sequential(nn.Conv2d(1, 2, 3), nn.MaxPool2d(2))",
]

/// What a change may touch and undo must bring back.
private struct Standing: Equatable {
  let notations: [String]
  let output: Tensor

  init(_ model: Model) {
    notations = model.setup.strata.map { $0.operation.notation(short: false) }
    output = model.stage.output
  }
}

@Test(arguments: layers)
func `point 32: a setting changes, or says why not; undo brings all back`(_ layers: String) throws {
  var model = try Model.example(layers)
  let first = Standing(model)
  var random = SplitMix64(state: 32)
  let keys: [Key] = ["k", "K", "s", "S", "p", "P", "d", "D", "g", "G", "m", "M", "o", "O"]
  var refusals = 0
  for _ in 0..<150 {
    let before = Standing(model)
    _ = model.update(.key(try #require(keys.randomElement(using: &random))))
    #expect(!model.status.text.isEmpty)
    let isChanged = before != Standing(model)
    // A refusal changes nothing; what is no refusal has changed something, and says what.
    #expect(model.status.isAlarm != (isChanged || model.status.text.contains("→")))
    if model.status.isAlarm { refusals += 1 }
  }
  #expect(refusals > 0)
  var count = 0
  while !model.status.text.hasPrefix("nothing to undo"), count < 1000 {
    _ = model.update(.key("u"))
    count += 1
  }
  #expect(Standing(model) == first)
  for _ in 0..<count { _ = model.update(.key("U")) }
  for _ in 0..<count { _ = model.update(.key("u")) }
  #expect(Standing(model) == first)
}

@Test func `named weights that do not fit a kernel go and come back in words, in every view`()
  throws
{
  for view in ["1", "3"] {
    var model = try Model.example("nn.Conv2d(1, 1, 3)")
    try model.press(keys: "\(view) w")
    #expect(model.stratum.weights.name(for: model.stratum.operation) == "sobel-x")
    try model.press(keys: "k")
    #expect(
      model.status.text.hasSuffix("; sobel-x is 3×3: integers stand in for weights and bias"),
      "view \(view)")
    #expect(
      Language.korean.say(model.status.text).hasSuffix(
        "; sobel-x는 3×3이라서 가중치와 편향을 정수로 대신한다"))
    try model.press(keys: "K")
    #expect(model.status.text.hasSuffix("; sobel-x is back, bias 0"))
    #expect(Language.korean.say(model.status.text).hasSuffix("; sobel-x가 돌아왔다, 편향 0"))
  }
}

/// A layer, a change of it, and what is said of its weights and bias.
struct WeightsRow: CustomTestStringConvertible {
  let layer: String
  let line: String
  let said: String?
  var testDescription: String { "\(layer), \(line)" }
}

@Test(arguments: [
  WeightsRow(
    layer: "nn.Conv2d(1, 2, 3)", line: "kernel 2", said: "weights made anew, bias kept"),
  WeightsRow(layer: "nn.Conv2d(1, 2, 3, bias=False)", line: "kernel 2", said: "weights made anew"),
  WeightsRow(layer: "nn.Conv2d(1, 2, 3, bias=False)", line: "bias on", said: "bias made anew"),
  WeightsRow(layer: "nn.Conv2d(1, 2, 3)", line: "bias off", said: nil),
  WeightsRow(layer: "nn.Conv2d(1, 2, 3)", line: "stride 2", said: nil),
  WeightsRow(layer: "nn.Conv2d(1, 2, 3)", line: "maps 4", said: "weights kept in the first 2 maps"),
  WeightsRow(layer: "nn.Conv2d(1, 4, 3)", line: "maps 1", said: "weights kept in the first map"),
])
func `a change says what became of whole-number weights and bias`(_ row: WeightsRow) throws {
  var model = try Model.example(row.layer)
  let before = model.stage.trace.layer.parameters
  _ = model.run(row.line)
  let after = model.stage.trace.layer.parameters
  let said = model.status.text.split(separator: ";").dropFirst().first.map { String($0).trimmed }
  #expect(said == row.said)
  let isKept = before.weight == after.weight
  let (old, new) = (before.weight?.elements ?? [], after.weight?.elements ?? [])
  let maps = min(old.count, new.count)
  switch row.said {
  case let said? where said.hasPrefix("weights kept"): #expect(old[..<maps] == new[..<maps])
  case let said? where said.hasPrefix("weights made anew"): #expect(!isKept)
  case _: #expect(isKept)
  }
  if row.said?.hasSuffix("bias kept") == true { #expect(before.bias == after.bias) }
}
