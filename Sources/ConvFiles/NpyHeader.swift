import ConvCore

/// What a .npy file says about its data: a Python dictionary of exactly three keys.
struct NpyHeader {
  let type: ElementType
  let order: ElementType.ByteOrder
  let isFortran: Bool
  let lengths: [Int]
  /// The offset of the first byte of data.
  let end: Int

  private static let types: [(name: String, type: ElementType)] = [
    ("f2", .float16), ("f4", .float32), ("f8", .float64),
    ("i1", .int8), ("i2", .int16), ("i4", .int32), ("i8", .int64),
    ("u1", .uint8), ("u2", .uint16), ("u4", .uint32), ("u8", .uint64), ("b1", .bool),
  ]
  /// NumPy's own.
  private static let mostAxes = 64

  init(_ bytes: [UInt8], named file: String) throws(Refusal) {
    var scanner = try NpyHeader.text(of: bytes, named: file)
    end = scanner.end
    var descr: (ElementType, ElementType.ByteOrder)?
    var fortran: Bool?
    var shape: [Int]?
    try scanner.expect("{")
    repeat {
      scanner.skipSpace()
      if scanner.next == 0x7D { break }
      let start = scanner.offset
      let key = try scanner.pythonString("a key")
      try scanner.expect(":")
      scanner.skipSpace()
      switch key {
      case "descr" where descr == nil: descr = try NpyHeader.element(&scanner)
      case "fortran_order" where fortran == nil: fortran = try NpyHeader.truth(&scanner)
      case "shape" where shape == nil: shape = try NpyHeader.shape(&scanner)
      case "descr", "fortran_order", "shape":
        throw Refusal("\(file): key '\(key)' at byte \(start) stands there twice")
      default:
        throw Refusal(
          "\(file): key '\(key)' at byte \(start) is not one of descr, fortran_order, shape")
      }
      scanner.skipSpace()
    } while scanner.take(",")
    try scanner.expect("}")
    scanner.skipSpace()
    guard scanner.next == nil else { throw scanner.unexpected("the header's end") }
    guard let descr else { throw Refusal("\(file): the header has no key 'descr'") }
    guard let fortran else { throw Refusal("\(file): the header has no key 'fortran_order'") }
    guard let shape else { throw Refusal("\(file): the header has no key 'shape'") }
    (type, order) = descr
    isFortran = fortran
    lengths = shape
  }

  /// A shape as Python writes it: `()`, `(3,)`, `(2, 3)`.
  static func words(_ lengths: [Int]) -> String {
    "(" + lengths.map(String.init).joined(separator: ", ") + (lengths.count == 1 ? ",)" : ")")
  }
}

extension NpyHeader {
  /// The header's text, behind magic, version and length.
  private static func text(of bytes: [UInt8], named file: String) throws(Refusal) -> Scanner {
    guard bytes.starts(with: Npy.magic) else {
      throw Refusal(
        "\(file): begins with \(Magic.words(bytes)), not with NumPy's 93 4E 55 4D 50 59")
    }
    guard bytes.count >= 8 else {
      throw Refusal("\(file): ends at byte \(bytes.count), before its version at byte 6")
    }
    guard (1...3).contains(bytes[6]), bytes[7] == 0 else {
      throw Refusal(
        "\(file): version \(bytes[6]).\(bytes[7]) at byte 6 is not one of 1.0, 2.0, 3.0")
    }
    let start = bytes[6] == 1 ? 10 : 12
    guard bytes.count >= start else {
      throw Refusal("\(file): ends at byte \(bytes.count), inside its header's length at byte 8")
    }
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - start else {
      throw Refusal(
        "\(file): a header of \(length) bytes is announced at byte 8, "
          + "but only \(bytes.count - start) follow")
    }
    return Scanner(bytes, in: start..<start + length, of: file)
  }

  private static func element(
    _ scanner: inout Scanner
  ) throws(Refusal) -> (ElementType, ElementType.ByteOrder) {
    let start = scanner.offset
    guard scanner.next != 0x5B else {
      throw Refusal("\(scanner.file): records, as the list at byte \(start), are not read")
    }
    let word = try scanner.pythonString("an element type")
    // One byte has no order, and `=`, this machine's, is little-endian wherever files come from.
    let mark = word.first.flatMap { "<>=|".contains($0) ? $0 : nil }
    let name = mark == nil ? word[...] : word.dropFirst()
    guard let type = types.first(where: { $0.name == name })?.type else {
      let names = types.map(\.name).joined(separator: ", ")
      throw Refusal(
        "\(scanner.file): element type '\(word)' at byte \(start) is not one of \(names)")
    }
    return (type, mark == ">" ? .big : .little)
  }

  private static func truth(_ scanner: inout Scanner) throws(Refusal) -> Bool {
    if scanner.take("True") { return true }
    if scanner.take("False") { return false }
    throw scanner.unexpected("True or False, for fortran_order")
  }

  private static func shape(_ scanner: inout Scanner) throws(Refusal) -> [Int] {
    let start = scanner.offset
    var lengths: [Int] = []
    var commas = 0
    try scanner.expect("(")
    scanner.skipSpace()
    while !scanner.take(")") {
      guard lengths.count == commas else { throw scanner.unexpected("',' or ')'") }
      let place = scanner.offset
      guard let length = try scanner.wholeNumber() else {
        throw Refusal("\(scanner.file): the length at byte \(place) is beyond 2⁶³")
      }
      // Python 2 marks its long numbers.
      _ = scanner.take("L")
      lengths.append(length)
      scanner.skipSpace()
      if scanner.take(",") { commas += 1 }
      scanner.skipSpace()
    }
    guard lengths.count != 1 || commas == 1 else {
      throw Refusal(
        "\(scanner.file): shape (\(lengths[0])) at byte \(start) is a number, not a tuple")
    }
    guard lengths.count <= mostAxes else {
      throw Refusal(
        "\(scanner.file): the shape at byte \(start) has \(lengths.count) axes, "
          + "more than NumPy's \(mostAxes)")
    }
    return lengths
  }
}

extension Scanner {
  /// A Python string in either quote, without escapes.
  fileprivate mutating func pythonString(_ what: String) throws(Refusal) -> String {
    guard let quote = next, quote == 0x22 || quote == 0x27 else {
      throw unexpected("\(what) in quotes")
    }
    let start = offset
    var text: [UInt8] = []
    _ = advance()
    while let byte = advance() {
      if byte == quote { return String(decoding: text, as: UTF8.self) }
      text.append(byte)
    }
    throw Refusal("\(file): the quote at byte \(start) is never closed")
  }
}
