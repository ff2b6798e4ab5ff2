import Glibc

extension RGB {
  static let black = RGB(0, 0, 0)
  static let white = RGB(255, 255, 255)

  /// Light by sRGB value.
  private static let linear: [Double] = (0...255).map { value in
    let part = Double(value) / 255
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
  }

  /// Relative luminance, 0 to 1 (WCAG 2.2).
  public var luminance: Double {
    0.2126 * Self.linear[Int(red)] + 0.7152 * Self.linear[Int(green)]
      + 0.0722 * Self.linear[Int(blue)]
  }

  /// Contrast ratio, 1 to 21 (WCAG 2.2).
  public func contrast(with other: RGB) -> Double {
    let (one, two) = (luminance + 0.05, other.luminance + 0.05)
    return max(one, two) / min(one, two)
  }

  /// The colour halfway between two.
  func mixed(with other: RGB) -> RGB {
    func half(_ one: UInt8, _ two: UInt8) -> UInt8 { UInt8((Int(one) + Int(two) + 1) / 2) }
    return RGB(half(red, other.red), half(green, other.green), half(blue, other.blue))
  }
}

// The 256 indexed colours: 16 of the terminal's own (here xterm's), a 6×6×6 cube, 24 greys.
extension RGB {
  private static let ansi: [RGB] = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
    RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
    RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
    RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]

  /// The colour an index stands for.
  public init(index: UInt8) {
    func level(_ digit: Int) -> UInt8 { digit == 0 ? 0 : UInt8(55 + 40 * digit) }
    let place = Int(index) - 16
    switch index {
    case 0..<16: self = Self.ansi[Int(index)]
    case 232...:
      let grey = 8 + 10 * (index - 232)
      self = RGB(grey, grey, grey)
    default: self = RGB(level(place / 36), level(place / 6 % 6), level(place % 6))
    }
  }

  func nearest(in indices: Range<UInt8>) -> UInt8 {
    indices.min { distance(to: RGB(index: $0)) < distance(to: RGB(index: $1)) } ?? 0
  }

  var nearestOfCubeAndGreys: UInt8 {
    func digit(_ value: UInt8) -> Int { value < 48 ? 0 : value < 115 ? 1 : (Int(value) - 35) / 40 }
    let cube = UInt8(16 + 36 * digit(red) + 6 * digit(green) + digit(blue))
    let mean = (Int(red) + Int(green) + Int(blue)) / 3
    let grey = UInt8(232 + min(max((mean - 3) / 10, 0), 23))
    return distance(to: RGB(index: grey)) < distance(to: RGB(index: cube)) ? grey : cube
  }

  private func distance(to other: RGB) -> Int {
    func square(_ one: UInt8, _ two: UInt8) -> Int { (Int(one) - Int(two)) * (Int(one) - Int(two)) }
    return square(red, other.red) + square(green, other.green) + square(blue, other.blue)
  }
}
