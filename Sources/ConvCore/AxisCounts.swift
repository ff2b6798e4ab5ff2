/// What all outputs of one axis read, counted.
struct AxisCounts {
  /// Taps inside the padded input.
  var taps = 0
  /// Taps on the input itself.
  var onData = 0
  /// Outputs with at least one tap on the input.
  var outputsOnData = 0
  /// Input elements that no output reads, directly or through padding that repeats them.
  var unread = 0
}

extension AxisReading {
  /// Counts tap by tap in closed form; only `unread` looks at the elements.
  var counts: AxisCounts {
    switch rule {
    case .window(let axis, let mode): windowCounts(axis, mode)
    case .bins: binCounts
    case .transposed(let axis): transposedCounts(axis)
    }
  }

  private func windowCounts(_ axis: Axis, _ mode: PaddingMode) -> AxisCounts {
    var counts = AxisCounts()
    for tap in 0..<axis.kernel {
      // Output o reads the place o·s + offset.
      let offset = tap * axis.dilation - axis.paddingBefore
      counts.taps += outputs(below: input + axis.paddingAfter - offset, stride: axis.stride)
      counts.onData +=
        outputs(below: input - offset, stride: axis.stride)
        - outputs(below: -offset, stride: axis.stride)
    }
    counts.outputsOnData = (0..<output).count { position in
      let start = position * axis.stride - axis.paddingBefore
      let first = start >= 0 ? 0 : (-start + axis.dilation - 1) / axis.dilation
      return first < axis.kernel && start + first * axis.dilation < input
    }
    counts.unread = unread(axis, mode)
    return counts
  }

  /// The outputs o ≥ 0 with o·s < bound.
  private func outputs(below bound: Int, stride: Int) -> Int {
    bound <= 0 ? 0 : min(output, (bound - 1) / stride + 1)
  }

  private func unread(_ axis: Axis, _ mode: PaddingMode) -> Int {
    // Without gaps the windows cover one stretch from the first tap to the last.
    if axis.dilation == 1, axis.kernel >= axis.stride, mode == .zeros {
      let end = (output - 1) * axis.stride - axis.paddingBefore + axis.kernel
      return input - max(min(end, input) - max(-axis.paddingBefore, 0), 0)
    }
    var isRead = [Bool](repeating: false, count: input)
    for position in 0..<output {
      for tap in taps(at: position) {
        if let element = tap.element { isRead[element] = true }
      }
    }
    return isRead.count { !$0 }
  }

  private var binCounts: AxisCounts {
    let taps = (0..<output).reduce(0) { $0 + bin(at: $1).count }
    return AxisCounts(
      taps: taps, onData: taps, outputsOnData: output, unread: output == 0 ? input : 0)
  }

  /// Every input element meets every tap; what lands outside the output is cropped by the padding.
  private func transposedCounts(_ axis: Axis) -> AxisCounts {
    var counts = AxisCounts(taps: input * axis.kernel)
    for tap in 0..<axis.kernel {
      // Input i lands on i·s − crop.
      let crop = axis.paddingBefore - tap * axis.dilation
      counts.onData += inputs(below: output + crop, axis) - inputs(below: crop, axis)
    }
    counts.unread = (0..<input).count { readers(of: $0).isEmpty }
    counts.outputsOnData = min(output, counts.onData)
    return counts
  }

  /// The inputs i ≥ 0 with i·s < bound.
  private func inputs(below bound: Int, _ axis: Axis) -> Int {
    bound <= 0 ? 0 : min(input, (bound - 1) / axis.stride + 1)
  }
}
