import ConvCore

/// A place in a file's bytes, for headers that are text.
struct Scanner {
  /// The file, as refusals name it.
  let file: String
  /// The whole file: offsets count from its first byte.
  let bytes: [UInt8]
  private(set) var offset: Int
  /// The first offset behind the header.
  let end: Int

  init(_ bytes: [UInt8], in range: Range<Int>, of file: String) {
    self.file = file
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  /// The byte here, or nil at the end.
  var next: UInt8? { offset < end ? bytes[offset] : nil }

  mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
  }

  /// Steps over the text if it stands here.
  mutating func take(_ text: StaticString) -> Bool {
    let word = "\(text)".utf8
    guard word.count <= end - offset, bytes[offset..<offset + word.count].elementsEqual(word)
    else { return false }
    offset += word.count
    return true
  }

  /// Steps over space and the text, or refuses what stands there instead.
  mutating func expect(_ text: StaticString) throws(Refusal) {
    skipSpace()
    guard take(text) else { throw unexpected("\(text)") }
  }

  /// Steps over one byte and gives it.
  mutating func advance() -> UInt8? {
    guard let byte = next else { return nil }
    offset += 1
    return byte
  }

  /// Decimal digits without sign or leading zero; nil when they exceed `Int`.
  mutating func wholeNumber() throws(Refusal) -> Int? {
    skipSpace()
    let start = offset
    var value = Int?(0)
    while let byte = next, (0x30...0x39).contains(byte) {
      let (tens, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(Int(byte - 0x30))
      value = value == nil || overflow || carry ? nil : sum
      offset += 1
    }
    guard offset > start else { throw unexpected("a whole number") }
    guard bytes[start] != 0x30 || offset == start + 1 else {
      throw Refusal("\(file): the number at byte \(start) begins with 0")
    }
    return value
  }

  /// Says what stands here and what should.
  func unexpected(_ wanted: String) -> Refusal {
    guard let next else {
      return Refusal("\(file): the header ends at byte \(offset), before \(wanted)")
    }
    let scalar = Unicode.Scalar(next)
    let found = (0x20..<0x7F).contains(next) ? "'\(scalar)'" : "byte value \(next)"
    return Refusal("\(file): \(found) at byte \(offset) of the header should be \(wanted)")
  }
}
