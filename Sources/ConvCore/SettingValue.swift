/// A type that a setting may have: made from a literal, written as one, and changed a step at a time.
protocol SettingValue: Hashable, Sendable {
  /// `least` is the smallest whole number allowed.
  init(_ value: Value, least: Int) throws(Refusal)

  /// The literal; pairs of equal numbers as one when `short`.
  func literal(short: Bool) -> Value

  /// The next larger (+1) or smaller (−1) value.
  func stepped(by change: Int, least: Int) throws(Refusal) -> Self

  /// How one writes it.
  static var form: SettingForm { get }
}

/// The largest whole number a setting may have, PyTorch's `int`.
private let most = Int(Int32.max)

private func admit(_ number: Int, least: Int) throws(Refusal) -> Int {
  guard number >= least else {
    throw Refusal("\(number) is below \(least): use \(least) or more")
  }
  guard number <= most else {
    throw Refusal("\(number) is above \(most): use a smaller number")
  }
  return number
}

/// `3 numbers`: how many a list has.
func numbers(_ items: [Value]) -> String {
  items.count == 1 ? "1 number" : "\(items.count) numbers"
}

extension Int: SettingValue {
  init(_ value: Value, least: Int) throws(Refusal) {
    guard case .integer(let number) = value else {
      throw Refusal("\(value) is not a whole number")
    }
    self = try admit(number, least: least)
  }

  func literal(short: Bool) -> Value { .integer(self) }

  func stepped(by change: Int, least: Int) throws(Refusal) -> Int {
    try admit(self + change, least: least)
  }
}

extension Bool: SettingValue {
  init(_ value: Value, least: Int) throws(Refusal) {
    switch value {
    case .truth(let claim): self = claim
    case .integer(0): self = false
    case .integer(1): self = true
    default: throw Refusal("\(value) is neither True nor False")
    }
  }

  func literal(short: Bool) -> Value { .truth(self) }

  func stepped(by change: Int, least: Int) throws(Refusal) -> Bool { !self }
}

extension Float: SettingValue {
  init(_ value: Value, least: Int) throws(Refusal) {
    switch value {
    case .integer(let number): self = Float(number)
    case .truth(let claim): self = claim ? 1 : 0
    case .float(let number):
      guard !number.isFinite || abs(number) <= Double(Float.greatestFiniteMagnitude) else {
        throw Refusal("\(value) is beyond Float32: use at most \(Float.greatestFiniteMagnitude)")
      }
      self = Float(number)
    default: throw Refusal("\(value) is not a number")
    }
  }

  func literal(short: Bool) -> Value {
    self == rounded() && abs(self) < 1e6
      ? .integer(Int(self)) : .float(Double("\(self)") ?? Double(self))
  }

  func stepped(by change: Int, least: Int) throws(Refusal) -> Float { self + Float(change) }
}

extension Pair: SettingValue {
  init(_ value: Value, least: Int) throws(Refusal) {
    switch value {
    case .list(let items) where items.count == 2:
      self.init(try Int(items[0], least: least), try Int(items[1], least: least))
    case .list(let items):
      throw Refusal("\(value) has \(numbers(items)): give one, or (rows, columns)")
    default:
      self.init(try Int(value, least: least))
    }
  }

  func literal(short: Bool) -> Value {
    short && rows == columns ? .integer(rows) : .list([.integer(rows), .integer(columns)])
  }

  func stepped(by change: Int, least: Int) throws(Refusal) -> Pair {
    Pair(
      try rows.stepped(by: change, least: least), try columns.stepped(by: change, least: least))
  }
}

extension Optional: SettingValue where Wrapped: SettingValue {
  init(_ value: Value, least: Int) throws(Refusal) {
    self = value == .none ? .none : .some(try Wrapped(value, least: least))
  }

  func literal(short: Bool) -> Value { self?.literal(short: short) ?? .none }

  func stepped(by change: Int, least: Int) throws(Refusal) -> Wrapped? {
    guard let wrapped = self else {
      return try Wrapped(.integer(Swift.max(least, 1)), least: least)
    }
    return try wrapped.stepped(by: change, least: least)
  }
}

extension Padding: SettingValue {
  private static let words: [String: Padding] = [
    "valid": .none, "same": .same, "same_upper": .sameUpper, "same_lower": .sameLower,
  ]

  init(_ value: Value, least: Int) throws(Refusal) {
    switch value {
    // PyTorch prints the word without quotes.
    case .string(let word), .other(let word):
      guard let padding = Padding.words[word] else {
        throw Refusal("'\(word)' is not 'valid', 'same', 'same_upper' or 'same_lower'")
      }
      self = padding
    default:
      if let sides = try Padding.sides(of: value, least: least) {
        self = sides
      } else {
        self = .pair(try Pair(value, least: least))
      }
    }
  }

  /// Our own ((top, bottom), (left, right)); nil when the value is not two lists.
  private static func sides(of value: Value, least: Int) throws(Refusal) -> Padding? {
    guard case .list(let axes) = value, axes.count == 2,
      case .list(let rows) = axes[0], case .list(let columns) = axes[1]
    else { return nil }
    guard rows.count == 2, columns.count == 2 else {
      throw Refusal("\(value) is not ((top, bottom), (left, right))")
    }
    return .sides(
      Sides(
        left: try Int(columns[0], least: least), right: try Int(columns[1], least: least),
        top: try Int(rows[0], least: least), bottom: try Int(rows[1], least: least)))
  }

  func literal(short: Bool) -> Value {
    switch self {
    case .pair(let pair): pair.literal(short: short)
    case .sides(let sides):
      .list([
        .list([.integer(sides.top), .integer(sides.bottom)]),
        .list([.integer(sides.left), .integer(sides.right)]),
      ])
    case .same: .string("same")
    case .sameUpper: .string("same_upper")
    case .sameLower: .string("same_lower")
    }
  }

  func stepped(by change: Int, least: Int) throws(Refusal) -> Padding {
    switch self {
    case .pair(let pair):
      return .pair(try pair.stepped(by: change, least: least))
    case .sides(let sides):
      return .sides(
        Sides(
          left: try sides.left.stepped(by: change, least: least),
          right: try sides.right.stepped(by: change, least: least),
          top: try sides.top.stepped(by: change, least: least),
          bottom: try sides.bottom.stepped(by: change, least: least)))
    case .same, .sameUpper, .sameLower:
      guard change < 0 else {
        throw Refusal("\(literal(short: true)) is worked out from the kernel: less of it is none")
      }
      return .none
    }
  }
}

extension Sides: SettingValue {
  init(_ value: Value, least: Int) throws(Refusal) {
    switch value {
    case .list(let items) where items.count == 4:
      self.init(
        left: try Int(items[0], least: least), right: try Int(items[1], least: least),
        top: try Int(items[2], least: least), bottom: try Int(items[3], least: least))
    case .list(let items):
      throw Refusal("\(value) has \(numbers(items)): give one, or (left, right, top, bottom)")
    default:
      self.init(try Int(value, least: least))
    }
  }

  func literal(short: Bool) -> Value {
    short && Set([left, right, top, bottom]).count == 1
      ? .integer(left)
      : .list([.integer(left), .integer(right), .integer(top), .integer(bottom)])
  }

  func stepped(by change: Int, least: Int) throws(Refusal) -> Sides {
    Sides(
      left: try left.stepped(by: change, least: least),
      right: try right.stepped(by: change, least: least),
      top: try top.stepped(by: change, least: least),
      bottom: try bottom.stepped(by: change, least: least))
  }
}

extension PaddingMode: SettingValue {
  init(_ value: Value, least: Int) throws(Refusal) {
    switch value {
    case .string(let word), .other(let word):
      guard let mode = PaddingMode(rawValue: word) else { fallthrough }
      self = mode
    default: throw Refusal("\(value) is not 'zeros', 'reflect', 'replicate' or 'circular'")
    }
  }

  func literal(short: Bool) -> Value { .string(rawValue) }

  func stepped(by change: Int, least: Int) throws(Refusal) -> PaddingMode {
    let all = PaddingMode.allCases
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + change + all.count) % all.count]
  }
}
