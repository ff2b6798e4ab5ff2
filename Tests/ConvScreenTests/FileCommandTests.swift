import ConvCore
import Testing

@testable import ConvScreen

extension Export {
  fileprivate var array: NumericArray? {
    if case .array(let array, _) = self { array } else { nil }
  }
}

extension Effect {
  fileprivate var saved: (array: NumericArray?, path: String, isReplacing: Bool)? {
    guard case .save(let export, let path, let isReplacing) = self else { return nil }
    return (export.array, path, isReplacing)
  }
}

/// An array's name, and its shape.
struct SavedArray: CustomTestStringConvertible {
  let name: String
  let lengths: [Int]
  var testDescription: String { name }
}

@Test(arguments: [
  SavedArray(name: "input", lengths: [2, 7, 7]), SavedArray(name: "kernel", lengths: [4, 1, 3, 3]),
  SavedArray(name: "bias", lengths: [4]), SavedArray(name: "output", lengths: [4, 5, 5]),
])
func `save writes an array of the layer, in its own shape`(_ row: SavedArray) throws {
  var model = try Model.example("nn.Conv2d(2, 4, 3, groups=2)", channels: 2)
  let saved = model.run("save \(row.name) a b.npy")?.saved
  let effect = try #require(saved)
  #expect(effect.path == "a b.npy")
  #expect(!effect.isReplacing)
  let array = try #require(effect.array)
  #expect(array.lengths == row.lengths)
  let parameters = model.stage.trace.layer.parameters
  let expected = [
    "input": model.stage.trace.input.elements, "kernel": parameters.weight?.elements ?? [],
    "bias": parameters.bias ?? [], "output": model.stage.output.elements,
  ]
  #expect(array.elements == expected[row.name])
  let replacing = model.run("save! \(row.name) a.npy")?.saved?.isReplacing
  #expect(replacing == true)
}

@Test(arguments: [
  RefusedLine(
    line: "save", sentence: "save needs input, kernel, bias or output, and FILE.npy"),
  RefusedLine(
    line: "save output",
    sentence: "save takes input, kernel, bias or output, and FILE.npy, "
      + "not 'output'"),
  RefusedLine(
    line: "save all a.npy",
    sentence: "save takes input, kernel, bias or output, and FILE.npy, "
      + "not 'all a.npy'"),
  RefusedLine(
    line: "save output out.d/a.txt",
    sentence: "'out.d/a.txt' does not end in .npy: "
      + "write out.d/a.npy"),
  RefusedLine(line: "save output a", sentence: "'a' does not end in .npy: write a.npy"),
  RefusedLine(
    line: "save kernel a.npy", sentence: "nn.ReLU() has no weights to save", layers: "nn.ReLU()"),
  RefusedLine(
    line: "save bias a.npy",
    sentence: "nn.Conv2d(1, 1, kernel_size=3, bias=False) has no bias to save",
    layers: "nn.Conv2d(1, 1, 3, bias=False)"),
  RefusedLine(line: "state", sentence: "state needs FILE"),
  RefusedLine(line: "code a.txt", sentence: "'a.txt' does not end in .py: write a.py"),
  RefusedLine(
    line: "kernel! 3", sentence: "kernel_size writes no file: leave out the exclamation mark"),
])
func `a file command that cannot be is refused`(_ row: RefusedLine) throws {
  var model = try Model.example(row.layers)
  let effect = model.run(row.line)
  #expect(effect == nil)
  #expect(model.status == Model.Status(text: row.sentence, isAlarm: true))
}

@Test func `what was written is said`() throws {
  var model = try Model.example()
  model.type(":state a.state")
  let effect = model.update(.key(.enter))
  #expect(effect == .save(.state(model.saved), to: "a.state", isReplacing: false))
  _ = model.update(.done("all is in a.state"))
  #expect(model.status == Model.Status(text: "all is in a.state"))
  _ = model.update(.refused(Refusal("full")))
  #expect(!model.prompt.isOpen)
}

@Test func `code shows the PyTorch lines, and other keys do what they always do`() throws {
  var model = try Model.example("nn.Conv2d(1, 4, 3)")
  model.type(":code")
  try model.press(keys: "Enter")
  let code = PyTorchCode(model, file: "convscope.npz")
  let rows = model.body.rows
  #expect(code.lines.count > rows)
  func top() -> String { model.frame().text.split(separator: "\n")[3].description }
  #expect(top() == " " + code.lines[0])
  #expect(model.lastLines(2)[0].hasPrefix(" PyTorch, lines 1 to \(rows) of \(code.lines.count);"))
  try model.press(keys: "Down")
  #expect(top() == " " + code.lines[1])
  try model.press(keys: "End")
  #expect(model.frame().text.contains(code.lines[code.lines.count - 1]))
  #expect(model.code?.top == code.lines.count - rows)
  try model.press(keys: "PageUp PageUp PageUp Up")
  #expect(model.code?.top == 0)
  try model.press(keys: "Right")
  #expect(model.code == nil)
  #expect(model.setup.position.column == 1)
}

@Test func `code loads what is large from the file beside it`() throws {
  let model = try Model.example("nn.Conv2d(3, 5, 3)", channels: 3)
  let code = PyTorchCode(model, file: "lesson 1.npz")
  #expect(code.arrays.keys.sorted() == ["input", "weight"])
  #expect(
    code.lines.contains("arrays = numpy.load(Path(__file__).with_name(\"lesson 1.npz\"))"))
  #expect(code.lines.contains("x = torch.from_numpy(arrays[\"input\"])"))
}

@Test func `no name of an input or a file becomes a line of the program`() throws {
  var model = try Model.example("nn.Conv2d(3, 5, 3)", channels: 3)
  let input = model.setup.input
  _ = model.update(.loaded(name: "a\nimport os\r\nb\u{2028}c", input: input))
  let code = PyTorchCode(model, file: "a\"b\\c.npz")
  #expect(code.lines[0].hasPrefix("# a import os  b c: out[0, 0, 0] = "))
  #expect(
    code.lines.contains(#"arrays = numpy.load(Path(__file__).with_name("a\"b\\c.npz"))"#))
}
