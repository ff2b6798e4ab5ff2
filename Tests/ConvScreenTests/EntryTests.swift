import ConvCore
import Testing

@testable import ConvScreen

/// The status line and the keys under it.
extension Model {
  fileprivate var said: String { lastLines(2)[0] }
}

@Test func `a number typed at an input element changes it and what reads it`() throws {
  var model = try Model.example("nn.Conv2d(1, 1, 3, bias=False)")
  let before = model.step.value
  try model.press(keys: "BTab BTab Right")
  model.type("-1.5e")
  try model.press(keys: "BSpace")
  #expect(
    model.lastLines(2) == [
      " input[0, 0, 1] = -1.5", " Enter set  ↑↓ set and go on  Esc leave it 1",
    ])
  #expect(model.setup.input[0, 0, 0, 1] == 1)
  try model.press(keys: "Enter")
  #expect(model.said == " input[0, 0, 1] 1 → −1.5")
  #expect(model.setup.input[0, 0, 0, 1] == -1.5)
  let weight = try #require(model.step.taps[1].weight)
  #expect(model.step.value == before - 2.5 * weight)
  #expect(model.stage.output[0, 0, 0, 0] == model.step.value)
  #expect(model.setup.inputName == "ramp, edited")
  #expect(model.marked == Pair(0, 1))
  // After undo the same place stays marked, and another number may follow.
  try model.press(keys: "u")
  #expect(model.setup.input[0, 0, 0, 1] == 1)
  #expect(model.marked == Pair(0, 1))
  #expect(model.setup.inputName == "ramp")
}

@Test func `a number being typed shows in its cell, whatever the cell's size`() throws {
  for size in [
    Size(columns: 60, rows: 20), Size(columns: 80, rows: 24), Size(columns: 160, rows: 60),
  ] {
    var model = try Model.example(size: size)
    try model.press(keys: "BTab BTab Right")
    model.type("-1")
    #expect(model.frame().text.contains("‹−1_"), "\(size)")
    model.type("2.5")
    #expect(model.frame().text.contains("….5_"), "\(size)")
  }
  var model = try Model.example()
  try model.press(keys: "BTab Right")
  model.type("7")
  #expect(model.frame().text.contains("‹ 7_"))
  try model.press(keys: "Left")
  #expect(model.frame().text.contains("‹ _7"))
  try model.press(keys: "Esc")
  #expect(!model.frame().text.contains("_7"))
}

@Test func `the cursor in the input shows on the window too`() throws {
  var model = try Model.example()
  try model.press(keys: "BTab BTab Right")
  #expect(model.frame().text.contains("[ 0]‹ 1›[ 2]"))
}

@Test func `a number typed at a weight changes that weight alone`() throws {
  var model = try Model.example("nn.Conv2d(2, 2, 3, groups=2)", channels: 2)
  let before = try #require(model.stage.trace.layer.parameters.weight)
  try model.press(keys: "PageDown BTab Down Right")
  model.type("7")
  #expect(model.said == " weight[1, 0, 1, 1] = 7")
  try model.press(keys: "Enter")
  var expected = before
  expected[1, 0, 1, 1] = 7
  #expect(model.stage.trace.layer.parameters.weight == expected)
  #expect(model.stratum.weights.name(for: model.stratum.operation) == "given")
  try model.press(keys: "u")
  #expect(model.stage.trace.layer.parameters.weight == before)
}

@Test func `the arrows set the number and go on`() throws {
  var model = try Model.example()
  try model.press(keys: "BTab")
  model.type("4")
  try model.press(keys: "Down")
  model.type("5")
  try model.press(keys: "Enter")
  let weight = try #require(model.stage.trace.layer.parameters.weight)
  #expect(weight[0, 0, 0, 0] == 4)
  #expect(weight[0, 0, 1, 0] == 5)
  #expect(model.markedKernel == Pair(1, 0))
}

@Test func `a mark that a smaller kernel leaves out goes to the first place`() throws {
  var model = try Model.example()
  try model.press(keys: "BTab End K")
  #expect(model.markedKernel == Pair(0))
  try model.press(keys: "9 Enter")
  #expect(model.stage.trace.layer.parameters.weight?[0, 0, 0, 0] == 9)
}

@Test func `b types the bias of the map`() throws {
  var model = try Model.example("nn.Conv2d(1, 2, 3)")
  try model.press(keys: "PageDown b")
  model.type("0.25")
  try model.press(keys: "Enter")
  #expect(model.stage.trace.layer.parameters.bias?[1] == 0.25)
  #expect(model.step.reduction == .sum(bias: 0.25))
}

@Test func `Esc, Ctrl-C and an empty Backspace give the number up`() throws {
  for keys in ["Esc", "C-c", "BSpace BSpace"] {
    var model = try Model.example()
    try model.press(keys: "BTab 3 \(keys)")
    #expect(model.entry == nil)
    #expect(model.focus == .kernel)
    try model.press(keys: "u")
    #expect(model.status.text == "nothing to undo")
  }
}

@Test func `digits show views where no cell is marked`() throws {
  var model = try Model.example()
  try model.press(keys: "1")
  #expect(model.entry == nil)
  try model.press(keys: "Tab 1")
  #expect(model.entry == nil)
}

/// Keys, and the sentence under the number.
struct RefusedEntry: CustomTestStringConvertible {
  let keys: String
  let sentence: String
  var testDescription: String { keys }
}

@Test(arguments: [
  RefusedEntry(
    keys: "BTab - Enter", sentence: "'-' is no number: write one such as -2, 0.5 or 1e-3"),
  RefusedEntry(
    keys: "BTab 1 e 4 0 Enter", sentence: "1e40 is beyond Float32: numbers end at 3.4e38"),
  RefusedEntry(
    keys: "BTab 1 / 3 Enter", sentence: "'1/3' is no number: write one such as -2, 0.5 or 1e-3"),
  RefusedEntry(
    keys: "BTab 0 x 1 F Enter", sentence: "'0x1F' is no number: write one such as -2, 0.5 or 1e-3"),
  RefusedEntry(
    keys: "BTab - i n f Enter", sentence: "'-inf' is no number: write one such as -2, 0.5 or 1e-3"),
  RefusedEntry(
    keys: "BTab 1 PageUp",
    sentence: "PgUp does nothing here: Enter sets the number, Esc gives it up"),
])
func `what is no number is refused and stays to be mended`(_ row: RefusedEntry) throws {
  var model = try Model.example()
  try model.press(keys: row.keys)
  #expect(model.lastLines(1) == ["  \(row.sentence)"])
  try model.press(keys: "Esc")
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3)")
}

/// Keys at some layers, and the sentence in the status line.
struct RefusedPlace: CustomTestStringConvertible {
  let layers: String
  let keys: String
  let sentence: String
  var testDescription: String { sentence }
}

@Test(arguments: [
  RefusedPlace(
    layers: "nn.MaxPool2d(2)", keys: "BTab 1",
    sentence: "nn.MaxPool2d(kernel_size=2) has no weights to change: "
      + "o finds an operator that has"),
  RefusedPlace(
    layers: "nn.Conv2d(1, 1, 3, bias=False)", keys: "b",
    sentence: "nn.Conv2d(1, 1, kernel_size=3, bias=False) has no bias to change"),
  RefusedPlace(
    layers: "nn.Sequential(nn.ReLU(), nn.MaxPool2d(2))", keys: "] BTab BTab 1",
    sentence: "the input of layer 1 is computed: [ steps back to layer 0's input"),
])
func `what cannot be typed over is refused`(_ row: RefusedPlace) throws {
  var model = try Model.example(row.layers)
  try model.press(keys: row.keys)
  #expect(model.entry == nil)
  #expect(model.status == Model.Status(text: row.sentence, isAlarm: true))
}

@Test func `a number is pasted, other text is not`() throws {
  var model = try Model.example()
  try model.press(keys: "b")
  _ = model.update(.paste("1.5\n"))
  #expect(model.entry?.line.text == "1.5")
  _ = model.update(.paste("quit"))
  #expect(model.entry?.line.text == "1.5")
  #expect(model.entry?.complaint == "'quit' is no number")
}

@Test func `a digit at a chosen setting opens the command line with both`() throws {
  var model = try Model.example()
  try model.press(keys: "Tab")
  #expect(model.lastLines(1)[0].contains("0–9 type a value"))
  while model.chosenSetting != 2 { try model.press(keys: "Right") }
  model.type("5")
  #expect(model.view == .window)
  #expect(model.lastLines(2) == [" :kernel_size 5", " kernel_size 5 or (5, 3)   now 3"])
  try model.press(keys: "Enter")
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=5)")
  #expect(model.focus == .settings)
  model.type("2")
  try model.press(keys: "Esc")
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=5)")
  #expect(model.view == .window)
}

@Test func `every key that the help names begins a value at a setting`() throws {
  let keys = Guide.typing.term.split(separator: " ").flatMap { term in
    term == "0–9" ? (0...9).map { Character("\($0)") } : Array(term)
  }
  for key in keys {
    var model = try Model.example()
    try model.press(keys: "Tab")
    model.type("\(key)")
    #expect(model.prompt.line.text == "in_channels \(key)")
  }
}

@Test func `negative padding is typed at its setting`() throws {
  var model = try Model.example("nn.ZeroPad2d(1)")
  try model.press(keys: "Tab - 2 Enter")
  #expect(model.notation == "nn.ZeroPad2d(-2)")
  // Where no number is expected the key means what it always does.
  let speed = model.speed
  try model.press(keys: "Esc -")
  #expect(!model.prompt.isOpen)
  #expect(model.speed == speed - 1)
}
