import ConvCore

extension Scanner {
  /// An object whose values `value` reads, told each key and the offset where it stands.
  mutating func object(
    _ value: (inout Scanner, _ key: String, _ offset: Int) throws(Refusal) -> Void
  ) throws(Refusal) {
    var keys: Set<String> = []
    try expect("{")
    skipSpace()
    guard !take("}") else { return }
    repeat {
      skipSpace()
      let start = offset
      let key = try string()
      guard keys.insert(key).inserted else {
        throw Refusal("\(file): key '\(key)' at byte \(start) stands there twice")
      }
      try expect(":")
      skipSpace()
      try value(&self, key, start)
      skipSpace()
    } while take(",")
    try expect("}")
  }

  /// A list of whole numbers.
  mutating func wholeNumbers() throws(Refusal) -> [Int] {
    var numbers: [Int] = []
    try expect("[")
    skipSpace()
    guard !take("]") else { return [] }
    repeat {
      skipSpace()
      let start = offset
      guard let number = try wholeNumber() else {
        throw Refusal("\(file): the number at byte \(start) is beyond 2⁶³")
      }
      numbers.append(number)
      skipSpace()
    } while take(",")
    try expect("]")
    return numbers
  }

  /// A string; the bytes must be UTF-8 already.
  mutating func string() throws(Refusal) -> String {
    guard take("\"") else { throw unexpected("a string in double quotes") }
    let start = offset - 1
    var text: [UInt8] = []
    while let byte = advance() {
      switch byte {
      case 0x22: return String(decoding: text, as: UTF8.self)
      case 0x5C: text += Array(String(try escaped()).utf8)
      case 0..<0x20:
        throw Refusal("\(file): the control character at byte \(offset - 1) must be escaped")
      default: text.append(byte)
      }
    }
    throw Refusal("\(file): the quote at byte \(start) is never closed")
  }

  /// What stands behind a backslash.
  private mutating func escaped() throws(Refusal) -> Unicode.Scalar {
    let start = offset - 1
    switch advance() {
    case 0x22: return "\""
    case 0x5C: return "\\"
    case 0x2F: return "/"
    case 0x62: return "\u{8}"
    case 0x66: return "\u{C}"
    case 0x6E: return "\n"
    case 0x72: return "\r"
    case 0x74: return "\t"
    case 0x75:
      var code = hexadecimal()
      if let high = code, (0xD800..<0xDC00).contains(high), take("\\u"), let low = hexadecimal(),
        (0xDC00..<0xE000).contains(low)
      {
        code = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
      }
      if let scalar = code.flatMap(Unicode.Scalar.init) { return scalar }
    default: break
    }
    throw Refusal("\(file): the escape at byte \(start) is not one of JSON's")
  }

  /// Four hexadecimal digits.
  private mutating func hexadecimal() -> UInt32? {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = advance(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      else { return nil }
      code = code << 4 | UInt32(digit)
    }
    return code
  }
}
