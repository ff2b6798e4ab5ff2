import ConvCore

/// NumPy's zip archive of named arrays, stored or deflated.
public enum Npz {
  /// Every array, by its name: the member's without `.npy`. Other members are passed over.
  ///
  /// Decompressed, the arrays together must keep to the limit, whatever sizes the archive declares.
  public static func arrays(
    from bytes: [UInt8], named file: String, limit: MemoryLimit
  ) throws(Refusal) -> [String: NumericArray] {
    try reading(bytes, file) { (reader, members) throws(Refusal) in
      var arrays: [String: NumericArray] = [:]
      var room = limit.bytes
      for (name, index) in members {
        let contents = try contents(reader, name, index, file, room: &room, limit: limit)
        arrays[name] = try Npy.array(from: contents, named: "\(file):\(name)", limit: limit)
      }
      return arrays
    }
  }

  /// One array; without a name, the only one that there is.
  ///
  /// Decompressed, it must keep to the limit, whatever size the archive declares.
  public static func array(
    _ name: String?, from bytes: [UInt8], named file: String, limit: MemoryLimit
  ) throws(Refusal) -> NumericArray {
    try reading(bytes, file) { (reader, members) throws(Refusal) in
      let chosen = try Names(members.map(\.name)).choice(of: name, in: file)
      let (name, index) = members[chosen]
      var room = limit.bytes
      let contents = try contents(reader, name, index, file, room: &room, limit: limit)
      return try Npy.array(from: contents, named: "\(file):\(name)", limit: limit)
    }
  }

  private static func reading<Result>(
    _ bytes: [UInt8], _ file: String,
    _ body: (borrowing ZipReader, [(name: String, index: Int)]) throws(Refusal) -> Result
  ) throws(Refusal) -> Result {
    try unsafe bytes.withUnsafeBufferPointer { (buffer) throws(Refusal) in
      let reader = try unsafe ZipReader(buffer, named: file)
      let suffix = ".npy"
      let members = reader.names.enumerated().filter { $0.element.hasSuffix(suffix) }
        .map { (name: String($0.element.dropLast(suffix.count)), index: $0.offset) }
      if let twice = Names(members.map(\.name)).firstRepeated {
        throw Refusal("\(file): two members are called '\(twice).npy'")
      }
      return try body(reader, members)
    }
  }

  private static func contents(
    _ reader: borrowing ZipReader, _ name: String, _ index: Int, _ file: String,
    room: inout Int, limit: MemoryLimit
  ) throws(Refusal) -> [UInt8] {
    guard let contents = try reader.contents(of: index, room: room) else {
      throw Refusal(
        "\(file): with '\(name)' the arrays exceed, decompressed, the limit of "
          + "\(MemoryLimit.words(Double(limit.bytes))): use something smaller "
          + "or raise --memory-limit")
    }
    room -= contents.count
    return contents
  }
}
