import ConvScreen

/// One CSI sequence.
struct ControlSequence {
  /// `<`, `=`, `>` or `?` before the parameters: not a key's.
  let prefix: UInt8?
  let numbers: [Int]
  let final: UInt8

  init(body: ArraySlice<UInt8>, final: UInt8) {
    prefix = body.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil }
    let rest = prefix == nil ? body : body.dropFirst()
    numbers =
      rest.isEmpty
      ? [] : rest.split(separator: 0x3B, omittingEmptySubsequences: false).map(Self.number)
    self.final = final
  }

  /// The digits' number; what follows a colon or is no digit does not count.
  private static func number(_ text: ArraySlice<UInt8>) -> Int {
    text.prefix { (0x30...0x39).contains($0) }.prefix(7).reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  var beginsPaste: Bool { final == UInt8(ascii: "~") && prefix == nil && numbers.first == 200 }

  var pointer: Pointer? {
    guard numbers.count == 3, final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else {
      return nil
    }
    return Pointer(
      button: numbers[0], isRelease: final == UInt8(ascii: "m"), column: numbers[1] - 1,
      row: numbers[2] - 1)
  }

  /// Nil for what is no key: focus changes, strays.
  var key: Key? {
    switch final {
    case UInt8(ascii: "~"): tildeKey
    case UInt8(ascii: "u"): Key(code: numbers.first ?? 0, modifiers: modifiers)
    case UInt8(ascii: "I") where numbers.isEmpty, UInt8(ascii: "O") where numbers.isEmpty: nil
    case UInt8(ascii: "Z"): .backTab
    case UInt8(ascii: "a")...UInt8(ascii: "z") where numbers.isEmpty:
      // rxvt's arrows with Shift; else a key typed after an unfinished `ESC [`.
      Key.arrow(final - 0x20, last: "D") ?? .plain(final)
    default: Key.arrow(final, last: "H") ?? .functionLetter(final) ?? .unknown
    }
  }

  /// 1 without any, also where the number is left out.
  private var modifiers: Int { numbers.count > 1 ? max(numbers[1], 1) : 1 }

  private var tildeKey: Key? {
    switch numbers.first ?? 0 {
    case 1, 7: .home
    case 4, 8: .end
    case 3: .delete
    case 5: .pageUp
    case 6: .pageDown
    case let code where (11...15).contains(code): .function(code - 10)
    case let code where (17...21).contains(code): .function(code - 11)
    case 23, 24: .function(numbers[0] - 12)
    case 27: Key(code: numbers.count > 2 ? numbers[2] : 0, modifiers: modifiers)
    case 201: nil
    default: .unknown
    }
  }
}

extension Key {
  /// A key sent as a code point and modifiers, 1 + Shift 1 + Alt 2 + Control 4.
  fileprivate init(code: Int, modifiers: Int) {
    let bits = modifiers - 1
    switch code {
    case 27: self = .escape
    case 9: self = bits & 1 == 1 ? .backTab : .tab
    case 0x20..<0x7F where bits & 4 == 4: self = .plain(UInt8(code) & 0x1F)
    case 0x08 where bits & 2 == 2, 0x20...0x7F where bits & 2 == 2:
      self = .alt(.plain(UInt8(code)))
    case 0..<0x80: self = .plain(UInt8(code))
    default:
      let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init)
      self = scalar.map { .character(Character($0)) } ?? .unknown
    }
  }
}

extension Pointer {
  /// xterm's numbers: 32 for a motion, 64 for the wheel; only the first button presses.
  init?(button: Int, isRelease: Bool, column: Int, row: Int) {
    guard (0..<128).contains(button), column >= 0, row >= 0 else { return nil }
    let deed: Deed
    switch (button & 0x40, button & 0x20, button & 3) {
    case (0x40, _, 0): deed = .wheelUp
    case (0x40, _, 1): deed = .wheelDown
    case (0, 0x20, _): deed = .move
    case (0, 0, 0): deed = isRelease ? .release : .press
    default: return nil
    }
    if deed == .wheelUp || deed == .wheelDown, isRelease { return nil }
    self.init(deed, column: column, row: row)
  }
}
