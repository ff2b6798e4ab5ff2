/// The lengths of an operator's learned parameters.
public struct ParameterShape: Hashable, Sendable {
  /// (M, C / groups, kH, kW), or (C, M / groups, kH, kW) for a transposed convolution.
  public let weight: Shape
  /// M, or nil without a bias.
  public let bias: Int?
}

/// An operator's learned parameters.
public struct Parameters: Hashable, Sendable {
  /// The filters; nil for an operator without.
  public var weight: Tensor?
  /// One number for each output channel; nil where nothing is added.
  public var bias: [Float]?

  public init(weight: Tensor?, bias: [Float]?) {
    self.weight = weight
    self.bias = bias
  }

  public static let none = Parameters(weight: nil, bias: nil)

  /// Small whole numbers, −2 to 2 (bias −1 to 1), the same on every machine.
  public static func integers(_ shape: ParameterShape?) -> Parameters {
    guard let shape else { return .none }
    let weight = (0..<shape.weight.count).map { index in scattered(index, modulo: 5) - 2 }
    let bias = shape.bias.map { count in (0..<count).map { scattered($0 + 7, modulo: 3) - 1 } }
    return Parameters(weight: Tensor(shape: shape.weight, elements: weight), bias: bias)
  }

  /// The same plane of weights in every slice of every filter; no bias is added (zeros).
  ///
  /// Nil when the plane is not as large as the kernel.
  public static func repeating(_ rows: [[Float]], in shape: ParameterShape?) -> Parameters? {
    guard let shape, canRepeat(rows, in: shape) else { return nil }
    let plane = rows.flatMap { $0 }
    let planes = shape.weight.batch * shape.weight.channels
    let weight = Array(repeatElement(plane, count: planes).joined())
    return Parameters(
      weight: Tensor(shape: shape.weight, elements: weight),
      bias: shape.bias.map { [Float](repeating: 0, count: $0) })
  }

  /// The plane is as large as the kernel.
  public static func canRepeat(_ rows: [[Float]], in shape: ParameterShape?) -> Bool {
    guard let shape else { return false }
    return rows.count == shape.weight.height
      && rows.allSatisfy { $0.count == shape.weight.width }
  }

  /// Refuses parameters that are not as long as the operator says.
  public func check(_ shape: ParameterShape?) throws(Refusal) {
    if let weight, let expected = shape?.weight, weight.shape != expected {
      throw Refusal(
        "the weight is \(weight.shape.lengths), but the layer takes \(expected.lengths): "
          + "change the layer or the file")
    }
    if let bias, let expected = shape?.bias, bias.count != expected {
      throw Refusal(
        "the bias has \(bias.count) \(plural(bias.count, "element")), "
          + "but the layer has \(expected) output \(plural(expected, "channel")): "
          + "change the layer or the file")
    }
  }
}

extension Tensor {
  /// Whole numbers from 0 to 9, the same on every machine.
  public static func wholeNumbers(_ shape: Shape) -> Tensor {
    Tensor(shape: shape, elements: (0..<shape.count).map { scattered($0, modulo: 10) })
  }
}

/// Mixes an index into a small number (the finaliser of SplitMix64; Steele et al. 2014).
private func scattered(_ index: Int, modulo: UInt64) -> Float {
  var bits = UInt64(truncatingIfNeeded: index) &+ 0x9E37_79B9_7F4A_7C15
  bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
  bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
  return Float((bits ^ (bits >> 31)) % modulo)
}
