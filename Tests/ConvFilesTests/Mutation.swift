import SeededRandom

/// A seeded source of damaged files.
struct Mutation {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(state: seed) }

  /// One of the files, damaged in one to four places.
  ///
  /// Half of the PNGs get their checksums right again: else damage would end there.
  mutating func mutated(_ files: [[UInt8]]) -> [UInt8] {
    var bytes = files[below(files.count)]
    for _ in 0...below(4) { damage(&bytes, with: files) }
    if below(2) == 0, bytes.starts(with: [0x89, 0x50]) { Mutation.mendChecksums(&bytes) }
    return bytes
  }

  private mutating func below(_ bound: Int) -> Int {
    Int.random(in: 0..<max(1, bound), using: &random)
  }

  private mutating func damage(_ bytes: inout [UInt8], with files: [[UInt8]]) {
    let start = below(bytes.count)
    let end = min(bytes.count, start + 1 + below(below(2) == 0 ? 4 : 64))
    guard start < end else {
      bytes.append(UInt8(below(256)))
      return
    }
    switch below(8) {
    case 0: bytes[start] ^= 1 << below(8)
    case 1: bytes[start] = UInt8(below(256))
    case 2: bytes[start] = [0, 1, 0x7F, 0x80, 0xFF, 0x30, 0x39, 0x22][below(8)]
    case 3:
      for place in start..<end { bytes[place] = [0, 0xFF, 0x39][place % 3 == 0 ? 0 : below(3)] }
    case 4: bytes.removeSubrange(start..<end)
    case 5: bytes.insert(contentsOf: bytes[start..<end], at: below(bytes.count))
    case 6:
      let other = files[below(files.count)]
      let from = below(other.count)
      let part = other[from..<min(other.count, from + end - start)]
      bytes.replaceSubrange(start..<end, with: part)
    default: bytes.removeSubrange(start...)
    }
  }

  /// Recomputes the checksum of every whole PNG chunk.
  private static func mendChecksums(_ bytes: inout [UInt8]) {
    var start = 8
    while start + 12 <= bytes.count {
      let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      let end = start + 8 + length
      guard end + 4 <= bytes.count else { return }
      let sum = checksum(bytes[start + 4..<end])
      for place in 0..<4 { bytes[end + place] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * place)) }
      start = end + 4
    }
  }

  /// CRC-32, bit by bit.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }
}
