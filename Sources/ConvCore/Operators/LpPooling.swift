/// Takes the p-norm of the elements under the window, channel by channel.
///
/// Input (N, C, H, W); output (N, C, H′, W′). PyTorch's `LPPool2d` averages the powers and multiplies by
/// kH·kW, so that a window cut short in ceil mode counts as if it were whole. Inputs keep their sign:
/// an odd power of a negative window has no real root, and the result is NaN.
public struct LpPooling: Operator {
  public static let name = "LPPool2d"

  /// The p of (Σ xᵖ)^(1/p); not 0.
  public var power: Float = 2
  public var kernel = Pair(1)
  /// As long as the kernel when left out.
  public var stride: Pair?
  public var ceil = false

  public init() {}

  public static let settings: [Setting<LpPooling>] = [
    Setting("norm_type", \.power, standard: nil, isPositional: true),
    Setting("kernel_size", \.kernel, standard: nil, least: 1, knob: .kernel),
    Setting("stride", \.stride, standard: Pair?.none, least: 1, knob: .stride),
    Setting("ceil_mode", \.ceil, standard: false),
  ]

  public func check() throws(Refusal) {
    if power == 0 { throw Refusal("norm_type 0 has no root: use another number") }
  }

  public func reading(of input: Shape) throws(Refusal) -> Reading {
    try check()
    try requireElements(input, of: LpPooling.name)
    return try WindowReading(
      name: LpPooling.name, kernel: kernel, stride: stride ?? kernel, padding: .none,
      dilation: Pair(1), ceil: ceil
    ).reading(of: input, outputChannels: input.channels)
  }

  public func reduction(
    rows: [AxisTap], columns: [AxisTap], outputChannel: Int, parameters: Parameters
  ) -> Reduction {
    .norm(
      power: power, divisor: rows.count * columns.count, scale: kernel.rows * kernel.columns)
  }

  public func fill(
    _ output: inout Tensor, rows: Range<Int>, from input: Tensor, parameters: Parameters,
    reading: Reading
  ) {
    guard power.isFinite, let window = reading.window else {
      return fillByStepping(
        &output, rows: rows, from: input, parameters: parameters, reading: reading)
    }
    Kernels.poolNorm(
      input, power: power, window: window, into: &output, rows: rows, threads: Kernels.cores)
  }

  /// A stride that was the kernel's length is a number of its own once changed; a power skips 0.
  public func stepping(_ name: String, by change: Int) throws(Refusal) -> LpPooling {
    var changed = try withOwnStride(name, stride ?? kernel, \.stride).stepped(name, by: change)
    if changed.power == 0 { changed.power = Float(change) }
    return changed
  }
}
