import ConvCore
import Glibc

extension Float {
  /// The same number, both NaN, or apart by no more than the tolerance.
  func agrees(with other: Float, within tolerance: Float) -> Bool {
    if isNaN || other.isNaN { return isNaN && other.isNaN }
    return self == other || isFinite && other.isFinite && abs(self - other) <= tolerance
  }

  /// The same bits, so that −0 is not 0; all NaNs are one.
  func isIdentical(to other: Float) -> Bool {
    isNaN && other.isNaN || bitPattern == other.bitPattern
  }
}

extension Step {
  /// How far a Float32 sum of the same terms, in whatever order, may lie from this value.
  ///
  /// n terms added in Float32 are off by at most n·u·Σ|term| with u = 2⁻²⁴ (Higham, Accuracy and
  /// Stability of Numerical Algorithms, eq. 4.4); twice that, as the products are rounded, too. A
  /// root divides a relative error by its power, and a sum of powers of both signs, as odd powers are,
  /// enlarges it by Σ|power| / |Σ power|.
  var tolerance: Float {
    let share = Float(taps.count + 4) * 0x1p-23
    switch reduction {
    case .sum(let bias):
      return share * (taps.reduce(0) { $0 + abs($1.product) } + abs(bias ?? 0))
    case .mean(let divisor):
      return share * taps.reduce(0) { $0 + abs($1.input) } / abs(Float(divisor))
    case .norm(let power, _, _):
      guard power.isFinite, value != 0 else { return 0 }
      let powers = taps.map { pow($0.input, power) }
      let condition = powers.reduce(0) { $0 + abs($1) } / abs(powers.reduce(0, +))
      return abs(value) * share * max(1, 1 / abs(power)) * condition
    case .maximum, .copy, .rectified: return 0
    }
  }
}
