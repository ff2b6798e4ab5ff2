/// What a window must have room for along one axis, and how many outputs that gives.
struct WindowReading {
  let name: String
  let kernel: Pair
  let stride: Pair
  let padding: Padding
  let dilation: Pair
  var mode = PaddingMode.zeros
  var ceil = false

  /// The reading of one input by this window, rows and columns.
  func reading(of input: Shape, outputChannels: Int) throws(Refusal) -> Reading {
    Reading(
      input: input, outputChannels: outputChannels,
      rows: try axis(rows: true, input: input.height),
      columns: try axis(rows: false, input: input.width))
  }

  private func axis(rows: Bool, input: Int) throws(Refusal) -> AxisReading {
    let (kernel, stride, dilation) =
      rows
      ? (kernel.rows, stride.rows, dilation.rows)
      : (kernel.columns, stride.columns, dilation.columns)
    let (before, after) = padding.resolved(
      rows: rows, input: input, kernel: kernel, stride: stride, dilation: dilation)
    let axis = Axis(
      kernel: kernel, stride: stride, paddingBefore: before, paddingAfter: after,
      dilation: dilation)
    try checkMode(before: before, after: after, input: input)
    let output = outputCount(of: axis, input: input)
    guard output > 0 else { throw tooSmall(axis, input: input, word: rows ? "rows" : "columns") }
    return AxisReading(rule: .window(axis, mode), input: input, output: output)
  }

  /// ⌊(n + p₀ + p₁ − d(k − 1) − 1) / s⌋ + 1 (Dumoulin & Visin, arXiv:1603.07285, relationship 15).
  ///
  /// With `ceil` the division rounds up, but a window that would start in the padding after the
  /// input is dropped, as in PyTorch.
  private func outputCount(of axis: Axis, input: Int) -> Int {
    let slack = input + axis.paddingBefore + axis.paddingAfter - axis.extent
    let rounded = slack + (ceil ? axis.stride - 1 : 0)
    guard rounded >= 0 else { return 0 }
    let count = rounded / axis.stride + 1
    let startsInPadding = (count - 1) * axis.stride >= input + axis.paddingBefore
    return ceil && startsInPadding ? count - 1 : count
  }

  private func checkMode(before: Int, after: Int, input: Int) throws(Refusal) {
    try checkRepetition(mode, before: before, after: after, input: input)
  }

  private func tooSmall(_ axis: Axis, input: Int, word: String) -> Refusal {
    let padded = input + axis.paddingBefore + axis.paddingAfter
    let missing = (axis.extent - padded + 1) / 2
    let spans =
      axis.dilation == 1
      ? "kernel \(axis.kernel) spans \(axis.extent) \(word)"
      : "kernel \(axis.kernel) with dilation \(axis.dilation) spans \(axis.extent) \(word)"
    return Refusal(
      "\(spans), but the padded input has \(padded): "
        + "add \(missing) to the padding or make the kernel smaller")
  }
}

/// Refuses padding that would repeat what the input does not have (PyTorch's conditions).
func checkRepetition(_ mode: PaddingMode, before: Int, after: Int, input: Int) throws(Refusal) {
  let padding = max(before, after)
  switch mode {
  case .zeros, .replicate: return
  case .reflect:
    guard padding < input else {
      throw Refusal(
        "reflect padding \(padding) is not below the input's \(input) \(plural(input, "element")): "
          + "use at most \(input - 1)")
    }
  case .circular:
    guard padding <= input else {
      throw Refusal(
        "circular padding \(padding) wraps around more than once, "
          + "the input has \(input) \(plural(input, "element")): "
          + "use at most \(input)")
    }
  }
}
