import ConvCore
import Testing

@testable import ConvScreen

/// A model in the Stack view, on a square of whole numbers.
private func model(
  _ layers: String, channels: Int = 1, length: Int = 33,
  size: Size = Size(columns: 120, rows: 40)
) throws -> Model {
  let shape = Shape(channels: channels, height: length, width: length)
  let network = try Notation.network(layers)
  var model = try Model(
    size: size,
    setup: Setup(
      inputName: "test",
      input: Tensor(shape: shape, elements: (0..<shape.count).map { Float($0 * 7 % 10) }),
      strata: network.layers.map {
        Stratum(name: $0.name, operation: $0.operation, weights: .integers)
      }),
    options: Model.Options(samples: ["digit"], kernels: []))
  try model.press("3")
  return model
}

extension Model {
  fileprivate mutating func press(_ names: String) throws {
    for name in names.split(separator: " ") {
      _ = update(.key(try #require(Key(named: String(name)))))
    }
  }

  fileprivate var notations: [String] { setup.strata.map { $0.operation.shorthand } }
}

private let three =
  "nn.Sequential(nn.Conv2d(1, 1, 3, padding=1), nn.Conv2d(1, 1, 3, padding=1), "
  + "nn.Conv2d(1, 1, 3, padding=1))"

private let mixed =
  "nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.MaxPool2d(2), nn.Conv2d(8, 4, 3))"

// Fields and touched positions by exact enumeration.
@Test func `t leads three convolutions from standard to the known dilated fields`() throws {
  var model = try model(three)
  try model.press("] ] z")
  let said = try (0..<5).map { _ in
    try model.press("t")
    return model.status.text
  }
  #expect(
    said == [
      "rates 2, 2, 2: field 7 → 13, 49 of 169 touched, parameters still 30",
      "rates 1, 2, 3: field 13 → 13, 169 of 169 touched, parameters still 30",
      "rates 1, 2, 5: field 13 → 17, 289 of 289 touched, parameters still 30",
      "rates 1, 2, 4: field 17 → 15, 225 of 225 touched, parameters still 30",
      "rates 1, 1, 1: field 15 → 7, 49 of 49 touched, parameters still 30",
    ])
  try model.press("T T u")
  #expect(model.setup.rates == [Pair(1), Pair(2), Pair(4)])
}

// 40.5 %, 7.4 % and 0 % of the 33×33 positions by exact enumeration.
@Test(arguments: [
  (6, "40.5 % (441 of 1,089)"), (12, "7.4 % (81 of 1,089)"), (18, "0 % (0 of 1,089)"),
])
func `r raises the rate, and the taps that stay on data are counted`(
  rate: Int, claim: String
) throws {
  var model = try model("nn.Conv2d(1, 1, 3, padding=1)", size: Size(columns: 160, rows: 40))
  for _ in 1..<rate { try model.press("r") }
  #expect(model.notations == ["Conv2d 1→1 k3 p\(rate) d\(rate)"])
  #expect(model.frame().text.contains("all taps on data \(claim)"))
}

@Test func `one step from standard to dilated says what it changes and what not`() throws {
  var model = try model("nn.Conv2d(1, 1, 3, padding=1)")
  try model.press("r")
  #expect(
    model.status.text
      == "rate 1 → 2: field 3 → 5, parameters still 10, all taps on data 88.2 → 77.2 %")
  try model.press("u")
  #expect(model.notations == ["Conv2d 1→1 k3 p1"])
}

@Test func `layers are added, moved and removed, and undo brings all back`() throws {
  var model = try model(mixed, channels: 3, length: 20)
  let before = model.notations
  try model.press("a")
  #expect(
    model.notations
      == ["Conv2d 3→8 k3 p1", "Conv2d 8→8 k3 p1", "MaxPool2d k2", "Conv2d 8→4 k3"])
  #expect(model.setup.layer == 1)
  #expect(
    model.status.text
      == "layer 1 added: field 8 → 10, parameters 516 → 1,100, MACs 104,832 → 335,232")
  try model.press("}")
  #expect(model.notations[1] == "MaxPool2d k2")
  #expect(model.setup.layer == 2)
  try model.press("{ {")
  #expect(
    model.notations
      == ["Conv2d 3→8 k3 p1", "Conv2d 8→8 k3 p1", "MaxPool2d k2", "Conv2d 8→4 k3"])
  #expect(model.setup.strata.map(\.name) == ["0", "1", "2", "3"])
  try model.press("e e")
  #expect(model.notations == ["MaxPool2d k2", "Conv2d 3→4 k3"])
  try model.press("u u u u u u")
  #expect(model.notations == before)
  #expect(model.setup.layer == 0)
}

@Test(arguments: [
  ("nn.ReLU()", "e", "the only layer cannot be removed: o makes it another operator"),
  ("nn.ReLU()", "}", "there is one layer only"),
  ("nn.ReLU()", "]", "there is one layer only"),
  ("nn.ReLU()", "c", "the input has one channel only"),
  ("nn.ReLU()", "t", "no convolution of the stack has a kernel above 1: rates change nothing"),
  (
    "nn.MaxPool2d(3)", "r",
    "nn.MaxPool2d(kernel_size=3) has no taps to spread: choose a convolution with a kernel above 1"
  ),
  (
    "nn.Sequential(nn.ZeroPad2d(1), nn.MaxPool2d(35), nn.ReLU())", "e",
    "nn.MaxPool2d(kernel_size=35): kernel 35 spans 35 rows, but the padded input has 33: "
      + "add 1 to the padding or make the kernel smaller"
  ),
  (
    "nn.Sequential(nn.ZeroPad2d(1), nn.MaxPool2d(35))", "e",
    "nn.MaxPool2d(kernel_size=35): kernel 35 spans 35 rows, but the padded input has 33: "
      + "add 1 to the padding or make the kernel smaller"
  ),
  (three, "{", "layer 0 is the first one already"),
  (three, "[", "there is no layer -1: they are 0 to 2"),
  (three, "] ] }", "layer 2 is the last one already"),
])
func `what the stack cannot do is said in words`(layers: String, keys: String, words: String)
  throws
{
  var model = try model(layers)
  let before = model.notations
  try model.press(keys)
  #expect(model.status == Model.Status(text: words, isAlarm: true))
  #expect(model.notations == before)
}

@Test func `choosing a layer keeps the place, and undo does not bother with it`() throws {
  var model = try model(mixed, channels: 3, length: 20)
  try model.press("d z ] ]")
  #expect(model.setup.layer == 2)
  #expect(model.setup.position == Position(channel: 0, row: 3, column: 3))
  try model.press("u")
  #expect(model.notations[0] == "Conv2d 3→8 k3 p1")
}

@Test func `the field of the shown element is what its paths touch`() throws {
  var model = try model(mixed, channels: 3, length: 20)
  try model.press("] ] z t t Right Down")
  let survey = try #require(model.stack.survey)
  let readings = survey.report.lines.map(\.reading)
  let position = model.setup.position
  let paths = PathCounts(to: position.row, column: position.column, through: readings)
  #expect(survey.paths.rows == paths.rows)
  #expect(survey.paths.columns == paths.columns)
  let box = try #require(paths.box)
  #expect(survey.box.rows.clamped(to: 0..<20) == box.top..<box.bottom + 1)
  #expect(survey.box.columns.clamped(to: 0..<20) == box.left..<box.right + 1)
}

// 1 3 6 7 6 3 1 per axis, centre to corner 49 : 1, by exact enumeration.
@Test func `n counts the paths of three layers`() throws {
  var model = try model(three, length: 9, size: Size(columns: 100, rows: 24))
  try model.press("] ] z n")
  let text = model.frame().text
  #expect(text.contains("per axis 1 3 6 7 6 3 1"))
  #expect(text.contains("paths    729, 1–49 each"))
  #expect(
    text.contains("[ 7][21][42][49][42][21][ 7]") && text.contains("[ 1][ 3][ 6][ 7][ 6][ 3][ 1]"))
}

@Test func `gridding shows without colour which positions are touched`() throws {
  var model = try model(three, length: 60, size: Size(columns: 80, rows: 24))
  try model.press("] ] z t")
  let lines = model.frame().text.split(separator: "\n", omittingEmptySubsequences: false)
  let rows = lines.filter { $0.contains("▀·▀·▀·▀·▀·▀·▀") }
  #expect(rows.count == 7)
  #expect(model.frame().text.contains("49 of 169 touched"))
}

@Test func `a press chooses layers, elements and what sees a place`() throws {
  var model = try model(mixed, channels: 3, length: 20)
  func layout() throws -> StackLayout { StackLayout(model, try #require(model.stack.survey)) }
  let table = try layout().table
  _ = model.update(.pointer(Pointer(.press, column: 5, row: table.row + 3)))
  #expect(model.setup.layer == 2)
  _ = model.update(.pointer(Pointer(.wheelUp, column: 5, row: table.row)))
  #expect(model.setup.layer == 1)
  let maps = try #require(layout().maps)
  let tile = maps.pane(of: 3).rect
  _ = model.update(
    .pointer(
      Pointer(.press, column: tile.column + tile.columns - 1, row: tile.row + tile.rows - 1)))
  #expect(model.setup.position == Position(channel: 3, row: 8, column: 9))
}

@Test func `a hundred layers scroll, the chosen one in sight`() throws {
  let layers = (0..<100).map { _ in "nn.Conv2d(1, 1, 3, padding=1)" }
  var model = try model(layers.joined(separator: "\n"), length: 16)
  for layer in 0..<100 {
    #expect(model.setup.layer == layer)
    #expect(model.frame().text.contains("▸\(layer) "))
    try model.press("]")
  }
  #expect(model.frame().text.contains("201"))
  #expect(model.status.text == "there is no layer 100: they are 0 to 99")
}

@Test(arguments: [
  three, mixed.replacing("nn.Conv2d(3", with: "nn.Conv2d(1"),
  "nn.Sequential(nn.ConvTranspose2d(1, 2, 3, 2), nn.AdaptiveAvgPool2d(5), nn.ReLU())",
  "nn.Sequential(nn.AvgPool2d(2), nn.AdaptiveMaxPool2d(1), nn.ReflectionPad2d(0))",
])
func `any keys leave the stack whole`(_ layers: String) throws {
  var model = try model(layers, length: 9)
  var seed: UInt64 = 11
  let keys = Keymap.bindings(in: .stack).flatMap(\.keys).filter { $0 != "q" && $0 != "1" }
  for _ in 0..<(isThorough ? 250 : 125) {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let number = Int(seed >> 33)
    if number % 11 == 0 {
      _ = model.update(.resize(Size(columns: 40 + number % 170, rows: 14 + number / 170 % 60)))
    } else if number % 7 == 0 {
      _ = model.update(.pointer(Pointer(.press, column: number % 160, row: number / 160 % 50)))
    } else {
      _ = model.update(.key(keys[number % keys.count]))
    }
    if number % 5 == 0 { _ = model.update(.key("3")) }
    _ = model.frame()
    guard model.view == .stack else { continue }
    let survey = try #require(model.stack.survey)
    #expect(survey.layer == model.setup.layer)
    #expect(survey.report.lines.count == model.setup.strata.count)
    #expect(survey.line.reading.output == model.stage.output.shape)
    #expect(survey.element == Pair(model.setup.position.row, model.setup.position.column))
  }
}

@Test func `padding in a field's numbers is filled, not blank`() throws {
  var model = try model(
    "nn.Sequential(nn.Conv2d(1, 1, 3, padding=1), nn.Conv2d(1, 1, 3, padding=1))", length: 200,
    size: Size(columns: 80, rows: 24))
  try model.press("]")
  let text = model.frame().text
  // Five columns of tiles, the first two of them outside the input.
  #expect(text.contains("0 ░░░░░░["))
  #expect(text.count { $0 == "░" } == 2 * 15 + 3 * 6)
}
