import ConvCore

extension Npz {
  /// An archive of Float32 arrays in the order of their names, stored, as `numpy.savez` makes it.
  ///
  /// Refused beyond the 4 GiB that a plain zip archive holds.
  public static func bytes(
    of arrays: [String: NumericArray], named file: String
  ) throws(Refusal) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, array) in arrays.sorted(by: { $0.key < $1.key }) {
      let contents = Npy.bytes(of: array.elements, lengths: array.lengths)
      guard archive.count + contents.count + directory.count < Int(UInt32.max) - 1 << 16 else {
        throw Refusal("\(file): the arrays take more than the 4 GiB that an archive holds")
      }
      let member = Member(name: "\(name).npy", contents: contents, offset: archive.count)
      archive += member.localHeader + contents
      directory += member.directoryEntry
    }
    return archive + directory
      + end(count: arrays.count, size: directory.count, offset: archive.count)
  }

  /// The end of the central directory (APPNOTE.TXT 4.3.16).
  private static func end(count: Int, size: Int, offset: Int) -> [UInt8] {
    let count = UInt16(truncatingIfNeeded: count).littleEndianBytes
    return [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count
      + UInt32(truncatingIfNeeded: size).littleEndianBytes
      + UInt32(truncatingIfNeeded: offset).littleEndianBytes + [0, 0]
  }

  /// One stored member, dated 1 January 1980 so that equal arrays make equal archives.
  private struct Member {
    let name: [UInt8]
    /// Version 2.0, no flags, stored, the date, the checksum, twice the size, the name's length.
    let description: [UInt8]
    let offset: Int

    init(name: String, contents: [UInt8], offset: Int) {
      self.name = Array(name.utf8)
      self.offset = offset
      let size = UInt32(truncatingIfNeeded: contents.count).littleEndianBytes
      description =
        [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0] + Checksum.of(contents).littleEndianBytes + size + size
        + UInt16(truncatingIfNeeded: self.name.count).littleEndianBytes + [0, 0]
    }

    /// APPNOTE.TXT 4.3.7.
    var localHeader: [UInt8] { [0x50, 0x4B, 3, 4] + description + name }

    /// APPNOTE.TXT 4.3.12: no comment, one disk, no attributes.
    var directoryEntry: [UInt8] {
      [0x50, 0x4B, 1, 2, 20, 0] + description + [UInt8](repeating: 0, count: 10)
        + UInt32(truncatingIfNeeded: offset).littleEndianBytes + name
    }
  }
}

/// CRC-32 as zip has it (ISO 3309).
private enum Checksum {
  static func of(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)]
    }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
}
