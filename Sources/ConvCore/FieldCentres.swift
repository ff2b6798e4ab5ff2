/// Where the elements of a stack's output look on its input: their fields' centres, and whether
/// anything of the input reaches them.
public struct FieldCentres: Hashable, Sendable {
  public let rows: AxisCentres
  public let columns: AxisCentres

  /// The readings of the stack, layer by layer; there must be one at least.
  public init(through readings: [Reading]) {
    rows = AxisCentres(through: readings.map(\.rows))
    columns = AxisCentres(through: readings.map(\.columns))
  }
}

/// The centres along one axis, element by element of the output.
public struct AxisCentres: Hashable, Sendable {
  /// In input indices: 0 is the first element's centre, and the padding lies outside.
  public let centres: [Double]
  /// Some path of taps leads there from the input; between the elements of a transposed convolution
  /// none may.
  public let isReached: [Bool]

  public init(through readings: [AxisReading]) {
    let outputs = 0..<(readings.last?.output ?? 0)
    centres = outputs.map { position in
      readings.reversed().reduce(Double(position)) { place, reading in reading.centre(of: place) }
    }
    var isReached = [Bool](repeating: true, count: readings.first?.input ?? 0)
    for reading in readings {
      isReached = (0..<reading.output).map { position in
        reading.taps(at: position).contains { $0.element.map { isReached[$0] } ?? false }
      }
    }
    self.isReached = isReached
  }

  /// Input elements from one centre to the next, on average; 1 where there is only one.
  var jump: Double {
    guard let first = centres.first, let last = centres.last, centres.count > 1 else { return 1 }
    return (last - first) / Double(centres.count - 1)
  }
}

extension AxisReading {
  /// The middle of what an output element reads, in this layer's input indices.
  ///
  /// `position` may lie between two elements, as the middle of an even window of the next layer does.
  fileprivate func centre(of position: Double) -> Double {
    switch rule {
    case .window(let axis, _):
      return position * Double(axis.stride) - Double(axis.paddingBefore)
        + Double(axis.extent - 1) / 2
    case .transposed(let axis):
      return (position + Double(axis.paddingBefore) - Double(axis.extent - 1) / 2)
        / Double(axis.stride)
    case .bins:
      let before = min(max(Int(position.rounded(.down)), 0), output - 1)
      let after = min(before + 1, output - 1)
      return middle(before) + (middle(after) - middle(before)) * (position - Double(before))
    }
  }

  private func middle(_ position: Int) -> Double {
    let bin = bin(at: position)
    return Double(bin.lowerBound + bin.upperBound - 1) / 2
  }
}
