/// Multiplies the elements under the window by a filter and sums over the group's channels.
///
/// Input (N, C, H, W), weight (M, C / groups, kH, kW), output (N, M, H′, W′). Correlates, as all
/// frameworks do: the filter is not flipped. `groups` = C is depthwise convolution.
public struct Convolution: Convolving {
  public static let name = "Conv2d"

  public var inputChannels = 1
  public var outputChannels = 1
  public var kernel = Pair(1)
  public var stride = Pair(1)
  public var padding = Padding.none
  public var dilation = Pair(1)
  public var groups = 1
  public var hasBias = true
  public var paddingMode = PaddingMode.zeros

  public init() {}

  public static let settings: [Setting<Convolution>] = [
    Setting("in_channels", \.inputChannels, standard: nil, least: 1, isPositional: true),
    Setting(
      "out_channels", \.outputChannels, standard: nil, least: 1, knob: .outputChannels,
      isPositional: true),
    Setting("kernel_size", \.kernel, standard: nil, least: 1, knob: .kernel),
    Setting("stride", \.stride, standard: Pair(1), least: 1, knob: .stride),
    Setting("padding", \.padding, standard: Padding.none, knob: .padding),
    Setting("dilation", \.dilation, standard: Pair(1), least: 1, knob: .dilation),
    Setting("groups", \.groups, standard: 1, least: 1, knob: .groups),
    Setting("bias", \.hasBias, standard: true),
    Setting("padding_mode", \.paddingMode, standard: PaddingMode.zeros),
  ]

  public func check() throws(Refusal) {
    try checkGroups(groups, inputChannels: inputChannels, outputChannels: outputChannels)
    if padding == .same, stride != Pair(1) {
      throw Refusal(
        "padding='same' has no stride other than 1, but stride is \(stride): "
          + "use 'same_upper' or give the padding in numbers")
    }
  }

  public func reading(of input: Shape) throws(Refusal) -> Reading {
    try check()
    try requireElements(input, of: Convolution.name)
    try requireChannels(inputChannels, in: input, of: Convolution.name)
    return try WindowReading(
      name: Convolution.name, kernel: kernel, stride: stride, padding: padding,
      dilation: dilation, mode: paddingMode
    ).reading(of: input, outputChannels: outputChannels)
  }

  public var parameterShape: ParameterShape? {
    ParameterShape(
      weight: Shape(
        batch: outputChannels, channels: inputChannels / groups, height: kernel.rows,
        width: kernel.columns),
      bias: hasBias ? outputChannels : nil)
  }

  public func filter(from inputChannel: Int, to outputChannel: Int) -> (Int, Int) {
    (outputChannel, inputChannel % (inputChannels / groups))
  }

  public func fill(
    _ output: inout Tensor, rows: Range<Int>, from input: Tensor, parameters: Parameters,
    reading: Reading
  ) {
    let isFilled = Kernels.convolve(
      input, parameters: parameters, reading: reading, groups: groups, into: &output, rows: rows)
    if !isFilled {
      fillByStepping(
        &output, rows: rows, from: input, parameters: parameters, reading: reading)
    }
  }
}

/// Refuses groups that do not divide both channel counts.
func checkGroups(_ groups: Int, inputChannels: Int, outputChannels: Int) throws(Refusal) {
  for (name, channels) in [("in_channels", inputChannels), ("out_channels", outputChannels)] {
    guard channels % groups == 0 else {
      let divisors = commonDivisors(inputChannels, outputChannels).map(String.init)
      throw Refusal(
        "groups \(groups) does not divide \(name) \(channels): "
          + "use \(divisors.joined(separator: ", "))")
    }
  }
}

/// Refuses an input with other channels than the layer's.
func requireChannels(_ channels: Int, in input: Shape, of name: String) throws(Refusal) {
  guard input.channels == channels else {
    throw Refusal(
      "nn.\(name) takes \(channels) input \(plural(channels, "channel")), but its input is \(input): "
        + "use in_channels=\(input.channels)")
  }
}

/// The next larger or smaller number that divides both channel counts.
func nextGroups(
  _ groups: Int, by change: Int, inputChannels: Int, outputChannels: Int
) throws(Refusal) -> Int {
  let divisors = commonDivisors(inputChannels, outputChannels)
  let next = change > 0 ? divisors.first { $0 > groups } : divisors.last { $0 < groups }
  guard let next else {
    // Depthwise is out of reach only where the maps are no multiple of the channels.
    let remedy =
      change > 0 && groups < inputChannels
      ? ": make out_channels a multiple of \(inputChannels)" : ""
    throw Refusal(
      "groups \(groups) is the \(change > 0 ? "largest" : "smallest") number that divides both "
        + "in_channels \(inputChannels) and out_channels \(outputChannels)\(remedy)")
  }
  return next
}

private func commonDivisors(_ first: Int, _ second: Int) -> [Int] {
  var (greatest, rest) = (first, second)
  while rest > 0 { (greatest, rest) = (rest, greatest % rest) }
  var small: [Int] = []
  var divisor = 1
  while divisor * divisor <= greatest {
    if greatest % divisor == 0 { small.append(divisor) }
    divisor += 1
  }
  let large = small.reversed().map { greatest / $0 }
  return small + (small.last == large.first ? large.dropFirst() : large[...])
}
