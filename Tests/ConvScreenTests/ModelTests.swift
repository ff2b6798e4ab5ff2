import ConvCore
import Testing

@testable import ConvScreen

/// A model on rows of small numbers.
private func model(
  _ layers: String, rows: [[Float]], size: Size = Size(columns: 80, rows: 24)
) throws -> Model {
  let network = try Notation.network(layers)
  let input = Tensor(
    shape: Shape(channels: 1, height: rows.count, width: rows[0].count),
    elements: rows.flatMap { $0 })
  return try Model(
    size: size,
    setup: Setup(
      inputName: "test", input: input,
      strata: network.layers.map {
        Stratum(name: $0.name, operation: $0.operation, weights: .integers)
      }),
    options: Model.Options(samples: ["digit"], kernels: []))
}

private let ramp: [[Float]] = (0..<7).map { row in (0..<7).map { Float(row * 7 + $0) } }

extension Model {
  fileprivate mutating func press(_ names: String) throws {
    for name in names.split(separator: " ") {
      _ = update(.key(try #require(Key(named: String(name)))))
    }
  }
}

@Test func `stepping goes through the output row by row and stays in it`() throws {
  var model = try model("nn.MaxPool2d(3, 2)", rows: ramp)
  try model.press("Right Right Right")
  #expect(model.setup.position == Position(channel: 0, row: 1, column: 0))
  try model.press("Up Left Home Left")
  #expect(model.setup.position == Position(channel: 0, row: 0, column: 0))
  try model.press("End Right")
  #expect(model.setup.position == Position(channel: 0, row: 2, column: 2))
}

@Test func `a change says what it did, and undo brings settings and place back`() throws {
  var model = try model("nn.Conv2d(1, 1, 3)", rows: ramp)
  try model.press("Right Right d")
  #expect(
    model.status.text
      == "dilation 1 → 2: output 1×5×5 → 1×3×3, field 3 → 5, MACs 225 → 81")
  try model.press("Down u")
  #expect(model.stratum.operation.notation(short: true) == "nn.Conv2d(1, 1, kernel_size=3)")
  #expect(model.setup.position == Position(channel: 0, row: 0, column: 2))
}

@Test func `an impossible setting is refused in words and changes nothing`() throws {
  var model = try model("nn.Conv2d(1, 1, 5)", rows: ramp)
  try model.press("d")
  #expect(model.status.isAlarm)
  #expect(
    model.status.text
      == "kernel 5 with dilation 2 spans 9 rows, but the padded input has 7: "
      + "add 1 to the padding or make the kernel smaller")
  #expect(model.stratum.operation.notation(short: true) == "nn.Conv2d(1, 1, kernel_size=5)")
}

@Test(arguments: [60, 80, 120])
func `a refusal is shown whole at any width`(_ columns: Int) throws {
  var model = try model(
    "nn.Conv2d(1, 1, 5)", rows: ramp, size: Size(columns: columns, rows: 24))
  try model.press("d")
  let words = model.frame().text.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
  #expect(words.contains(model.status.text))
}

@Test func `fewer maps than the groups divide are refused`() throws {
  var model = try model(
    "nn.Sequential(nn.Conv2d(1, 2, 1), nn.Conv2d(2, 2, 1, groups=2))", rows: ramp)
  try model.press("] M")
  #expect(model.status.text == "groups 2 does not divide out_channels 1: use 1")
}

@Test func `the sum grows tap by tap`() throws {
  var model = try model("nn.AvgPool2d(2)", rows: ramp)
  try model.press(". . .")
  #expect(model.tap == 2)
  #expect(model.step.value(after: 3) == 2)
  try model.press(", , ,")
  #expect(model.tap == nil)
}

@Test(arguments: [
  "nn.Conv2d(1, 2, 3, padding=1)", "nn.ConvTranspose2d(1, 1, 3, stride=2)", "nn.MaxPool2d(2)",
  "nn.AvgPool2d(3, 2, 1, ceil_mode=True)", "nn.LPPool2d(2, 2)", "nn.AdaptiveAvgPool2d(3)",
  "nn.AdaptiveMaxPool2d((3, None))", "nn.ReflectionPad2d(2)", "nn.ReLU()",
  "nn.Conv2d(1, 1, 3, padding=2, padding_mode='circular')",
  "nn.Sequential(nn.Conv2d(1, 2, 3), nn.MaxPool2d(2))",
])
func `any keys at any size leave the model whole`(_ layers: String) throws {
  var model = try model(layers, rows: ramp)
  var seed: UInt64 = 7
  let keys = Keymap.bindings.flatMap(\.keys)
  for _ in 0..<(isThorough ? 400 : 200) {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let number = Int(seed >> 33)
    if number % 13 == 0 {
      _ = model.update(.resize(Size(columns: 1 + number % 170, rows: 1 + number / 170 % 60)))
    } else if number % 7 == 0 {
      _ = model.update(
        .pointer(Pointer(.press, column: number % 160, row: number / 160 % 50)))
    } else {
      _ = model.update(.key(keys[number % keys.count]))
    }
    let frame = model.frame()
    #expect(frame.size == model.size)
    #expect(model.stage.trace.indices.contains(model.stage.trace.index(of: model.setup.position)))
  }
}

@Test func `the current cell shows what the step computes`() throws {
  let model = try model("nn.Conv2d(1, 1, 3, bias=False)", rows: ramp)
  let value = NumberFormat.exact(model.step.value)
  #expect(model.frame().text.contains("out[0, 0, 0] = Σ input × weight = \(value)"))
  #expect(model.stage.output[0, 0, 0, 0] == model.step.value)
}

@Test func `every key of the help works`() {
  for view in View.allCases {
    for binding in Keymap.bindings(in: view) {
      for key in binding.keys { #expect(Keymap.command(for: key, in: view) == binding.command) }
    }
  }
}

@Test func `a row of taps is walked at once, channel by channel`() throws {
  var model = try Model.example("nn.Conv2d(2, 1, (2, 3))", channels: 2)
  var taps: [Int?] = []
  for key in ["}", "}", "}", "}", "}", ",", "}", "{", "{", ".", "{", "{", "{"] {
    try model.press(keys: key)
    taps.append(model.tap)
  }
  #expect(taps == [2, 5, 8, 11, 11, 10, 11, 8, 5, 6, 5, 2, nil])
  try model.press(keys: "{ . }")
  #expect(model.tap == 11)
  #expect(model.status.text == "all 12 taps are read: → goes to the next element")
}
