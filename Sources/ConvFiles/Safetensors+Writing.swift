import ConvCore

extension Safetensors {
  /// The words of the file's `__metadata__`.
  public static func metadata(
    in bytes: [UInt8], named file: String
  ) throws(Refusal) -> [String: String] {
    try SafetensorsHeader(bytes, named: file).metadata
  }

  /// A file of Float32 tensors and words, both in the order of their names.
  public static func bytes(
    of arrays: [String: NumericArray], metadata: [String: String]
  ) -> [UInt8] {
    let sorted = arrays.sorted { $0.key < $1.key }
    var offset = 0
    var entries = metadata.isEmpty ? [] : ["\"__metadata__\":{\(words(metadata))}"]
    for (name, array) in sorted {
      let end = offset + array.elements.count * 4
      let shape = array.lengths.map(String.init).joined(separator: ",")
      entries.append(
        "\(name.jsonQuoted):{\"dtype\":\"F32\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var header = "{\(entries.joined(separator: ","))}"
    // The data begins at a multiple of 8.
    header += String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    var bytes = UInt64(header.utf8.count).littleEndianBytes + header.utf8
    bytes.reserveCapacity(bytes.count + offset)
    for (_, array) in sorted {
      for element in array.elements { bytes.append(littleEndian: element.bitPattern) }
    }
    return bytes
  }

  private static func words(_ metadata: [String: String]) -> String {
    metadata.sorted { $0.key < $1.key }.map { "\($0.key.jsonQuoted):\($0.value.jsonQuoted)" }
      .joined(separator: ",")
  }
}

extension FixedWidthInteger {
  /// Lowest byte first.
  var littleEndianBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: self)
    return bytes
  }
}

extension [UInt8] {
  /// Appends a number's bytes, the lowest first.
  mutating func append(littleEndian number: some FixedWidthInteger) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}
