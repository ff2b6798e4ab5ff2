import ConvCore
import Testing

@testable import ConvScreen

private let digit: [[Float]] = [
  [0, 0, 0, 0, 0, 0, 0],
  [0, 3, 3, 3, 3, 3, 0],
  [0, 0, 0, 0, 1, 3, 0],
  [0, 0, 0, 1, 3, 1, 0],
  [0, 0, 1, 3, 1, 0, 0],
  [0, 0, 3, 1, 0, 0, 0],
  [0, 0, 0, 0, 0, 0, 0],
]

private let sobel = KernelChoice(name: "sobel-x", rows: [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])

private func strata(_ layers: String) throws -> [Stratum] {
  try Notation.network(layers).layers.map {
    Stratum(name: $0.name, operation: $0.operation, weights: .kernel(sobel))
  }
}

private func model(
  _ layers: String, rows: [[Float]] = digit, size: Size = Size(columns: 80, rows: 24),
  comparisons: [ComparisonChoice] = []
) throws -> Model {
  let input = Tensor(
    shape: Shape(channels: 1, height: rows.count, width: rows[0].count),
    elements: rows.flatMap { $0 })
  return try Model(
    size: size,
    setup: Setup(inputName: "sample:digit", input: input, strata: try strata(layers)),
    options: Model.Options(samples: ["digit"], kernels: [sobel], comparisons: comparisons))
}

extension Model {
  fileprivate mutating func press(_ names: String) throws {
    for name in names.split(separator: " ") {
      _ = update(.key(try #require(Key(named: String(name)))))
    }
  }

  /// The view's rows, without header and footer.
  fileprivate func body(of frame: Frame) -> String {
    frame.text.split(separator: "\n", omittingEmptySubsequences: false)
      .dropFirst(body.row).prefix(body.rows).joined(separator: "\n")
  }

  /// The present operators of A and B.
  fileprivate var notations: [String] {
    [setup.strata, setup.alternative?.strata ?? []].map {
      $0.map { $0.operation.notation(short: true) }.joined(separator: " ")
    }
  }
}

/// PyTorch 2.15: conv2d with padding 1, and with padding 2 and dilation 2, agree at 9 of 49
/// positions, and differ most, by 9, at (1, 2).
@Test func `a convolution is compared with its dilated one from the start`() throws {
  var model = try model("nn.Conv2d(1, 1, 3, padding=1)")
  try model.press("4")
  #expect(
    model.notations == [
      "nn.Conv2d(1, 1, kernel_size=3, padding=1)",
      "nn.Conv2d(1, 1, kernel_size=3, padding=2, dilation=2)",
    ])
  try model.press("Down Right Right")
  #expect(
    model.body(of: model.frame()) == """
       input 7×7                 A dilation 1  7×7 B dilation 2  7×7 A − B
          0  1  2  3  4  5  6         ▼                 ▼                 ▼
       0  0 [0][0][0] 0  0  0     ▀▀▀▀▀▀▀▀▀▀▀▀▀▀    ▀▀▀▀▀▀▀▀▀▀▀▀▀▀    ▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       1 (0)[3][3)[3](3) 3  0    ▶▀▀▀▀▀▀▀▀▀▀▀▀▀▀   ▶▀▀▀▀▀▀▀▀▀▀▀▀▀▀   ▶▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       2  0 [0][0][0] 1  3  0     ▀▀▀▀▀▀▀▀▀▀▀▀▀▀    ▀▀▀▀▀▀▀▀▀▀▀▀▀▀    ▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       3 (0) 0 (0) 1 (3) 1  0     ▀▀▀▀▀▀▀▀▀▀▀▀▀▀    ▀▀▀▀▀▀▀▀▀▀▀▀▀▀    ▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       4  0  0  1  3  1  0  0     ▀▀▀▀▀▀▀▀▀▀▀▀▀▀    ▀▀▀▀▀▀▀▀▀▀▀▀▀▀    ▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       5  0  0  3  1  0  0  0     ▀▀▀▀▀▀▀▀▀▀▀▀▀▀    ▀▀▀▀▀▀▀▀▀▀▀▀▀▀    ▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       6  0  0  0  0  0  0  0     ▀▀▀▀▀▀▀▀▀▀▀▀▀▀    ▀▀▀▀▀▀▀▀▀▀▀▀▀▀    ▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       A out[0, 1, 2] = 0   sum + bias 0       B out[0, 1, 2] = 9   sum + bias 0
       row 0  0×−1 + 0×0  + 0×1  = 0           row −1  0×−1 + 0×0  + 0×1  = 0
       row 1  3×−2 + 3×0  + 3×2  = 0           row 1   0×−2 + 3×0  + 3×2  = 6
       row 2  0×−1 + 0×0  + 0×1  = 0           row 3   0×−1 + 0×0  + 3×1  = 3
       equal at 9 of 49 positions, max |Δ| 9 at (1, 2)
       here A 0   B 9   A − B = −9
         shape   parameters   MACs   field               layers
       A 1×7×7           10    441   3×3                 dilation 1, padding 1
       B 1×7×7           10    441   5×5, 9 of 25 read   dilation 2, padding 2
      """)
}

/// PyTorch 2.15: max_pool2d(x, 3, 2) − avg_pool2d(x, 3, 2) is never 0, and 2.5556 at (2, 0); the
/// window at (1, 2) holds 1 3 0 3 1 0 1 0 0, whose variance is 1.3333.
@Test func `a maximum is compared with the average of the same window`() throws {
  var model = try model("nn.MaxPool2d(3, 2)", size: Size(columns: 120, rows: 40))
  try model.press("4 Down Right Right")
  #expect(model.notations[1] == "nn.AvgPool2d(kernel_size=3, stride=2)")
  let text = model.frame().text
  #expect(text.contains("equal at 0 of 9 positions, max |Δ| 2.556 at (2, 0)"))
  #expect(
    text.contains(
      "here A 3   B 1   A − B = 2   variance 1.333   below the strongest 3: A 0, B 2"))
  #expect(text.contains("A out[0, 1, 2] = 3   the largest, 9 of 9 taps on data"))
  #expect(text.contains("B out[0, 1, 2] = 1   9 / 9, 9 of 9 taps on data"))
}

@Test func `B stays what A was when it is pinned, and changes places with it`() throws {
  var model = try model("nn.Conv2d(1, 1, 3)")
  try model.press("4 b")
  #expect(model.status.text == "B is now what A is: change A, and B stays")
  #expect(model.frame().text.contains("equal at 25 of 25 positions, max |Δ| 0"))
  try model.press("p")
  #expect(
    model.notations == [
      "nn.Conv2d(1, 1, kernel_size=3, padding=1)", "nn.Conv2d(1, 1, kernel_size=3)",
    ])
  // The border has no partner: zeros around the input change nothing else.
  #expect(
    model.frame().text.contains("equal at 25 of 25 positions where both respond, max |Δ| 0"))
  try model.press("e")
  #expect(model.notations[0] == "nn.Conv2d(1, 1, kernel_size=3)")
  #expect(model.notations[1] == "nn.Conv2d(1, 1, kernel_size=3, padding=1)")
  try model.press("u")
  #expect(model.status.text == "undo: A and B change places")
  try model.press("u u")
  #expect(
    model.status.text
      == "undo: B nn.Conv2d(1, 1, kernel_size=3) → "
      + "nn.Conv2d(1, 1, kernel_size=3, padding=1, dilation=2)")
  #expect(model.notations[0] == "nn.Conv2d(1, 1, kernel_size=3)")
  #expect(model.notations[1] == "nn.Conv2d(1, 1, kernel_size=3, padding=1, dilation=2)")
}

@Test func `the windows step in lockstep over the input`() throws {
  var model = try model("nn.Conv2d(1, 1, 3)")
  try model.press("4 b p Right")
  // A's (0, 1) looks at row 0, where no element of B has its middle.
  #expect(model.otherOpened == nil)
  #expect(model.frame().text.contains("no element of B has its field's middle where A's has"))
  try model.press("Down")
  #expect(model.otherOpened?.step.output == Position(channel: 0, row: 0, column: 0))
  // Swapping stays where one looks.
  try model.press("e")
  #expect(model.setup.position == Position(channel: 0, row: 0, column: 0))
  #expect(model.otherOpened?.step.output == Position(channel: 0, row: 1, column: 1))
}

@Test func `two stacks are written beside each other`() throws {
  var model = try model("nn.Conv2d(1, 1, 3)", size: Size(columns: 120, rows: 40))
  _ = model.run(
    "compare nn.AvgPool2d(3, 2, 1) | nn.AvgPool2d(3, 2, 1, count_include_pad=False)")
  _ = model.update(.tick)
  #expect(model.view == .compare)
  #expect(model.frame().text.contains("A include pad True"))
  #expect(model.frame().text.contains("B include pad False"))
  _ = model.run("compare nn.AvgPool2d(3")
  #expect(model.status.isAlarm)
  _ = model.run("compare dilated")
  #expect(model.status.text == "there are no named comparisons")
  _ = model.run("compare nn.ReLU() | nn.ReLU() | nn.ReLU()")
  #expect(
    model.status.text == "compare takes two stacks, but here are 3: write A | B")
  _ = model.run("compare nn.ReLU() | nn.Conv2d(1, 1, 9)")
  #expect(
    model.status.text
      == "kernel 9 spans 9 rows, but the padded input has 7: "
      + "add 1 to the padding or make the kernel smaller")
}

/// PyTorch 2.15 on 1 … 16: padding counted gives 1.5556 3.3333 6.3333 11, not counted 3.5 5 9.5 11.
@Test func `what padding counts is the difference of the averages`() throws {
  let rows: [[Float]] = (0..<4).map { row in (1...4).map { Float(row * 4 + $0) } }
  var model = try model("nn.ReLU()", rows: rows, size: Size(columns: 120, rows: 40))
  _ = model.run(
    "compare nn.AvgPool2d(3, 2, 1) | nn.AvgPool2d(3, 2, 1, count_include_pad=False)")
  _ = model.update(.tick)
  let differences = try #require(model.contrast?.comparison.differences.elements)
  for (difference, expected) in zip(differences, [-1.9444, -1.6667, -3.1667, 0] as [Float]) {
    #expect(abs(difference - expected) < 1e-4)
  }
  #expect(model.frame().text.contains("equal at 1 of 4 positions, max |Δ| 3.167 at (1, 0)"))
}

@Test func `an input that B cannot have is said in B's place`() throws {
  var model = try model("nn.Conv2d(1, 1, 3)")
  _ = model.run("compare nn.ReLU() | nn.Conv2d(1, 1, 7)")
  let small = Tensor(shape: Shape(channels: 1, height: 5, width: 5), repeating: 1)
  _ = model.update(.loaded(name: "sample:small", input: small))
  let text = model.frame().text
  #expect(text.contains("B cannot be applied to this input:"))
  #expect(text.contains("kernel 7 spans 7 rows, but the padded input has 5"))
  try model.press("Right Down . b")
  #expect(model.frame().text.contains("equal at 25 of 25 positions, max |Δ| 0"))
}

@Test func `a named comparison waits for its sample, and undo brings the one before back`() throws {
  let pools = ComparisonChoice(
    name: "pools", summary: "two pools", sample: "digit", first: try strata("nn.MaxPool2d(2)"),
    second: try strata("nn.AvgPool2d(2)"))
  let steps = ComparisonChoice(
    name: "strides", summary: "two strides", sample: "ramp", first: try strata("nn.Identity()"),
    second: try strata("nn.MaxPool2d(1, stride=2)"))
  var model = try model("nn.Conv2d(1, 1, 3)", comparisons: [pools, steps])
  try model.press("4 n")
  #expect(model.status.text == "pools: two pools")
  #expect(model.notations[0] == "nn.MaxPool2d(kernel_size=2)")
  #expect(model.update(.key("n")) == .load(Source(name: "sample:ramp")))
  #expect(model.notations[0] == "nn.MaxPool2d(kernel_size=2)")
  let ramp = Tensor(shape: Shape(channels: 1, height: 1, width: 8), repeating: 2)
  _ = model.update(.loaded(name: "sample:ramp", input: ramp))
  #expect(model.notations == ["nn.Identity()", "nn.MaxPool2d(kernel_size=1, stride=2)"])
  #expect(model.setup.inputName == "sample:ramp")
  #expect(
    model.frame().text.contains("equal at 4 of 4 positions where both respond, max |Δ| 0"))
  try model.press("u")
  #expect(model.notations == ["nn.MaxPool2d(kernel_size=2)", "nn.AvgPool2d(kernel_size=2)"])
  #expect(model.setup.inputName == "sample:digit")
  #expect(model.update(.key("n")) == .load(Source(name: "sample:ramp")))
}

@Test func `a sum with too many terms is opened by rows, or by channels`() throws {
  let input = Tensor(
    shape: Shape(channels: 2, height: 6, width: 6), elements: (0..<72).map { Float($0) })
  let stratum = Stratum(
    name: "", operation: try Notation.network("nn.Conv2d(2, 1, 5)").layers[0].operation,
    weights: .integers)
  var model = try Model(
    size: Size(columns: 80, rows: 24),
    setup: Setup(inputName: "test", input: input, strata: [stratum]),
    options: Model.Options(samples: [], kernels: []))
  try model.press("4 b")
  let sums = model.step.channelSums
  let text = model.body(of: model.frame())
  let width = sums.map { NumberFormat.short($0.sum).width }.max() ?? 0
  for sum in sums {
    let value = NumberFormat.short(sum.sum).right(width)
    #expect(text.contains("channel \(sum.channel)  25 terms = \(value)"))
  }
}

/// The digit's rows 0 … 2 under Sobel's: 0, 3 · 2 and 0.
@Test func `a sum that has one line shows what its rows add up to`() throws {
  var model = try model("nn.Conv2d(1, 1, 3)", size: Size(columns: 80, rows: 20))
  try model.press("4 b")
  #expect(model.body(of: model.frame()).contains("by rows  0 + 6 + 0"))
}

@Test func `what is to be predicted is hidden on both sides until it is revealed`() throws {
  var model = try model("nn.MaxPool2d(3, 2)", size: Size(columns: 120, rows: 40))
  try model.press("4 V Down Right Right")
  let hidden = model.body(of: model.frame())
  #expect(hidden.contains("A out[0, 1, 2] = ?"))
  #expect(hidden.contains("B out[0, 1, 2] = ?"))
  #expect(hidden.contains("here A ?   B ?   A − B = ?"))
  #expect(!hidden.contains("3.00]"))
  try model.press("Enter")
  #expect(model.body(of: model.frame()).contains("here A 3   B 1   A − B = 2"))
}

@Test(arguments: [
  "nn.Conv2d(1, 2, 3, padding=1)", "nn.ConvTranspose2d(1, 1, 3, stride=2)", "nn.MaxPool2d(2)",
  "nn.AvgPool2d(3, 2, 1, ceil_mode=True)", "nn.AdaptiveAvgPool2d(3)", "nn.ReflectionPad2d(2)",
  "nn.Sequential(nn.Conv2d(1, 2, 3), nn.MaxPool2d(2))",
])
func `any keys in the Compare view leave the model whole`(_ layers: String) throws {
  let pools = ComparisonChoice(
    name: "pools", summary: "two pools", sample: "digit", first: try strata("nn.MaxPool2d(2)"),
    second: try strata("nn.AvgPool2d(2)"))
  var model = try model(layers, comparisons: [pools])
  try model.press("4")
  var seed: UInt64 = 11
  let keys = Keymap.bindings(in: .compare).flatMap(\.keys).filter { $0 != "1" }
  for _ in 0..<150 {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let number = Int(seed >> 33)
    if number % 13 == 0 {
      _ = model.update(.resize(Size(columns: 1 + number % 170, rows: 1 + number / 170 % 60)))
    } else if number % 7 == 0 {
      _ = model.update(.pointer(Pointer(.press, column: number % 160, row: number / 160 % 50)))
    } else {
      _ = model.update(.key(keys[number % keys.count]))
    }
    #expect(model.frame().size == model.size)
    if let contrast = model.contrast, let partner = contrast.partner(of: model.setup.position) {
      #expect(contrast.element(of: partner) == model.setup.position)
    }
  }
}

@Test func `what B's layers have given is not computed again while A changes`() throws {
  var model = try model("nn.Sequential(nn.Conv2d(1, 1, 3), nn.MaxPool2d(2))")
  try model.press("] 4 b")
  let input = try #require(model.contrast).stage.trace.input
  try model.press("[ k ]")
  let again = try #require(model.contrast).stage.trace.input
  let places = [input, again].map { $0.elements.withUnsafeBufferPointer { $0.baseAddress } }
  #expect(unsafe places[0] == places[1])
}

@Test(arguments: [
  ("nn.Conv2d(1, 1, 3)", "", "A out[0, 0, 0] = 17   sum + bias "),
  ("nn.ReLU()", "", "   max(input, 0)  "),
  ("nn.ReflectionPad2d(1)", "", "   copied  "),
  ("nn.ConvTranspose2d(1, 1, 2, stride=3)", "Right Right", "   no tap here  "),
])
func `a side's sum says how it makes the value, at 80 columns too`(
  _ layers: String, _ keys: String, _ words: String
) throws {
  var model = try Model.example(layers)
  try model.press(keys: "4 \(keys)")
  #expect(model.frame().text.contains(words))
}

@Test func `channels without a line each are told one after another, and add up`() throws {
  let model = try Model.example("nn.Conv2d(3, 3, 3)", channels: 3)
  let parts = SumParts(model.step, language: .english, hidesResults: false)
  #expect(parts.lines(rows: 3, columns: 38)?.count == 3)
  let line = try #require(parts.lines(rows: 1, columns: 38)?.first)
  let sums = model.step.channelSums.map { NumberFormat.short($0.sum) }
  #expect(line.spans.map(\.text).joined() == "by channels  \(NumberFormat.joined(sums))")
  // Where they do not fit, the first of the lines.
  #expect(parts.lines(rows: 1, columns: 15)?.count == 3)
}
