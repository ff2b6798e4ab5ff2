import Testing

@testable import ConvCore

/// Layers, an input, and the sentence that refuses them.
struct Refused: CustomTestStringConvertible {
  let layers: String
  let input: Shape
  let sentence: String

  init(_ layers: String, on input: [Int] = [1, 1, 5, 5], _ sentence: String) {
    (self.layers, self.input, self.sentence) = (layers, Shape(input), sentence)
  }

  var testDescription: String { "\(layers.prefix(80)) on \(input)" }
}

extension Refused {
  static let notations = [
    Refused("", "there is no layer: write one as nn.Conv2d(3, 64, kernel_size=3)"),
    Refused("# nothing\n\n", "there is no layer: write one as nn.Conv2d(3, 64, kernel_size=3)"),
    Refused("nn.Sequential()", "nn.Sequential() has no layer: give it one"),
    Refused(
      "garbage", "'garbage' is not a layer: write one as nn.Conv2d(3, 64, kernel_size=3)"),
    Refused("(3)", "'(3)' is not a layer: write one as nn.Conv2d(3, 64, kernel_size=3)"),
    Refused(
      "Net(\n  (conv): Conv2d(1, 2, 3)\n)",
      "Net does not say in which order its parts are run: write them as nn.Sequential(…)"),
    Refused(
      "nn.Sequential(\n  nn.ReLU(),\n  ...,\n  nn.ReLU()\n)",
      "'.' at character 31 of the layers should be a number"),
    Refused("nn.ReLU(", "the layers end where a number should stand"),
    Refused("nn.Conv2d(1, (2", "the layers end where ',' or ')' should stand"),
    Refused("nn.Conv2d(1, [2", "the layers end where ',' or ']' should stand"),
    Refused("nn.Conv2d(1 2)", "'2' at character 13 of the layers should be ',' or ')'"),
    Refused("nn.Conv2d(1, (2 3))", "'3' at character 17 of the layers should be ',' or ')'"),
    Refused("nn.Conv2d(1, ?)", "'?' at character 14 of the layers should be a number"),
    Refused("nn.Conv2d(1, -)", "')' at character 15 of the layers should be a number"),
    Refused(
      "nn.Conv2d(1, 1, (nn.ReLU(),))", "',' at character 27 of the layers should be a number"),
    Refused("nn.ReLU() nn.ReLU()", "'n' at character 11 of the layers should be the end"),
    Refused("nn.ReLU()\n)", "')' is not a layer: write one as nn.Conv2d(3, 64, kernel_size=3)"),
    Refused("nn.Conv2d(1, 1, 'three", "the layers end where ' should stand"),
    Refused(
      "nn.Conv2d(1, 1, kernel_size=3, 1)",
      "nn.Conv2d has an argument without a name after kernel_size=…"),
    Refused(
      "nn.Conv2d(99999999999999999999, 1, 3)",
      "99999999999999999999 is too large: whole numbers end at 2147483647"),
    Refused(
      "nn.Conv2d(1, 1, 1\(String(repeating: "0", count: 100_000)))",
      "100000000000000000000000… is too large: whole numbers end at 2147483647"),
    Refused(
      String(repeating: "nn.Sequential(", count: 100), "the layers are nested too deeply"),
    Refused(
      "nn.Conv2d(1, 1, " + String(repeating: "(", count: 100),
      "the layers are nested too deeply"),
    Refused(
      "nn.Conv2d(1, 1, " + String(repeating: "-", count: 100_000) + "1)",
      "the layers are nested too deeply"),
    Refused(
      "nn.Conv2d(1, 1, " + String(repeating: "[-", count: 100_000),
      "the layers are nested too deeply"),
    Refused(
      String(repeating: "nn.ReLU(\n", count: 30_000), "the layers are nested too deeply"),
    Refused(
      "nn.Sequential(3)", "nn.Sequential takes layers, but its argument 1 is none"),
    Refused(
      "nn.Sequential(nn.ReLU(), device='cpu')",
      "nn.Sequential has no argument device: it takes layers"),
    Refused(
      "nn.Linear(3, 4)",
      "nn.Linear is not an operator of convscope: it has Conv2d, MaxPool2d, AvgPool2d, "
        + "LPPool2d, AdaptiveAvgPool2d, AdaptiveMaxPool2d, ConvTranspose2d, "
        + "ZeroPad2d, ConstantPad2d, ReflectionPad2d, ReplicationPad2d, "
        + "CircularPad2d, ReLU, Identity"),
    Refused(
      "nn.conv2d(3, 4, 1)",
      "nn.conv2d is not an operator of convscope: did you mean nn.Conv2d?"),
    Refused("nn.Conv2d(1, 1)", "nn.Conv2d: has no kernel_size: give it"),
    Refused("nn.ReLU(True, 2)", "nn.ReLU: takes 1 argument, but has 2"),
    Refused("nn.MaxPool2d(1, 1, 1, 1, 1, 1, 1)", "nn.MaxPool2d: takes 6 arguments, but has 7"),
    Refused(
      "nn.AdaptiveMaxPool2d(1, strides=2)",
      "nn.AdaptiveMaxPool2d: has no argument strides: it has output_size, return_indices"),
    Refused("nn.MaxPool2d(2, kernel_size=2)", "nn.MaxPool2d: has kernel_size twice"),
    Refused("nn.MaxPool2d(nn.ReLU())", "nn.MaxPool2d: kernel_size is a call: write the number"),
    Refused("nn.MaxPool2d(0)", "nn.MaxPool2d: kernel_size 0 is below 1: use 1 or more"),
    Refused(
      "nn.MaxPool2d(2147483648)",
      "nn.MaxPool2d: kernel_size 2147483648 is above 2147483647: use a smaller number"),
    Refused("nn.MaxPool2d(2.5)", "nn.MaxPool2d: kernel_size 2.5 is not a whole number"),
    Refused("nn.MaxPool2d('2')", "nn.MaxPool2d: kernel_size '2' is not a whole number"),
    Refused("nn.MaxPool2d(inf)", "nn.MaxPool2d: kernel_size float('inf') is not a whole number"),
    Refused("nn.MaxPool2d(True)", "nn.MaxPool2d: kernel_size True is not a whole number"),
    Refused(
      "nn.MaxPool2d(2, ceil_mode=2)", "nn.MaxPool2d: ceil_mode 2 is neither True nor False"),
    Refused("nn.LPPool2d(None, 2)", "nn.LPPool2d: norm_type None is not a number"),
    Refused(
      "nn.MaxPool2d((1, 2, 3))",
      "nn.MaxPool2d: kernel_size (1, 2, 3) has 3 numbers: give one, or (rows, columns)"),
    Refused(
      "nn.MaxPool2d((1,))",
      "nn.MaxPool2d: kernel_size (1,) has 1 number: give one, or (rows, columns)"),
    Refused(
      "nn.AdaptiveAvgPool2d((1, 2, 3))",
      "nn.AdaptiveAvgPool2d: output_size (1, 2, 3) has 3 numbers: give one, or (rows, columns)"),
    Refused(
      "nn.AdaptiveMaxPool2d(None)",
      "nn.AdaptiveMaxPool2d: output_size None says nothing of rows or columns: "
        + "use (None, None) to keep both lengths"),
    Refused(
      "nn.ConstantPad2d(1, -1e39)",
      "nn.ConstantPad2d: value -1e+39 is beyond Float32: use at most 3.4028235e+38"),
    Refused(
      "nn.AdaptiveAvgPool2d(-1)", "nn.AdaptiveAvgPool2d: output_size -1 is below 0: use 0 or more"),
    Refused(
      "nn.ZeroPad2d((1, 2))",
      "nn.ZeroPad2d: padding (1, 2) has 2 numbers: give one, or (left, right, top, bottom)"),
    Refused(
      "nn.Conv2d(1, 1, 1, padding='full')",
      "nn.Conv2d: padding 'full' is not 'valid', 'same', 'same_upper' or 'same_lower'"),
    Refused(
      "nn.Conv2d(1, 1, 1, padding=((1, 2), (3,)))",
      "nn.Conv2d: padding ((1, 2), (3,)) is not ((top, bottom), (left, right))"),
    Refused(
      "nn.Conv2d(1, 1, 1, padding_mode='mirror')",
      "nn.Conv2d: padding_mode 'mirror' is not 'zeros', 'reflect', 'replicate' or 'circular'"),
    Refused(
      "nn.Conv2d(4, 6, 1, groups=3)",
      "nn.Conv2d: groups 3 does not divide in_channels 4: use 1, 2"),
    Refused(
      "nn.ConvTranspose2d(6, 4, 1, groups=3)",
      "nn.ConvTranspose2d: groups 3 does not divide out_channels 4: use 1, 2"),
    Refused(
      "nn.Conv2d(1, 1, 3, stride=(1, 2), padding='same')",
      "nn.Conv2d: padding='same' has no stride other than 1, but stride is 1×2: "
        + "use 'same_upper' or give the padding in numbers"),
    Refused(
      "nn.ConvTranspose2d(1, 1, 1, padding_mode='reflect')",
      "nn.ConvTranspose2d: padding_mode is 'reflect', but a transposed convolution has only 'zeros'"
    ),
    Refused(
      "nn.ConvTranspose2d(1, 1, 1, stride=2, output_padding=3, dilation=3)",
      "nn.ConvTranspose2d: output_padding 3 is neither below stride 2 nor below dilation 3: "
        + "use at most 2"),
    Refused(
      "nn.MaxPool2d((3, 5), padding=2)",
      "nn.MaxPool2d: padding 2 is more than half of kernel 3: use at most 1"),
    Refused(
      "nn.AvgPool2d(2, divisor_override=0)",
      "nn.AvgPool2d: divisor_override is 0: use another number or None"),
    Refused("nn.LPPool2d(0, 2)", "nn.LPPool2d: norm_type 0 has no root: use another number"),
    Refused(
      "nn.ReLU()\nnn.MaxPool2d(0)", "layer 1: nn.MaxPool2d: kernel_size 0 is below 1: use 1 or more"
    ),
  ]

  static let readings = [
    Refused(
      "nn.MaxPool2d(6, padding=0)",
      "kernel 6 spans 6 rows, but the padded input has 5: "
        + "add 1 to the padding or make the kernel smaller"),
    Refused(
      "nn.Conv2d(1, 1, (1, 3), dilation=4, padding=(0, 1))",
      "kernel 3 with dilation 4 spans 9 columns, but the padded input has 7: "
        + "add 1 to the padding or make the kernel smaller"),
    Refused(
      "nn.Conv2d(1, 1, 3, padding=5, padding_mode='reflect')",
      "reflect padding 5 is not below the input's 5 elements: use at most 4"),
    Refused(
      "nn.ReflectionPad2d((0, 0, 5, 0))",
      "reflect padding 5 is not below the input's 5 elements: use at most 4"),
    Refused(
      "nn.Conv2d(1, 1, 3, padding=6, padding_mode='circular')",
      "circular padding 6 wraps around more than once, the input has 5 elements: use at most 5"),
    Refused(
      "nn.CircularPad2d((-3, 3, 0, 0))",
      "circular padding 3 wraps around more than once, the input has 2 elements: use at most 2"),
    Refused(
      "nn.ZeroPad2d((-3, -3, 0, 0))",
      "padding -3 and -3 takes away 6 of 5 elements: take at most 5"),
    Refused(
      "nn.ReplicationPad2d((-3, -2, 0, 0))",
      "padding -3 and -2 takes away 5 of 5 elements: take at most 4"),
    Refused(
      "nn.ConvTranspose2d(1, 1, 2, padding=3)",
      "padding 3 leaves 0 elements of the output: use at most 2"),
    Refused(
      "nn.ConvTranspose2d(1, 1, 1, stride=2147483647)", on: [1, 1, 2_000_000_000, 1],
      "stride 2147483647 makes an output too large to count: use a smaller one"),
    Refused(
      "nn.Conv2d(3, 1, 1)", on: [2, 4, 5, 5],
      "nn.Conv2d takes 3 input channels, but its input is 2×4×5×5: use in_channels=4"),
    Refused(
      "nn.ConvTranspose2d(3, 1, 1)", on: [1, 4, 5, 5],
      "nn.ConvTranspose2d takes 3 input channels, but its input is 4×5×5: use in_channels=4"),
    Refused(
      "nn.MaxPool2d(1)", on: [1, 1, 0, 5],
      "nn.MaxPool2d needs at least one element a channel, but the input is 1×0×5"),
    Refused(
      "nn.AdaptiveAvgPool2d(2)", on: [1, 0, 4, 0],
      "nn.AdaptiveAvgPool2d needs at least one element a channel, but the input is 0×4×0"),
    Refused(
      "nn.ReplicationPad2d(1)", on: [2, 0, 4, 5],
      "nn.ReplicationPad2d needs at least one element a channel, but the input is 2×0×4×5"),
    Refused(
      "nn.Sequential(nn.MaxPool2d(3), nn.MaxPool2d(3))",
      "layer 1: kernel 3 spans 3 rows, but the padded input has 1: "
        + "add 1 to the padding or make the kernel smaller"),
  ]
}

@Test(arguments: Refused.notations)
func `a notation is refused in one sentence`(_ row: Refused) {
  #expect(throws: Refusal(row.sentence)) { try Notation.network(row.layers) }
}

@Test(arguments: Refused.readings)
func `an input is refused in one sentence`(_ row: Refused) throws {
  let network = try Notation.network(row.layers)
  #expect(throws: Refusal(row.sentence)) { try network.readings(of: row.input) }
}

@Test func `parameters that do not fit are refused`() throws {
  let shape = try Notation.operation("nn.Conv2d(1, 2, 3)").parameterShape
  let weight = Tensor(shape: Shape([2, 1, 3, 2]), repeating: 0)
  #expect(
    throws: Refusal(
      "the weight is [2, 1, 3, 2], but the layer takes [2, 1, 3, 3]: change the layer or the file")
  ) { try Parameters(weight: weight, bias: nil).check(shape) }
  #expect(
    throws: Refusal(
      "the bias has 3 elements, but the layer has 2 output channels: change the layer or the file")
  ) { try Parameters(weight: nil, bias: [1, 2, 3]).check(shape) }
}

@Test func `a change that cannot be made is refused`() throws {
  func refusal(_ layer: String, _ knob: Knob, _ change: Int) -> String? {
    do {
      _ = try Notation.operation(layer).turning(knob, by: change)
      return nil
    } catch { return "\(error)" }
  }
  #expect(refusal("nn.ReLU()", .kernel, 1) == "nn.ReLU has no kernel to change")
  #expect(refusal("nn.MaxPool2d(2)", .groups, 1) == "nn.MaxPool2d has no groups to change")
  #expect(
    refusal("nn.MaxPool2d(2)", .outputChannels, 1)
      == "nn.MaxPool2d has no output channels to change")
  #expect(refusal("nn.MaxPool2d(1)", .kernel, -1) == "kernel_size 0 is below 1: use 1 or more")
  #expect(refusal("nn.MaxPool2d(2)", .padding, -1) == "padding -1 is below 0: use 0 or more")
  #expect(
    refusal("nn.MaxPool2d(2147483647)", .kernel, 1)
      == "kernel_size 2147483648 is above 2147483647: use a smaller number")
  #expect(
    refusal("nn.Conv2d(4, 6, 1)", .groups, -1)
      == "groups 1 is the smallest number that divides both in_channels 4 and out_channels 6")
  #expect(
    refusal("nn.Conv2d(4, 6, 1, groups=2)", .groups, 1)
      == "groups 2 is the largest number that divides both in_channels 4 and out_channels 6: "
      + "make out_channels a multiple of 4")
  #expect(
    refusal("nn.Conv2d(1, 1, 3, padding='same')", .padding, 1)
      == "padding 'same' is worked out from the kernel: less of it is none")
  #expect(throws: Refusal("nn.MaxPool2d has no strides")) {
    try MaxPooling().stepping("strides", by: 1)
  }
}
