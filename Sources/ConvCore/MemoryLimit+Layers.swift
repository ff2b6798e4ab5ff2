extension MemoryLimit {
  /// Refuses a layer whose weight, output or windows would not fit.
  func admit(_ operation: any Operator, _ reading: Reading) throws(Refusal) {
    if let shape = operation.parameterShape { try admit(shape) }
    try admit(reading.output.checkedCount, as: "the output \(reading.output)")
    try admit(reading.rows, word: "rows")
    try admit(reading.columns, word: "columns")
    // All taps of all channels: no count of a layer is larger.
    let taps = Shape(
      batch: reading.output.batch * reading.output.channels,
      channels: operation.inputChannels(of: 0).count, height: reading.rows.mostMeetings,
      width: reading.columns.mostMeetings)
    guard taps.checkedCount != nil else {
      throw Refusal("the layer's taps are more than 2⁶³: use something smaller")
    }
  }

  /// Refuses parameters that would not fit.
  public func admit(_ shape: ParameterShape) throws(Refusal) {
    try admit(shape.weight.checkedCount, as: "the weight \(shape.weight.lengths)")
  }

  /// Refuses a step whose taps would not fit.
  public func admit(stepOf operation: any Operator, _ reading: Reading) throws(Refusal) {
    let taps = Shape(
      channels: operation.inputChannels(of: 0).count, height: reading.rows.mostTaps,
      width: reading.columns.mostTaps)
    let (elements, overflow) = (taps.checkedCount ?? Int.max).multipliedReportingOverflow(
      by: MemoryLayout<Tap>.stride / 4)
    try admit(overflow ? nil : elements, as: "a step of \(taps) taps")
  }

  /// Bytes for each place of an axis while windows are laid out over it.
  private static let bytesOfPlace = 64

  private func admit(_ axis: AxisReading, word: String) throws(Refusal) {
    for (what, places) in axis.places(word) {
      let (elements, overflow) = places.multipliedReportingOverflow(
        by: MemoryLimit.bytesOfPlace / 4)
      try admit(overflow ? nil : elements, as: what)
    }
  }
}

extension AxisReading {
  /// The most taps that an output element has along the axis.
  fileprivate var mostTaps: Int {
    switch rule {
    case .window(let axis, _), .transposed(let axis): axis.kernel
    case .bins: output == 0 ? 0 : min((input + output - 1) / output + 1, input)
    }
  }

  /// At least as many as the times that a tap meets a place.
  fileprivate var mostMeetings: Int {
    if case .transposed(let axis) = rule { input * axis.kernel } else { output * mostTaps }
  }

  /// What memory is taken for, place by place.
  fileprivate func places(_ word: String) -> [(what: String, count: Int)] {
    var places = [("an output of \(output) \(word)", output)]
    switch rule {
    case .window(let axis, _), .transposed(let axis):
      places.append(("a kernel of \(axis.kernel) \(word)", axis.kernel))
    case .bins: break
    }
    return places
  }
}
