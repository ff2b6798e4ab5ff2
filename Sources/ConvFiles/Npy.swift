import ConvCore

/// NumPy's file of one array (numpy.lib.format, versions 1.0 to 3.0).
public enum Npy {
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The array of a file, its elements in C order and rounded to Float32.
  ///
  /// Either byte order, C or Fortran order, f2, f4, f8, i1 to i8, u1 to u8 and b1, of up to 64 axes.
  /// Bytes behind the data are left alone, as NumPy does. A shape that the limit does not admit or
  /// that the data does not fill is refused before anything is allocated.
  public static func array(
    from bytes: [UInt8], named file: String, limit: MemoryLimit
  ) throws(Refusal) -> NumericArray {
    let header = try NpyHeader(bytes, named: file)
    let shape = NpyHeader.words(header.lengths)
    let admitted = product(header.lengths)
    try limit.admit(admitted, as: "\(file): shape \(shape)")
    let (count, size) = (admitted ?? 0, header.type.size)
    let (room, start) = (bytes.count - header.end, header.end)
    guard count <= room / size else {
      throw Refusal(
        "\(file): shape \(shape) needs \(count) elements of \(size) bytes, "
          + "but only \(room) bytes follow the header, which ends at byte \(start)")
    }
    let data = unsafe bytes.span.extracting(start..<start + count * size).bytes
    let elements = header.type.elements(in: data, header.order)
    guard header.isFortran else { return NumericArray(lengths: header.lengths, elements: elements) }
    return NumericArray(
      lengths: header.lengths, elements: rowMajor(elements, lengths: header.lengths))
  }

  /// Elements whose first axis varies fastest, in the order where the last does.
  private static func rowMajor(_ elements: [Float], lengths: [Int]) -> [Float] {
    guard !elements.isEmpty else { return [] }
    var strides: [Int] = []
    var stride = 1
    for length in lengths {
      strides.append(stride)
      stride *= length
    }
    var place = [Int](repeating: 0, count: lengths.count)
    var source = 0
    return elements.indices.map { _ in
      let element = elements[source]
      for axis in lengths.indices.reversed() {
        place[axis] += 1
        source += strides[axis]
        guard place[axis] == lengths[axis] else { break }
        source -= strides[axis] * lengths[axis]
        place[axis] = 0
      }
      return element
    }
  }
}
