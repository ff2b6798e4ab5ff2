import ConvCore

/// NumPy's zip archive of named arrays, stored or deflated.
public enum Npz {
  /// The arrays' names, in the archive's order: the members' without `.npy`.
  ///
  /// Other members are passed over. No array is read, so one of them may yet be refused.
  public static func names(in bytes: [UInt8], named file: String) throws(Refusal) -> [String] {
    try reading(bytes, file) { (_, members) throws(Refusal) in members.map(\.name) }
  }

  /// One array; without a name, the only one that there is.
  ///
  /// Its member must keep to the limit when decompressed, whatever size the archive declares.
  public static func array(
    _ name: String?, from bytes: [UInt8], named file: String, limit: MemoryLimit
  ) throws(Refusal) -> NumericArray {
    try reading(bytes, file) { (reader, members) throws(Refusal) in
      let (name, index) = members[try Names(members.map(\.name)).choice(of: name, in: file)]
      guard let contents = try reader.contents(of: index, room: limit.bytes) else {
        throw Refusal(
          "\(file): '\(name)' exceeds, decompressed, the limit of "
            + "\(MemoryLimit.words(Double(limit.bytes))): use something smaller "
            + "or raise --memory-limit")
      }
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
}
