import ConvCore
import Testing

@testable import ConvScreen

/// Layers, keys in the Stack view, and what is said at last of weights.
struct StackWeightsRow: CustomTestStringConvertible {
  let layers: String
  let keys: String
  let said: String?
  var testDescription: String { "\(layers): \(keys)" }
}

private let oddKernels = "nn.Sequential(nn.Conv2d(1, 1, 3, padding=1), nn.Conv2d(1, 1, 2))"
private let widening = "nn.Sequential(nn.Conv2d(1, 2, 3), nn.Conv2d(2, 3, 1))"

@Test(arguments: [
  StackWeightsRow(layers: oddKernels, keys: "}", said: nil),
  StackWeightsRow(layers: oddKernels, keys: "] {", said: nil),
  StackWeightsRow(layers: oddKernels, keys: "w }", said: nil),
  StackWeightsRow(layers: oddKernels, keys: "w } {", said: nil),
  StackWeightsRow(
    layers: "nn.Sequential(nn.Conv2d(1, 1, 3), nn.MaxPool2d(2))", keys: "w } {", said: nil),
  StackWeightsRow(layers: oddKernels, keys: "a", said: nil),
  StackWeightsRow(layers: oddKernels, keys: "w k a", said: nil),
  StackWeightsRow(layers: oddKernels, keys: "w k ] e", said: nil),
  StackWeightsRow(layers: oddKernels, keys: "e", said: nil),
  StackWeightsRow(layers: oddKernels, keys: "w k }", said: nil),
  StackWeightsRow(
    layers: oddKernels, keys: "w } k",
    said: "layer 1: sobel-x is 3×3: integers stand in for weights and bias"),
  StackWeightsRow(
    layers: oddKernels, keys: "w k } K", said: "layer 1: sobel-x is back, bias 0"),
  // Channels are passed on: what is moved reads other ones.
  StackWeightsRow(layers: widening, keys: "}", said: "layer 1: weights made anew, bias kept"),
])
func `a layer that is moved is compared with itself, not with what stood there`(
  _ row: StackWeightsRow
) throws {
  var model = try Model.example(row.layers)
  try model.press(keys: "3 \(row.keys)")
  #expect(!model.status.isAlarm)
  let said = model.status.text.split(separator: "; ").dropFirst().first.map(String.init)
  #expect(said == row.said, "\(model.status.text)")
}

@Test func `given weights that a move leaves without their channels go and come back in words`()
  throws
{
  var model = try Model.example(widening)
  // A weight of layer 1 is typed, then the layer is moved to where it reads one channel.
  try model.press(keys: "] BTab 7 Enter Esc 3 {")
  #expect(
    model.status.text.hasSuffix(
      "; layer 0: the given weights and bias are of another shape: integers stand in"))
  try model.press(keys: "}")
  #expect(model.status.text.hasSuffix("; layer 1: the given weights and bias are back"))
  #expect(model.stage.trace.layer.parameters.weight?[0, 0, 0, 0] == 7)
}

@Test func `groups that other channels change are said`() throws {
  var model = try Model.example(
    "nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Conv2d(2, 4, 3, groups=2))")
  try model.press(keys: "m")
  #expect(model.status.text.contains("; layer 2: groups 2 → 3, out 4 → 6; "))
  model.options.language = .korean
  #expect(model.say(model.status.text).contains("; 층 2: 그룹 2 → 3, 출력 채널 4 → 6; "))
  // One's own change is said once.
  try model.press(keys: "] ] G")
  #expect(model.status.text.hasPrefix("groups 3 → 1: "))
  #expect(!model.status.text.contains("layer 2: groups"))
}

@Test func `groups that do not divide the new channels are said to be gone`() throws {
  var model = try Model.example(
    "nn.Sequential(nn.Conv2d(1, 4, 3), nn.Conv2d(4, 4, 3, groups=2))")
  try model.press(keys: "M")
  #expect(model.status.text.contains("; layer 1: groups 2 → 1"))
}

@Test func `groups that a move or an input changes are said, of the layer itself too`() throws {
  var model = try Model.example(
    "nn.Sequential(nn.Conv2d(1, 2, 3), nn.Conv2d(2, 4, 3, groups=2))")
  try model.press(keys: "3 ] {")
  #expect(model.status.text.contains("; layer 0: groups 2 → 1"))
  model = try Model.example("nn.Conv2d(3, 6, 3, groups=3)", channels: 3)
  let gray = Tensor(shape: Shape(channels: 1, height: 6, width: 8), repeating: 1)
  _ = model.update(.loaded(name: "gray", input: gray))
  #expect(
    model.status.text
      == "input gray, 1×6×8; groups 3 → 1, out 6 → 2; weights kept in the first 2 maps")
}
