import Glibc

extension Step {
  /// PyTorch's `lp_pool2d`: avg_pool2d(xᵖ) · kH·kW, then the p-th root, each in Float32.
  ///
  /// p = ∞ is the largest |x|, p = −∞ the smallest; a NaN in the window gives NaN.
  static func norm(_ inputs: [Float], power: Float, divisor: Int, scale: Int) -> Float {
    guard !power.isInfinite else {
      guard !inputs.contains(where: \.isNaN) else { return .nan }
      let sizes = inputs.map(\.magnitude)
      return (power > 0 ? sizes.max() : sizes.min()) ?? 0
    }
    return root(scaledPowers(inputs, power: power, divisor: divisor, scale: scale), power)
  }

  private static func scaledPowers(
    _ inputs: [Float], power: Float, divisor: Int, scale: Int
  ) -> Float {
    let powers = inputs.reduce(0.0) { $0 + Double(Step.power(of: $1, power)) }
    return Float(powers / Double(divisor)) * Float(scale)
  }

  /// What stands under a norm's root; nil for other reductions and for norms without a root, p = ±∞.
  public var underRoot: Float? {
    guard case .norm(let power, let divisor, let scale) = reduction, !power.isInfinite else {
      return nil
    }
    return Step.scaledPowers(taps.map(\.input), power: power, divisor: divisor, scale: scale)
  }

  /// xᵖ in Float32; p = ±½ by the square root, as PyTorch does, which has none of −∞.
  public static func power(of input: Float, _ power: Float) -> Float {
    switch power {
    case 0.5: input.squareRoot()
    case -0.5: 1 / input.squareRoot()
    default: Float(pow(Double(input), Double(power)))
    }
  }

  private static func root(_ value: Float, _ power: Float) -> Float {
    Float(pow(Double(value), Double(1 / power)))
  }
}
