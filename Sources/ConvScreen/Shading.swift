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
    let (negative, middle, positive) = Shading.signs(isDark: isDark)
    // The root keeps the many small values of an edge filter apart from zero.
    let strength = abs(level * 2 - 1).squareRoot()
    return Shading.mix(middle, level < 0.5 ? negative : positive, strength)
  }

  /// The colours of the least value, of 0 and of the largest.
  private static func signs(isDark: Bool) -> (negative: RGB, middle: RGB, positive: RGB) {
    isDark
      ? (RGB(70, 150, 255), RGB(38, 38, 42), RGB(250, 95, 85))
      : (RGB(20, 90, 190), RGB(248, 248, 246), RGB(190, 40, 45))
  }

  /// Where a colour of signed values stands between the ends, from −1 to 1; nil for other colours,
  /// and for those too near to 0 to tell.
  static func sign(of color: RGB, isDark: Bool) -> Float? {
    let (negative, middle, positive) = signs(isDark: isDark)
    let shares = [(negative, Float(-1)), (positive, 1)].compactMap { end, sign -> Float? in
      let share = color.share(from: middle, to: end)
      guard share > 0.1, color.isNear(mix(middle, end, min(share, 1))) else { return nil }
      return sign * share
    }
    return shares.first
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
  /// How far it lies on the way from one colour to another, by the part that changes most.
  fileprivate func share(from start: RGB, to end: RGB) -> Float {
    let parts = [\RGB.red, \.green, \.blue].map { part in
      (Float(end[keyPath: part]) - Float(start[keyPath: part]), Float(self[keyPath: part]), part)
    }
    guard let most = parts.max(by: { $0.0.magnitude < $1.0.magnitude }), most.0 != 0 else {
      return 0
    }
    return (most.1 - Float(start[keyPath: most.2])) / most.0
  }

  /// The same but for rounding, and for the shade of what is still to come.
  fileprivate func isNear(_ other: RGB) -> Bool {
    [\RGB.red, \.green, \.blue].allSatisfy {
      abs(Int(self[keyPath: $0]) - Int(other[keyPath: $0])) <= 6
    }
  }

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
