import ConvCore
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

@Test func `weights that do not fit a kernel are said in the same words in every view`()
  throws
{
  for view in ["1", "3"] {
    var model = try Model.example("nn.Conv2d(1, 1, 3)")
    try model.press(keys: "\(view) w")
    #expect(model.stratum.weights.name(for: model.stratum.operation) == "sobel-x")
    let words = "; the weights of layer 0 are of another size, integers stand in"
    try model.press(keys: "k")
    #expect(model.status.text.hasSuffix(words), "view \(view)")
    #expect(Language.korean.say(model.status.text).hasSuffix("; 층 0의 가중치는 크기가 달라 정수로 대신한다"))
    try model.press(keys: "K")
    #expect(!model.status.text.contains("weights of layer"))
  }
}
