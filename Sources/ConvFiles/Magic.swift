/// The bytes that files begin with.
enum Magic {
  static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF]
  static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  /// A zip archive without members.
  static let emptyZip: [UInt8] = [0x50, 0x4B, 0x05, 0x06]

  /// A file's first bytes as hexadecimal digits, for the sentence that refuses it.
  static func words(_ bytes: [UInt8]) -> String {
    guard !bytes.isEmpty else { return "nothing" }
    let digits = bytes.prefix(8).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return digits.joined(separator: " ")
  }
}
