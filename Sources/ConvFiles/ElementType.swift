import ConvCore

/// How one number lies in a file.
enum ElementType {
  case bool
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64
  case bfloat16, float16, float32, float64

  enum ByteOrder { case little, big }

  /// The bytes of one element.
  var size: Int {
    switch self {
    case .bool, .int8, .uint8: 1
    case .int16, .uint16, .bfloat16, .float16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    }
  }

  /// The elements that the bytes hold, rounded to Float32.
  ///
  /// Float64 beyond Float32's range becomes infinite, a truth value 0 or 1; the rest of a whole
  /// number of elements is left out.
  func elements(in bytes: RawSpan, _ order: ByteOrder) -> [Float] {
    switch self {
    case .bool: map(bytes, order) { (word: UInt8) in word == 0 ? 0 : 1 }
    case .int8: map(bytes, order) { (word: Int8) in Float(word) }
    case .int16: map(bytes, order) { (word: Int16) in Float(word) }
    case .int32: map(bytes, order) { (word: Int32) in Float(word) }
    case .int64: map(bytes, order) { (word: Int64) in Float(word) }
    case .uint8: map(bytes, order) { (word: UInt8) in Float(word) }
    case .uint16: map(bytes, order) { (word: UInt16) in Float(word) }
    case .uint32: map(bytes, order) { (word: UInt32) in Float(word) }
    case .uint64: map(bytes, order) { (word: UInt64) in Float(word) }
    case .bfloat16: map(bytes, order) { (word: UInt16) in Float(bitPattern: UInt32(word) << 16) }
    case .float16: map(bytes, order) { (word: UInt16) in Float(Float16(bitPattern: word)) }
    case .float32: map(bytes, order) { (word: UInt32) in Float(bitPattern: word) }
    case .float64: map(bytes, order) { (word: UInt64) in Float(Double(bitPattern: word)) }
    }
  }

  private func map<Word: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: RawSpan, _ order: ByteOrder, _ value: (Word) -> Float
  ) -> [Float] {
    let stride = MemoryLayout<Word>.size
    let count = bytes.byteCount / stride
    var elements: [Float] = []
    elements.reserveCapacity(count)
    for index in 0..<count {
      let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index * stride, as: Word.self)
      elements.append(value(order == .big ? Word(bigEndian: word) : Word(littleEndian: word)))
    }
    return elements
  }
}

/// The product of lengths that a file claims, or nil when it exceeds `Int` in whatever order.
func product(_ lengths: [Int]) -> Int? {
  var product = 1
  for length in lengths {
    // An empty axis counts as 1 until the end: the others must fit `Int` all the same.
    let (next, overflow) = product.multipliedReportingOverflow(by: max(1, length))
    guard !overflow else { return nil }
    product = next
  }
  return lengths.contains(0) ? 0 : product
}
