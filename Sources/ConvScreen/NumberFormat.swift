/// How the numbers of one tensor are written, so that they keep their columns.
struct NumberFormat: Hashable, Sendable {
  /// Digits after the point; nil: with an exponent.
  let decimals: Int?
  /// The columns every number takes.
  let width: Int

  /// The format in which all numbers from `least` to `most` fit.
  init(least: Float, most: Float, isWhole: Bool) {
    let size = max(least.magnitude, most.magnitude)
    let sign = least < 0 ? 1 : 0
    let digits = NumberFormat.digits(size)
    switch size {
    case _ where isWhole && size < 100_000:
      decimals = 0
      width = sign + digits
    case ..<0.001 where size > 0, 99_999.5...:
      decimals = nil
      width = sign + 6
    case ..<0.1 where size > 0:
      decimals = 4
      width = sign + 6
    default:
      let places = max(0, 3 - digits)
      decimals = places
      width = sign + digits + (places > 0 ? places + 1 : 0)
    }
  }

  private init(decimals: Int?, width: Int) {
    self.decimals = decimals
    self.width = width
  }

  /// The format with room for one more text, when it is needed.
  func widened(for text: String, when isNeeded: Bool) -> NumberFormat {
    NumberFormat(decimals: decimals, width: isNeeded ? max(width, text.width) : width)
  }

  /// One more digit after the point, where there are any.
  var finer: NumberFormat {
    guard let decimals, decimals > 0 else { return self }
    return NumberFormat(decimals: decimals + 1, width: width + 1)
  }

  /// The digits before the point.
  private static func digits(_ size: Float) -> Int {
    var digits = 1
    var bound: Float = 10
    while digits < 6, size >= bound - 0.005 {
      digits += 1
      bound *= 10
    }
    return digits
  }

  /// One number, right-aligned in the width.
  func text(_ number: Float) -> String { trimmed(number).right(width) }

  /// One number without blanks around it.
  func trimmed(_ number: Float) -> String {
    guard number.isFinite else { return NumberFormat.special(number) }
    guard let decimals else { return NumberFormat.exponential(number) }
    return NumberFormat.fixed(number, decimals: decimals)
  }

  /// As many digits as tell what matters: whole numbers whole, others with 4 significant digits.
  static func short(_ number: Float) -> String {
    guard number.isFinite else { return special(number) }
    if number == number.rounded(), number.magnitude < 1e7 { return fixed(number, decimals: 0) }
    guard number.magnitude >= 0.001, number.magnitude < 1e6 else { return exponential(number) }
    return fixed(
      number, decimals: max(0, 4 - (number.magnitude < 1 ? 0 : digits(number.magnitude))))
  }

  /// The shortest digits that give the same Float32 back.
  static func exact(_ number: Float) -> String {
    guard number.isFinite else { return special(number) }
    if number == number.rounded(), number.magnitude < 1e7 { return fixed(number, decimals: 0) }
    return "\(number)".replacingMinus
  }

  /// Numbers joined by their signs: `3 − 2 + 1`.
  static func joined(_ texts: [String]) -> String {
    texts.enumerated().map { place, text in
      guard place > 0 else { return text }
      return text.hasPrefix("−") ? " − \(text.dropFirst())" : " + \(text)"
    }.joined()
  }

  private static func special(_ number: Float) -> String {
    number.isNaN ? "NaN" : number < 0 ? "−∞" : "∞"
  }

  private static func fixed(_ number: Float, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (Double(number.magnitude) * scale).rounded()
    let whole = Int(scaled / scale)
    let sign = number < 0 && scaled > 0 ? "−" : ""
    guard decimals > 0 else { return "\(sign)\(Int(scaled))" }
    let rest = "\(Int(scaled) - whole * Int(scale))"
    return "\(sign)\(whole).\(String(repeating: "0", count: decimals - rest.count))\(rest)"
  }

  /// Two digits and an exponent: `1.2e−5`.
  private static func exponential(_ number: Float) -> String {
    var mantissa = Double(number.magnitude)
    guard mantissa > 0 else { return "0" }
    var exponent = 0
    while mantissa >= 9.95 {
      mantissa /= 10
      exponent += 1
    }
    while mantissa < 0.995 {
      mantissa *= 10
      exponent -= 1
    }
    let digits = fixed(Float(mantissa), decimals: 1)
    return "\(number < 0 ? "−" : "")\(digits)e\("\(exponent)".replacingMinus)"
  }
}

extension String {
  /// With the minus sign that is as wide as a plus.
  fileprivate var replacingMinus: String {
    String(map { $0 == "-" ? "−" : $0 })
  }
}

/// A whole number with the minus sign that is as wide as a plus.
func signed(_ number: Int) -> String { "\(number)".replacingMinus }

/// Whole numbers with thin groups of three digits: `118,013,952`.
func grouped(_ number: Int) -> String {
  var groups: [Substring] = []
  var digits = Substring("\(number.magnitude)")
  while digits.count > 3 {
    groups.insert(digits.suffix(3), at: 0)
    digits = digits.dropLast(3)
  }
  groups.insert(digits, at: 0)
  return (number < 0 ? "−" : "") + groups.joined(separator: ",")
}
