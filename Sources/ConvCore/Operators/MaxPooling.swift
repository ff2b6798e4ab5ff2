/// Takes the largest element under the window, channel by channel.
///
/// Input (N, C, H, W); output (N, C, H′, W′). Padding is −∞, not 0: it never wins. The first of equal
/// maxima wins; a NaN wins over everything (PyTorch's `MaxPool2d`).
public struct MaxPooling: Operator {
  public static let name = "MaxPool2d"

  public var kernel = Pair(1)
  /// As long as the kernel when left out.
  public var stride: Pair?
  public var padding = Padding.none
  public var dilation = Pair(1)
  public var returnsIndices = false
  public var ceil = false

  public init() {}

  public static let settings: [Setting<MaxPooling>] = [
    Setting("kernel_size", \.kernel, standard: nil, least: 1, knob: .kernel),
    Setting("stride", \.stride, standard: Pair?.none, least: 1, knob: .stride),
    Setting("padding", \.padding, standard: Padding.none, knob: .padding),
    Setting("dilation", \.dilation, standard: Pair(1), least: 1, knob: .dilation),
    Setting("return_indices", \.returnsIndices, standard: false),
    Setting("ceil_mode", \.ceil, standard: false),
  ]

  public func check() throws(Refusal) { try checkPoolPadding(padding, kernel: kernel) }

  public func reading(of input: Shape) throws(Refusal) -> Reading {
    try check()
    try requireElements(input, of: MaxPooling.name)
    return try WindowReading(
      name: MaxPooling.name, kernel: kernel, stride: stride ?? kernel, padding: padding,
      dilation: dilation, ceil: ceil
    ).reading(of: input, outputChannels: input.channels)
  }

  public var paddingValue: Float { -.infinity }

  public func reduction(
    rows: [AxisTap], columns: [AxisTap], outputChannel: Int, parameters: Parameters
  ) -> Reduction { .maximum }

  public func fill(
    _ output: inout Tensor, rows: Range<Int>, from input: Tensor, parameters: Parameters,
    reading: Reading
  ) {
    guard let window = reading.window else { return }
    Kernels.poolMaximum(
      input, window: window, into: &output, rows: rows, threads: Kernels.cores)
  }

  /// A stride that was the kernel's length is a number of its own once changed.
  public func stepping(_ name: String, by change: Int) throws(Refusal) -> MaxPooling {
    try withOwnStride(name, stride ?? kernel, \.stride).stepped(name, by: change)
  }
}

/// Refuses padding of more than half the kernel, where a window would hold no data at all.
func checkPoolPadding(_ padding: Padding, kernel: Pair) throws(Refusal) {
  let sides: [(Int, Int)]
  switch padding {
  case .pair(let pair): sides = [(pair.rows, kernel.rows), (pair.columns, kernel.columns)]
  case .sides(let four):
    sides = [
      (four.top, kernel.rows), (four.bottom, kernel.rows), (four.left, kernel.columns),
      (four.right, kernel.columns),
    ]
  case .same, .sameUpper, .sameLower: sides = []
  }
  for (padding, kernel) in sides where padding > kernel / 2 {
    throw Refusal(
      "padding \(padding) is more than half of kernel \(kernel): use at most \(kernel / 2)")
  }
}
