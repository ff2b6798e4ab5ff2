import ConvCore

/// What a .safetensors file says about its tensors.
struct SafetensorsHeader {
  struct Entry {
    let name: String
    let type: ElementType
    let lengths: [Int]
    /// Offsets from the data's first byte.
    let range: Range<Int>
  }

  /// In the order of their data, which they cover without gap or overlap.
  let entries: [Entry]
  /// The words of `__metadata__`.
  let metadata: [String: String]
  /// The offset of the data's first byte.
  let start: Int

  /// The longest header that the format allows.
  static let longest = 100_000_000

  private static let types: [(name: String, type: ElementType)] = [
    ("F64", .float64), ("F32", .float32), ("F16", .float16), ("BF16", .bfloat16),
    ("I64", .int64), ("I32", .int32), ("I16", .int16), ("I8", .int8),
    ("U64", .uint64), ("U32", .uint32), ("U16", .uint16), ("U8", .uint8), ("BOOL", .bool),
  ]

  init(_ bytes: [UInt8], named file: String) throws(Refusal) {
    var scanner = try SafetensorsHeader.text(of: bytes, named: file)
    start = scanner.end
    var entries: [Entry] = []
    var metadata: [String: String] = [:]
    try scanner.object { (scanner, key, _) throws(Refusal) in
      if key == "__metadata__" {
        try scanner.object { (scanner, key, _) throws(Refusal) in
          metadata[key] = try scanner.string()
        }
      } else {
        entries.append(try SafetensorsHeader.entry(key, &scanner))
      }
    }
    scanner.skipSpace()
    guard scanner.next == nil else { throw scanner.unexpected("the header's end") }
    entries.sort {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    self.entries = entries
    self.metadata = metadata
    var end = 0
    for entry in entries {
      guard entry.range.lowerBound == end else {
        throw Refusal(
          "\(file): tensor '\(entry.name)' begins at byte \(entry.range.lowerBound) of the data, "
            + "but the one before it ends at \(end)")
      }
      end = entry.range.upperBound
    }
    guard end == bytes.count - start else {
      throw Refusal(
        "\(file): the tensors end at byte \(end) of the data, which has \(bytes.count - start)")
    }
  }
}

extension SafetensorsHeader {
  /// The header's text, behind its length.
  private static func text(of bytes: [UInt8], named file: String) throws(Refusal) -> Scanner {
    guard bytes.count >= 8 else {
      throw Refusal("\(file): \(bytes.count) bytes are too few for the 8 of a header's length")
    }
    let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    guard length <= longest else {
      throw Refusal(
        "\(file): a header of \(length) bytes is announced at byte 0, more than the format's \(longest)"
      )
    }
    guard length <= bytes.count - 8 else {
      throw Refusal(
        "\(file): a header of \(length) bytes is announced at byte 0, "
          + "but only \(bytes.count - 8) follow")
    }
    let range = 8..<8 + Int(length)
    do { _ = try UTF8Span(validating: bytes.span.extracting(range)) } catch {
      throw Refusal("\(file): byte \(8 + error.byteOffsets.lowerBound) of the header is not UTF-8")
    }
    let scanner = Scanner(bytes, in: range, of: file)
    guard scanner.next == 0x7B else { throw scanner.unexpected("{") }
    return scanner
  }

  private static func entry(_ name: String, _ scanner: inout Scanner) throws(Refusal) -> Entry {
    let file = scanner.file
    var type: ElementType?
    var lengths: [Int]?
    var offsets: [Int]?
    try scanner.object { (scanner, key, start) throws(Refusal) in
      switch key {
      case "dtype": type = try element(&scanner)
      case "shape": lengths = try scanner.wholeNumbers()
      case "data_offsets": offsets = try scanner.wholeNumbers()
      default:
        throw Refusal(
          "\(file): key '\(key)' at byte \(start) is not one of dtype, shape, data_offsets")
      }
    }
    guard let type else { throw Refusal("\(file): tensor '\(name)' has no key 'dtype'") }
    guard let lengths else { throw Refusal("\(file): tensor '\(name)' has no key 'shape'") }
    guard let offsets else { throw Refusal("\(file): tensor '\(name)' has no key 'data_offsets'") }
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw Refusal(
        "\(file): tensor '\(name)' has the offsets \(offsets), not a beginning and an end")
    }
    let need = product(lengths + [type.size])
    guard need == offsets[1] - offsets[0] else {
      throw Refusal(
        "\(file): tensor '\(name)' of shape \(lengths) needs "
          + "\(need.map(String.init) ?? "more than 2⁶³") bytes, "
          + "but its offsets \(offsets[0]) to \(offsets[1]) hold \(offsets[1] - offsets[0])")
    }
    return Entry(name: name, type: type, lengths: lengths, range: offsets[0]..<offsets[1])
  }

  private static func element(_ scanner: inout Scanner) throws(Refusal) -> ElementType {
    let start = scanner.offset
    let word = try scanner.string()
    guard let type = types.first(where: { $0.name == word })?.type else {
      let names = types.map(\.name).joined(separator: ", ")
      throw Refusal(
        "\(scanner.file): element type '\(word)' at byte \(start) is not one of \(names)")
    }
    return type
  }
}
