/// Spreads every input element over the output: the adjoint of a convolution, not its inverse.
///
/// Input (N, C, H, W), weight (C, M / groups, kH, kW), output (N, M, H′, W′) with
/// H′ = (H − 1)·s − 2p + d(k − 1) + output_padding + 1 (PyTorch's `ConvTranspose2d`).
public struct TransposedConvolution: Convolving {
  public static let name = "ConvTranspose2d"

  public var inputChannels = 1
  public var outputChannels = 1
  public var kernel = Pair(1)
  public var stride = Pair(1)
  public var padding = Pair(0)
  /// Rows and columns more at the output's end: a stride leaves open how many there were.
  public var outputPadding = Pair(0)
  public var groups = 1
  public var hasBias = true
  public var dilation = Pair(1)
  public var paddingMode = PaddingMode.zeros

  public init() {}

  public static let settings: [Setting<TransposedConvolution>] = [
    Setting("in_channels", \.inputChannels, standard: nil, least: 1, isPositional: true),
    Setting(
      "out_channels", \.outputChannels, standard: nil, least: 1, knob: .outputChannels,
      isPositional: true),
    Setting("kernel_size", \.kernel, standard: nil, least: 1, knob: .kernel),
    Setting("stride", \.stride, standard: Pair(1), least: 1, knob: .stride),
    Setting("padding", \.padding, standard: Pair(0), knob: .padding),
    Setting("output_padding", \.outputPadding, standard: Pair(0)),
    Setting("groups", \.groups, standard: 1, least: 1, knob: .groups),
    Setting("bias", \.hasBias, standard: true),
    Setting("dilation", \.dilation, standard: Pair(1), least: 1, knob: .dilation),
    Setting("padding_mode", \.paddingMode, standard: PaddingMode.zeros),
  ]

  public func check() throws(Refusal) {
    try checkGroups(groups, inputChannels: inputChannels, outputChannels: outputChannels)
    guard paddingMode == .zeros else {
      throw Refusal(
        "padding_mode is '\(paddingMode.rawValue)', but a transposed convolution has only 'zeros'")
    }
    for (extra, stride, dilation) in [
      (outputPadding.rows, stride.rows, dilation.rows),
      (outputPadding.columns, stride.columns, dilation.columns),
    ] where extra >= max(stride, dilation) {
      throw Refusal(
        "output_padding \(extra) is neither below stride \(stride) nor below dilation \(dilation): "
          + "use at most \(max(stride, dilation) - 1)")
    }
  }

  public func reading(of input: Shape) throws(Refusal) -> Reading {
    try check()
    try requireElements(input, of: TransposedConvolution.name)
    try requireChannels(inputChannels, in: input, of: TransposedConvolution.name)
    return Reading(
      input: input, outputChannels: outputChannels,
      rows: try axis(
        Axis(
          kernel: kernel.rows, stride: stride.rows, paddingBefore: padding.rows,
          paddingAfter: padding.rows, dilation: dilation.rows),
        input: input.height, extra: outputPadding.rows),
      columns: try axis(
        Axis(
          kernel: kernel.columns, stride: stride.columns, paddingBefore: padding.columns,
          paddingAfter: padding.columns, dilation: dilation.columns),
        input: input.width, extra: outputPadding.columns))
  }

  private func axis(_ axis: Axis, input: Int, extra: Int) throws(Refusal) -> AxisReading {
    let (steps, overflow) = (input - 1).multipliedReportingOverflow(by: axis.stride)
    guard !overflow, steps < Int.max / 4, axis.extent < Int.max / 4 else {
      throw Refusal("stride \(axis.stride) makes an output too large to count: use a smaller one")
    }
    let output = steps - 2 * axis.paddingBefore + axis.extent + extra
    guard output > 0 else {
      throw Refusal(
        "padding \(axis.paddingBefore) leaves \(output) elements of the output: "
          + "use at most \((steps + axis.extent + extra - 1) / 2)")
    }
    return AxisReading(rule: .transposed(axis), input: input, output: output)
  }

  public var parameterShape: ParameterShape? {
    ParameterShape(
      weight: Shape(
        batch: inputChannels, channels: outputChannels / groups, height: kernel.rows,
        width: kernel.columns),
      bias: hasBias ? outputChannels : nil)
  }

  public func filter(from inputChannel: Int, to outputChannel: Int) -> (Int, Int) {
    (inputChannel, outputChannel % (outputChannels / groups))
  }

  public func fill(
    _ output: inout Tensor, rows: Range<Int>, from input: Tensor, parameters: Parameters,
    reading: Reading
  ) {
    guard let filter = parameters.weight, case .transposed(let rowAxis) = reading.rows.rule,
      case .transposed(let columnAxis) = reading.columns.rule
    else { return }
    Kernels.convolveTransposed(
      input, filter: filter, bias: parameters.bias,
      window: Window(rows: rowAxis, columns: columnAxis), groups: groups, into: &output,
      channels: 0..<output.shape.channels, rows: rows, threads: Kernels.cores)
  }
}
