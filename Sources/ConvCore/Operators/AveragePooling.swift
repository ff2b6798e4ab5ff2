/// Averages the elements under the window, channel by channel.
///
/// Input (N, C, H, W); output (N, C, H′, W′). Padding counts in the divisor, as in PyTorch's
/// `count_include_pad=True`; ONNX's default is the opposite. Places past the padded edge, which a
/// window in ceil mode may cover, never count.
public struct AveragePooling: Operator {
  public static let name = "AvgPool2d"

  public var kernel = Pair(1)
  /// As long as the kernel when left out.
  public var stride: Pair?
  public var padding = Padding.none
  public var ceil = false
  /// Padding counts in the divisor: PyTorch's `count_include_pad`.
  public var countsPadding = true
  /// Divides every sum, whatever was read: PyTorch's `divisor_override`; not 0.
  public var divisor: Int?

  public init() {}

  public static let settings: [Setting<AveragePooling>] = [
    Setting("kernel_size", \.kernel, standard: nil, least: 1, knob: .kernel),
    Setting("stride", \.stride, standard: Pair?.none, least: 1, knob: .stride),
    Setting("padding", \.padding, standard: Padding.none, knob: .padding),
    Setting("ceil_mode", \.ceil, standard: false),
    Setting("count_include_pad", \.countsPadding, standard: true),
    Setting("divisor_override", \.divisor, standard: Int?.none, least: Int(Int32.min)),
  ]

  public func check() throws(Refusal) {
    try checkPoolPadding(padding, kernel: kernel)
    if divisor == 0 { throw Refusal("divisor_override is 0: use another number or None") }
  }

  public func reading(of input: Shape) throws(Refusal) -> Reading {
    try check()
    try requireElements(input, of: AveragePooling.name)
    return try WindowReading(
      name: AveragePooling.name, kernel: kernel, stride: stride ?? kernel, padding: padding,
      dilation: Pair(1), ceil: ceil
    ).reading(of: input, outputChannels: input.channels)
  }

  public func reduction(
    rows: [AxisTap], columns: [AxisTap], outputChannel: Int, parameters: Parameters
  ) -> Reduction {
    let onData = rows.count { !$0.isPadding } * columns.count { !$0.isPadding }
    return .mean(divisor: divisor ?? (countsPadding ? rows.count * columns.count : onData))
  }

  public func fill(
    _ output: inout Tensor, rows: Range<Int>, from input: Tensor, parameters: Parameters,
    reading: Reading
  ) {
    guard let window = reading.window else { return }
    Kernels.poolAverage(
      input, window: window, countsPadding: countsPadding, divisor: divisor, into: &output,
      rows: rows, threads: Kernels.cores)
  }

  /// A stride that was the kernel's length is a number of its own once changed; a divisor skips 0.
  public func stepping(_ name: String, by change: Int) throws(Refusal) -> AveragePooling {
    var changed = try withOwnStride(name, stride ?? kernel, \.stride).stepped(name, by: change)
    if changed.divisor == 0 { changed.divisor = change }
    return changed
  }
}
