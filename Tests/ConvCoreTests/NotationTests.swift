import Testing

@testable import ConvCore

@Test(arguments: RandomLayer.ofEveryOperator(40))
func `what is printed reads back as the same operator`(_ row: RandomLayer) throws {
  for short in [false, true] {
    let text = row.operation.notation(short: short)
    let read = try Notation.operation(text)
    #expect(AnyHashable(read) == AnyHashable(row.operation))
    #expect(read.notation(short: short) == text)
  }
}

struct Form: CustomTestStringConvertible {
  let text: String
  let long: String
  let short: String

  init(_ text: String, long: String, short: String? = nil) {
    (self.text, self.long, self.short) = (text, long, short ?? long)
  }

  var testDescription: String { text }

  static let all = [
    Form(
      "Conv2d(3,64,7,2,3)",
      long: "nn.Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3))",
      short: "nn.Conv2d(3, 64, kernel_size=7, stride=2, padding=3)"),
    Form(
      "torch.nn.Conv2d(4, 4, (3, 5), groups=4, bias=False, padding_mode='reflect', dilation=[1, 2])",
      long: "nn.Conv2d(4, 4, kernel_size=(3, 5), dilation=(1, 2), groups=4, bias=False, "
        + "padding_mode='reflect')"),
    Form(
      "nn.Conv2d(1, 1, 3, padding=\"same\")",
      long: "nn.Conv2d(1, 1, kernel_size=(3, 3), padding='same')",
      short: "nn.Conv2d(1, 1, kernel_size=3, padding='same')"),
    Form(
      "nn.Conv2d(1, 1, 1, padding=((1, 2), (3, 4)))",
      long: "nn.Conv2d(1, 1, kernel_size=(1, 1), padding=((1, 2), (3, 4)))",
      short: "nn.Conv2d(1, 1, kernel_size=1, padding=((1, 2), (3, 4)))"),
    Form(
      "nn.Conv2d(1, 1, 1, stride=1, padding='valid', dilation=(1, 1), bias=1, device='cpu', "
        + "dtype=torch.float32)", long: "nn.Conv2d(1, 1, kernel_size=(1, 1))",
      short: "nn.Conv2d(1, 1, kernel_size=1)"),
    Form(
      "nn.ConvTranspose2d(1, 2, 3, 2, 1, 1, 1, True, 1)",
      long: "nn.ConvTranspose2d(1, 2, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), "
        + "output_padding=(1, 1))",
      short: "nn.ConvTranspose2d(1, 2, kernel_size=3, stride=2, padding=1, output_padding=1)"),
    Form(
      "nn.MaxPool2d(2)", long: "nn.MaxPool2d(kernel_size=(2, 2))",
      short: "nn.MaxPool2d(kernel_size=2)"),
    Form(
      "nn.MaxPool2d(3, 2, 1, 1, False, True)",
      long: "nn.MaxPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), ceil_mode=True)",
      short: "nn.MaxPool2d(kernel_size=3, stride=2, padding=1, ceil_mode=True)"),
    Form(
      "nn.AvgPool2d(2, divisor_override=3, count_include_pad=False)",
      long: "nn.AvgPool2d(kernel_size=(2, 2), count_include_pad=False, divisor_override=3)",
      short: "nn.AvgPool2d(kernel_size=2, count_include_pad=False, divisor_override=3)"),
    Form(
      "nn.LPPool2d(float('-inf'), 2)", long: "nn.LPPool2d(float('-inf'), kernel_size=(2, 2))",
      short: "nn.LPPool2d(float('-inf'), kernel_size=2)"),
    Form(
      "nn.LPPool2d(1.5, (1, 2), ceil_mode=True)",
      long: "nn.LPPool2d(1.5, kernel_size=(1, 2), ceil_mode=True)"),
    Form("nn.LPPool2d(-math.inf, (1, 2))", long: "nn.LPPool2d(float('-inf'), kernel_size=(1, 2))"),
    Form(
      "nn.AdaptiveAvgPool2d((None, 7))", long: "nn.AdaptiveAvgPool2d((None, 7))"),
    Form(
      "nn.AdaptiveAvgPool2d(output_size=1)", long: "nn.AdaptiveAvgPool2d((1, 1))",
      short: "nn.AdaptiveAvgPool2d(1)"),
    Form(
      "nn.AdaptiveMaxPool2d((None, None), return_indices=True)",
      long: "nn.AdaptiveMaxPool2d((None, None), return_indices=True)",
      short: "nn.AdaptiveMaxPool2d((None, None), return_indices=True)"),
    Form(
      "nn.ZeroPad2d(1)", long: "nn.ZeroPad2d((1, 1, 1, 1))", short: "nn.ZeroPad2d(1)"),
    Form("nn.CircularPad2d((1, 0, -1, 2),)", long: "nn.CircularPad2d((1, 0, -1, 2))"),
    Form(
      "nn.ConstantPad2d(value=1e30, padding=(0, 1, 2, 3))",
      long: "nn.ConstantPad2d((0, 1, 2, 3), 1e+30)"),
    Form(" nn.ReLU ( ) ", long: "nn.ReLU()"),
    Form("ReLU(True)", long: "nn.ReLU(inplace=True)"),
    Form("nn.Identity()", long: "nn.Identity()"),
    Form("nn.Identity(54, unused=0.1)", long: "nn.Identity()"),
    Form(
      "nn.Conv2d(+1, 1_0, 0_3)", long: "nn.Conv2d(1, 10, kernel_size=(3, 3))",
      short: "nn.Conv2d(1, 10, kernel_size=3)"),
  ]
}

@Test(arguments: Form.all)
func `an operator is printed as PyTorch constructs it`(_ form: Form) throws {
  let operation = try Notation.operation(form.text)
  #expect(operation.notation(short: false) == form.long)
  #expect(operation.notation(short: true) == form.short)
}

@Test(arguments: Fixture.computed.filter { $0.repr != nil })
func `a module's own text reads as the same layers`(_ row: Fixture.Case) throws {
  let written = try Notation.network(row.layers).layers
  let printed = try Notation.network(#require(row.repr)).layers
  #expect(printed.map(\.name) == written.map(\.name))
  for (one, other) in zip(printed, written) {
    #expect(one.operation.notation(short: true) == other.operation.printed.notation(short: true))
  }
}

extension Operator {
  /// With the settings that PyTorch does not print at their defaults, and a pool's stride written out.
  fileprivate var printed: any Operator {
    switch self {
    case var pool as MaxPooling:
      pool.stride = pool.stride ?? pool.kernel
      pool.returnsIndices = false
      return pool
    case var pool as AveragePooling:
      pool.stride = pool.stride ?? pool.kernel
      (pool.ceil, pool.countsPadding, pool.divisor) = (false, true, nil)
      return pool
    case var pool as AdaptiveMaxPooling:
      pool.returnsIndices = false
      return pool
    default: return self
    }
  }
}

struct Stack: CustomTestStringConvertible {
  let text: String
  let layers: [String]

  var testDescription: String { text }

  static let all = [
    Stack(text: "nn.ReLU()", layers: [" ReLU"]),
    Stack(text: "nn.Sequential(nn.ReLU())", layers: ["0 ReLU"]),
    Stack(text: "nn.Sequential(nn.ReLU(), nn.Identity(),)", layers: ["0 ReLU", "1 Identity"]),
    Stack(
      text: "nn.Sequential(nn.Sequential(nn.ReLU(), nn.Sequential(nn.Identity())), nn.ReLU())",
      layers: ["0.0 ReLU", "0.1.0 Identity", "1 ReLU"]),
    Stack(
      text: "# two layers\nnn.ReLU()  # the first\n\n  nn.Identity()\n",
      layers: ["0 ReLU", "1 Identity"]),
    Stack(
      text: "nn.Sequential(\r\n  nn.ReLU(), # one\r\n  nn.Identity()\r\n)",
      layers: ["0 ReLU", "1 Identity"]),
    Stack(
      text: "self.act = nn.ReLU()\nself.pool = nn.MaxPool2d(kernel_size=2)",
      layers: ["0 ReLU", "1 MaxPool2d"]),
    Stack(
      text: ">>> a = nn.Sequential(\n...   nn.ReLU(),\n... )\n>>> nn.Identity()",
      layers: ["0.0 ReLU", "1 Identity"]),
    Stack(
      text: "Sequential( (0): ReLU() (1): MaxPool2d(kernel_size=2, stride=2) )",
      layers: ["0 ReLU", "1 MaxPool2d"]),
    Stack(
      text: ">>> import torch.nn as nn\n>>> nn.ReLU()  # typed\nReLU()\n>>> ", layers: [" ReLU"]),
    Stack(
      text: ">>> print(net)\nSequential(\n  (0): ReLU()\n  (1): Identity()\n)\n>>> ",
      layers: ["0 ReLU", "1 Identity"]),
    Stack(
      text:
        ">>> net = nn.Sequential(\n...   nn.ReLU(),\n... )\n>>> net\nSequential(\n  (0): ReLU()\n)\n"
        + ">>> net(x).shape\ntorch.Size([1, 3, 7, 7])", layers: ["0 ReLU"]),
    Stack(text: "import torch.nn as nn; a = nn.ReLU()", layers: [" ReLU"]),
    Stack(text: "from torch import nn\nnn.ReLU()", layers: [" ReLU"]),
    Stack(text: "(0): ReLU()\n(1): Identity()", layers: ["0 ReLU", "1 Identity"]),
    Stack(
      text: "nn.ReLU()\nnn.Sequential(nn.ReLU(), nn.Identity())",
      layers: ["0 ReLU", "1.0 ReLU", "1.1 Identity"]),
    Stack(text: "nn.ReLU(),\nnn.Identity(),", layers: ["0 ReLU", "1 Identity"]),
    Stack(
      text: "model = nn.Sequential(\n    nn.MaxPool2d(\n        kernel_size=2,\n    ),\n)",
      layers: ["0 MaxPool2d"]),
  ]
}

@Test(arguments: Stack.all)
func `layers are named as in a state_dict`(_ stack: Stack) throws {
  let layers = try Notation.network(stack.text).layers
  #expect(layers.map { "\($0.name) \(type(of: $0.operation).name)" } == stack.layers)
}
