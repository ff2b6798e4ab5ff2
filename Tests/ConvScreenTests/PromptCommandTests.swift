import ConvCore
import Testing

@testable import ConvScreen

/// A line, and the layer that is there afterwards.
struct SettingLine: CustomTestStringConvertible {
  let line: String
  let notation: String
  var layers = "nn.Conv2d(1, 1, 3)"
  var testDescription: String { line }
}

@Test(arguments: [
  SettingLine(line: "kernel 5x3", notation: "nn.Conv2d(1, 1, kernel_size=(5, 3))"),
  SettingLine(line: "kernel_size (5, 3)", notation: "nn.Conv2d(1, 1, kernel_size=(5, 3))"),
  SettingLine(line: "kernel_size=5", notation: "nn.Conv2d(1, 1, kernel_size=5)"),
  SettingLine(line: "kernel 5, 3", notation: "nn.Conv2d(1, 1, kernel_size=(5, 3))"),
  SettingLine(line: "  :kernel   2 ", notation: "nn.Conv2d(1, 1, kernel_size=2)"),
  SettingLine(line: "k 2", notation: "nn.Conv2d(1, 1, kernel_size=2)"),
  SettingLine(line: "stride 2", notation: "nn.Conv2d(1, 1, kernel_size=3, stride=2)"),
  SettingLine(line: "padding same", notation: "nn.Conv2d(1, 1, kernel_size=3, padding='same')"),
  SettingLine(line: "padding 'same'", notation: "nn.Conv2d(1, 1, kernel_size=3, padding='same')"),
  SettingLine(
    line: "padding ((0,1),(0,1))",
    notation: "nn.Conv2d(1, 1, kernel_size=3, padding=((0, 1), (0, 1)))"),
  SettingLine(line: "dilation 2", notation: "nn.Conv2d(1, 1, kernel_size=3, dilation=2)"),
  SettingLine(line: "bias off", notation: "nn.Conv2d(1, 1, kernel_size=3, bias=False)"),
  SettingLine(line: "bias False", notation: "nn.Conv2d(1, 1, kernel_size=3, bias=False)"),
  SettingLine(line: "maps 4", notation: "nn.Conv2d(1, 4, kernel_size=3)"),
  SettingLine(line: "out 4", notation: "nn.Conv2d(1, 4, kernel_size=3)"),
  SettingLine(
    line: "mode reflect", notation: "nn.Conv2d(1, 1, kernel_size=3, padding_mode='reflect')"),
  SettingLine(
    line: "ceil_mode True", notation: "nn.MaxPool2d(kernel_size=2, ceil_mode=True)",
    layers: "nn.MaxPool2d(2)"),
  SettingLine(
    line: "ceil on", notation: "nn.MaxPool2d(kernel_size=2, ceil_mode=True)",
    layers: "nn.MaxPool2d(2)"),
  SettingLine(
    line: "stride None", notation: "nn.MaxPool2d(kernel_size=2)",
    layers: "nn.MaxPool2d(2, stride=3)"),
  SettingLine(
    line: "include_pad off",
    notation: "nn.AvgPool2d(kernel_size=2, count_include_pad=False)",
    layers: "nn.AvgPool2d(2)"),
  SettingLine(
    line: "size 3, 2", notation: "nn.AdaptiveAvgPool2d((3, 2))",
    layers: "nn.AdaptiveAvgPool2d(1)"),
  SettingLine(
    line: "size (3, None)", notation: "nn.AdaptiveAvgPool2d((3, None))",
    layers: "nn.AdaptiveAvgPool2d(1)"),
  SettingLine(
    line: "norm 1.5", notation: "nn.LPPool2d(1.5, kernel_size=2)",
    layers: "nn.LPPool2d(2, 2)"),
  SettingLine(line: "layer nn.MaxPool2d(2)", notation: "nn.MaxPool2d(kernel_size=2)"),
  SettingLine(
    line: "nn.Conv2d(1, 8, 3, stride=2, padding=1)",
    notation: "nn.Conv2d(1, 8, kernel_size=3, stride=2, padding=1)"),
  SettingLine(line: "MaxPool2d(2)", notation: "nn.MaxPool2d(kernel_size=2)"),
  SettingLine(
    line: "self.pool = torch.nn.MaxPool2d(2, 2)",
    notation: "nn.MaxPool2d(kernel_size=2, stride=2)"),
  SettingLine(line: "nn.MaxPool2d(2) # halves, at last", notation: "nn.MaxPool2d(kernel_size=2)"),
  SettingLine(line: "(0): MaxPool2d(2)", notation: "nn.MaxPool2d(kernel_size=2)"),
])
func `a line of the command line sets what it says`(_ row: SettingLine) throws {
  var model = try Model.example(row.layers)
  let effect = model.run(row.line)
  #expect(effect == nil)
  #expect(model.notation == row.notation)
  #expect(!model.status.isAlarm, "\(model.status.text)")
  model.undo()
  #expect(model.notation == (try Model.example(row.layers)).notation)
}

@Test func `layers take the place of all, one layer of the present one`() throws {
  var model = try Model.example()
  _ = model.run("layers nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.MaxPool2d(2))")
  #expect(model.status.text == "3 layers: ] steps into the next, [ into the one before")
  #expect(model.setup.strata.map(\.name) == ["0", "1", "2"])
  try model.press(keys: "]")
  _ = model.run("nn.AvgPool2d(2)")
  #expect(
    model.setup.strata.map { type(of: $0.operation).name } == ["Conv2d", "AvgPool2d", "MaxPool2d"])
  _ = model.run("nn.Conv2d(1, 4, 3) nn.ReLU()")
  #expect(model.setup.strata.map { type(of: $0.operation).name } == ["Conv2d", "ReLU"])
  _ = model.run(">>> nn.Sequential(nn.Conv2d(1, 4, 3), nn.Identity()),")
  #expect(model.setup.strata.map { type(of: $0.operation).name } == ["Conv2d", "Identity"])
}

/// A line, and the sentence that refuses it.
struct RefusedLine: CustomTestStringConvertible {
  let line: String
  let sentence: String
  var layers = "nn.Conv2d(1, 1, 3)"
  var testDescription: String { line }
}

@Test(arguments: [
  RefusedLine(line: "kernle 3", sentence: "'kernle' is no command: did you mean kernel?"),
  RefusedLine(
    line: "xyzzy", sentence: "'xyzzy' is no command: Tab shows all, ? explains them"),
  RefusedLine(
    line: "nn.BatchNorm2d(3)",
    sentence: "nn.BatchNorm2d is not an operator of convscope: it has Conv2d, MaxPool2d, "
      + "AvgPool2d, LPPool2d, AdaptiveAvgPool2d, AdaptiveMaxPool2d, ConvTranspose2d, ZeroPad2d, "
      + "ConstantPad2d, ReflectionPad2d, ReplicationPad2d, CircularPad2d, ReLU, Identity"),
  RefusedLine(
    line: "s 2", sentence: "'s' may be speed, save, state or stride: write more of it"),
  RefusedLine(line: "kernel", sentence: "kernel_size needs 5 or (5, 3)"),
  RefusedLine(line: "kernel (5", sentence: "kernel_size takes 5 or (5, 3), not '(5'"),
  RefusedLine(
    line: "kernel 0", sentence: "kernel_size 0 is below 1: use 1 or more"),
  RefusedLine(
    line: "kernel 1, 2, 3",
    sentence: "kernel_size (1, 2, 3) has 3 numbers: give one, or (rows, columns)"),
  RefusedLine(
    line: "kernel big", sentence: "kernel_size big is not a whole number: write 5 or (5, 3)"),
  RefusedLine(
    line: "kernel 2.5", sentence: "kernel_size 2.5 is not a whole number: write 5 or (5, 3)"),
  RefusedLine(
    line: "stride (1, 'big')",
    sentence: "stride 'big' is not a whole number: write 5 or (5, 3)"),
  RefusedLine(
    line: "stride True", sentence: "stride True is not a whole number: write 5 or (5, 3), or None",
    layers: "nn.MaxPool2d(2)"),
  RefusedLine(
    line: "padding 0.5",
    sentence: "padding 0.5 is not a whole number: write 1, (1, 2), ((0, 1), (0, 1)) or same"),
  RefusedLine(
    line: "kernel 9",
    sentence: "kernel 9 spans 9 rows, but the padded input has 7: "
      + "add 1 to the padding or make the kernel smaller"),
  RefusedLine(
    line: "padding smae",
    sentence: "padding 'smae' is not 'valid', 'same', 'same_upper' or 'same_lower'"),
  RefusedLine(line: "bias 2", sentence: "bias 2 is neither True nor False"),
  RefusedLine(
    line: "ceil_mode True",
    sentence: "nn.Conv2d(1, 1, kernel_size=3) has no ceil_mode, unlike nn.MaxPool2d: it has "
      + "in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias or "
      + "padding_mode"),
  RefusedLine(line: "nn.MaxPool2d(2", sentence: "the layers end where ',' or ')' should stand"),
  RefusedLine(line: "layer", sentence: "layer needs a call such as nn.MaxPool2d(2)"),
  RefusedLine(
    line: "layer nn.Sequential(nn.ReLU(), nn.ReLU())",
    sentence: "layer takes one call, but here are 2: use layers"),
  RefusedLine(
    line: "layer pool",
    sentence: "'pool' is not a layer: write one as nn.Conv2d(3, 64, kernel_size=3)"),
  RefusedLine(
    line: "layers nn.Sequential(nn.Conv2d(1, 2, 3), nn.Conv2d(3, 2, 3))",
    sentence: "layer 1: nn.Conv2d takes 3 input channels, but its input is 2×5×5: "
      + "use in_channels=2"),
  RefusedLine(
    line: "maps 2147483647",
    sentence: "the weight [2147483647, 1, 3, 3] needs 72 GiB, more than the limit of 4 GiB: "
      + "use something smaller or raise --memory-limit"),
  RefusedLine(
    line: "nn.Conv2d(1, 2147483647, (2147483647, 2147483647))",
    sentence: "kernel 2147483647 spans 2147483647 rows, but the padded input has 7: "
      + "add 1073741820 to the padding or make the kernel smaller"),
  RefusedLine(
    line: "input",
    sentence: "input needs sample:NAME or FILE [--gray] [--resize CxR] [--crop X,Y,CxR]"),
  RefusedLine(
    line: "input --gray", sentence: "input needs sample:NAME or a file's name before --gray"),
  RefusedLine(
    line: "input a.png --grey",
    sentence: "'--grey' is no option of input: it has --gray, --resize and --crop"),
  RefusedLine(line: "input a.png --resize", sentence: "--resize needs COLSxROWS"),
  RefusedLine(line: "weights", sentence: "weights needs a kernel's name, or the word integers"),
  RefusedLine(
    line: "weights sobel", sentence: "no kernel is called 'sobel': did you mean sobel-x?"),
  RefusedLine(
    line: "weights blur",
    sentence: "blur is 2×2, but the kernel is 3×3: change kernel_size"),
  RefusedLine(
    line: "weights sobel-x",
    sentence: "nn.MaxPool2d(kernel_size=2) has no weights: o finds one",
    layers: "nn.MaxPool2d(2)"),
  RefusedLine(
    line: "nn.AdaptiveAvgPool2d((1, None))",
    sentence: "nn.MaxPool2d(kernel_size=2): kernel 2 spans 2 rows, but the padded input has 1: "
      + "add 1 to the padding or make the kernel smaller",
    layers: "nn.Sequential(nn.Conv2d(1, 1, 3), nn.MaxPool2d(2))"),
  RefusedLine(line: "goto", sentence: "goto needs map,row,column or row,column"),
  RefusedLine(
    line: "goto 1,x", sentence: "goto takes map,row,column or row,column, not '1,x'"),
  RefusedLine(
    line: "goto )1(2", sentence: "goto takes map,row,column or row,column, not ')1(2'"),
  RefusedLine(
    line: "goto (1,2", sentence: "goto takes map,row,column or row,column, not '(1,2'"),
  RefusedLine(
    line: "goto 0,5,0",
    sentence: "there is no element 0,5,0: the output is 1×5×5, so the last one is 0,4,4"),
  RefusedLine(line: "speed 5", sentence: "speed takes 1, 2, 4, 8, 16 or 32, not '5'"),
  RefusedLine(
    line: "lesson atros", sentence: "no lesson is called 'atros': did you mean atrous?"),
  RefusedLine(line: "quit now", sentence: "quit takes nothing, not 'now'"),
])
func `a line that cannot be is refused and changes nothing`(_ row: RefusedLine) throws {
  var model = try Model.example(row.layers)
  let effect = model.run(row.line)
  #expect(effect == nil)
  #expect(model.status == Model.Status(text: row.sentence, isAlarm: true))
  #expect(model.notation == (try Model.example(row.layers)).notation)
}

@Test func `the program's part of a command is an effect`() throws {
  var model = try Model.example()
  var picture = Source(name: "my photo.jpg")
  (picture.isGray, picture.resize, picture.crop) = (true, "8x6", "0,0,16x12")
  let effects = [
    "input sample:digit", "input 'my photo.jpg' --gray --crop 0,0,16x12 --resize 8x6",
    "quit",
  ].map { model.run($0) }
  #expect(
    effects == [.load(Source(name: "sample:digit")), .load(picture), .quit])
  #expect(picture.title == "my photo.jpg --crop 0,0,16x12 --resize 8x6 --gray")
}

@Test func `goto, view, speed, weights, help and undo do as they say`() throws {
  var model = try Model.example("nn.Conv2d(1, 2, 3)")
  _ = model.run("goto (1, 0, 2)")
  #expect(model.setup.position == Position(channel: 1, row: 0, column: 2))
  _ = model.run("goto 1,3,4")
  #expect(model.setup.position == Position(channel: 1, row: 3, column: 4))
  _ = model.run("goto 0,1")
  #expect(model.setup.position == Position(channel: 1, row: 0, column: 1))
  _ = model.run("speed 8")
  #expect(model.status.text == "8 elements a second")
  _ = model.run("weights sobel-x")
  #expect(model.status.text == "weights integers → sobel-x, bias 0")
  _ = model.run("undo")
  #expect(model.stratum.weights.name(for: model.stratum.operation) == "integers")
  _ = model.run("redo")
  #expect(model.stratum.weights.name(for: model.stratum.operation) == "sobel-x")
  _ = model.run("view window")
  #expect(model.view == .window)
  _ = model.run("help")
  #expect(model.isHelping)
}

@Test func `a setting that is so already is no change to undo`() throws {
  var model = try Model.example()
  _ = model.run("kernel 3")
  #expect(model.status.text == "kernel_size is 3 already")
  model.undo()
  #expect(model.status.text == "nothing to undo")
}

@Test(arguments: Catalog.names)
func `every setting of every operator is a command that takes its present value`(
  _ name: String
) throws {
  var model = try Model.example()
  while type(of: model.stratum.operation).name != name { try model.press(keys: "o") }
  let notation = model.notation
  for setting in model.stratum.operation.settingValues {
    _ = model.run("\(setting.name) \(setting.value)")
    #expect(model.status.text == "\(setting.name) is \(setting.value) already")
  }
  #expect(model.notation == notation)
}

@Test(arguments: [
  ("nn.Conv2d(3, 64, 7, stride=2, padding=3)", 3), ("in_channels 3", 3),
  ("nn.Conv2d(64, 128, 3)", 64), ("layers nn.Sequential(nn.ReLU(), nn.Conv2d(5, 2, 3))", 5),
  ("nn.ConvTranspose2d(4, 2, 3)", 4),
])
func `layers for other channels get an input of whole numbers, and undo takes it back`(
  _ line: String, _ channels: Int
) throws {
  var model = try Model.example("nn.Conv2d(1, 1, 3)")
  let before = model.setup.input
  _ = model.run(line)
  #expect(!model.status.isAlarm)
  #expect(model.setup.input == .wholeNumbers(Shape(channels: channels, height: 7, width: 7)))
  #expect(model.setup.inputName == "shape:\(channels),7,7")
  #expect(model.status.text.contains("; input shape:\(channels),7,7"))
  _ = model.update(.key("u"))
  #expect(model.setup.input == before)
}

@Test(arguments: [
  ("nn.Conv2d(1, 64, 11, stride=4)", "shape:1,16,16"), ("nn.MaxPool2d(80)", "shape:1,128,128"),
  ("layers nn.Conv2d(3, 4, 7) nn.MaxPool2d(5)", "shape:3,16,16"),
  ("nn.Conv2d(1, 1, 7)", "sample:digit"), ("kernel 9", "sample:digit"),
])
func `layers larger than a built-in input get a larger one`(_ line: String, _ name: String) throws {
  var model = try Model.example()
  _ = model.update(.loaded(name: "sample:digit", input: model.setup.input))
  _ = model.run(line)
  #expect(model.setup.inputName == name)
  #expect(model.status.isAlarm == (line == "kernel 9"))
  #expect(model.status.text.contains("; input \(name)") == name.hasPrefix("shape:"))
}

@Test func `a built-in input that grows gets no side smaller`() throws {
  var model = try Model.example()
  let wide = Tensor.wholeNumbers(Shape(channels: 1, height: 8, width: 200))
  _ = model.update(.loaded(name: "shape:1,8,200", input: wide))
  _ = model.run("nn.Conv2d(1, 64, 11)")
  #expect(model.setup.inputName == "shape:1,16,200")
}

@Test func `an input of one's own stays, however large the layers`() throws {
  var model = try Model.example()
  _ = model.run("nn.Conv2d(1, 64, 11)")
  #expect(model.status.isAlarm)
  #expect(model.setup.inputName == "ramp")
}

@Test func `an input too large for the layers is refused`() throws {
  var model = try Model.example("nn.Conv2d(1, 1, 3)")
  _ = model.run("nn.Conv2d(100000000, 1, 3)")
  #expect(model.status.isAlarm)
  #expect(model.setup.input.shape.channels == 1)
}

@Test func `many settings changed at once are counted, so that what they change fits`() throws {
  var model = try Model.example("nn.Conv2d(1, 1, 3)")
  _ = model.run("nn.Conv2d(1, 2, 5, stride=2, padding=2)")
  #expect(model.status.text.hasPrefix("4 settings: output 1×5×5 → 2×4×4, field 3 → 5, "))
  _ = model.run("nn.Conv2d(1, 2, 3, stride=2, padding=1)")
  #expect(model.status.text.hasPrefix("kernel 5 → 3, padding 2 → 1: "))
}
