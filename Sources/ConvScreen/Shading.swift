import ConvCore

/// The colours of values: signed data diverges from the middle, other data is as bright as it is large.
struct Shading: Hashable, Sendable {
  private let least: Float
  private let most: Float
  private let isSigned: Bool
  private let isDark: Bool

  /// For values from `least` to `most`, on a dark or light terminal.
  init(least: Float, most: Float, isDark: Bool) {
    isSigned = least < 0
    let size = max(least.magnitude, most.magnitude)
    self.least = isSigned ? -size : min(least, 0)
    self.most = isSigned ? size : most
    self.isDark = isDark
  }

  /// Not a number is violet, so that it is never taken for a value.
  private static let notANumber = RGB(90, 0, 110)

  func color(_ value: Float) -> RGB {
    guard !value.isNaN else { return Shading.notANumber }
    guard most > least else { return Shading.mix(.black, .white, 0) }
    // In Double, where the span of the largest Float32 numbers is finite.
    let span = Double(most) - Double(least)
    let level = Float(min(max((Double(value) - Double(least)) / span, 0), 1))
    guard isSigned else { return Shading.mix(RGB(16, 16, 18), RGB(245, 245, 242), level) }
    let middle = isDark ? RGB(38, 38, 42) : RGB(248, 248, 246)
    let negative = isDark ? RGB(70, 150, 255) : RGB(20, 90, 190)
    let positive = isDark ? RGB(250, 95, 85) : RGB(190, 40, 45)
    // The root keeps the many small values of an edge filter apart from zero.
    let strength = abs(level * 2 - 1).squareRoot()
    return Shading.mix(middle, level < 0.5 ? negative : positive, strength)
  }

  /// A cell of a value: its colour, and the ink that reads best on it.
  func style(_ value: Float) -> Style {
    let color = color(value)
    return Style(ink: .shade(color.ink), ground: .shade(color))
  }

  static func mix(_ from: RGB, _ to: RGB, _ share: Float) -> RGB {
    func blend(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Float(a) + (Float(b) - Float(a)) * share).rounded())
    }
    return RGB(
      blend(from.red, to.red), blend(from.green, to.green), blend(from.blue, to.blue))
  }
}

extension RGB {
  /// Black or white, whichever has the higher contrast.
  var ink: RGB { contrast(with: .black) >= contrast(with: .white) ? .black : .white }
}

/// The span of a tensor's values, and how they are written and coloured.
struct ValueRange: Hashable, Sendable {
  private var extent = Extent()

  init() {}

  init(_ values: [Float]) { take(values[...]) }

  init(_ tensor: Tensor) { self.init(tensor.elements) }

  var least: Float { extent.least }
  var most: Float { extent.most }
  var isWhole: Bool { extent.isWhole }

  /// Takes more values into the range; those that are not finite are left out.
  mutating func take(_ values: ArraySlice<Float>) { extent.take(values) }

  /// Takes another range's values in.
  mutating func take(_ other: ValueRange) { extent.take(other.extent) }

  var format: NumberFormat {
    least <= most
      ? NumberFormat(least: least, most: most, isWhole: isWhole)
      : NumberFormat(least: -1, most: 0, isWhole: true)
  }

  func shading(isDark: Bool) -> Shading {
    least <= most
      ? Shading(least: least, most: most, isDark: isDark)
      : Shading(least: 0, most: 1, isDark: isDark)
  }
}
