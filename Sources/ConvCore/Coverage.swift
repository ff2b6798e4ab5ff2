extension AxisReading {
  /// The outputs all of whose taps lie on the input; nil where the rule has no padding to fall on.
  ///
  /// Output o reads from o·s − p to o·s − p + d(k − 1).
  public var outputsWithAllTapsOnData: Int? {
    guard case .window(let axis, _) = rule else { return nil }
    let first = max(axis.paddingBefore + axis.stride - 1, 0) / axis.stride
    let room = input - axis.extent + axis.paddingBefore
    guard room >= 0 else { return 0 }
    return max(min(room / axis.stride + 1, output) - first, 0)
  }
}

extension Reading {
  /// The positions of one output map all of whose taps lie on the input.
  public var positionsWithAllTapsOnData: Int? {
    guard let rows = rows.outputsWithAllTapsOnData,
      let columns = columns.outputsWithAllTapsOnData
    else { return nil }
    return rows * columns
  }
}
