extension Npy {
  /// A file of Float32 elements in C order, `<f4`; they must be as many as the lengths' product.
  public static func bytes(of elements: [Float], lengths: [Int]) -> [UInt8] {
    file("<f4", lengths: lengths, words: elements.map(\.bitPattern))
  }

  /// A file of Float64 elements in C order, `<f8`; they must be as many as the lengths' product.
  public static func bytes(of elements: [Double], lengths: [Int]) -> [UInt8] {
    file("<f8", lengths: lengths, words: elements.map(\.bitPattern))
  }

  /// A file of 64-bit integers in C order, `<i8`; they must be as many as the lengths' product.
  public static func bytes(of elements: [Int64], lengths: [Int]) -> [UInt8] {
    file("<i8", lengths: lengths, words: elements)
  }

  /// A version 1.0 file, byte for byte as NumPy 2 writes it.
  private static func file<Word: FixedWidthInteger>(
    _ type: String, lengths: [Int], words: [Word]
  ) -> [UInt8] {
    precondition(words.count == lengths.reduce(1, *), "\(words.count) elements in \(lengths)")
    precondition(lengths.count <= 64, "an array of \(lengths.count) axes")
    let shape = NpyHeader.words(lengths)
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
    // NumPy leaves room for the first length to grow to 21 digits in place.
    header += String(repeating: " ", count: lengths.first.map { 21 - "\($0)".utf8.count } ?? 0)
    let prefix = magic.count + 4
    header += String(repeating: " ", count: 64 - (prefix + header.utf8.count + 1) % 64) + "\n"
    let length = header.utf8.count
    var bytes = magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + header.utf8
    bytes.reserveCapacity(bytes.count + words.count * Word.bitWidth / 8)
    for word in words { bytes.append(littleEndian: word) }
    return bytes
  }
}
