import ConvCore

/// Hugging Face's file of named tensors: a JSON header, then the data.
///
/// F64, F32, F16, BF16, I8 to I64, U8 to U64 and BOOL. The header must be strict JSON with the
/// format's keys alone, and its tensors must cover the data without gap or overlap.
public enum Safetensors {
  /// Every tensor, by its name; each must keep to the limit.
  public static func arrays(
    from bytes: [UInt8], named file: String, limit: MemoryLimit
  ) throws(Refusal) -> [String: NumericArray] {
    let header = try SafetensorsHeader(bytes, named: file)
    var arrays: [String: NumericArray] = [:]
    for entry in header.entries {
      arrays[entry.name] = try array(entry, bytes, header.start, file, limit)
    }
    return arrays
  }

  /// One tensor; without a name, the only one that there is.
  public static func array(
    _ name: String?, from bytes: [UInt8], named file: String, limit: MemoryLimit
  ) throws(Refusal) -> NumericArray {
    let header = try SafetensorsHeader(bytes, named: file)
    let chosen = try Names(header.entries.map(\.name)).choice(of: name, in: file)
    return try array(header.entries[chosen], bytes, header.start, file, limit)
  }

  private static func array(
    _ entry: SafetensorsHeader.Entry, _ bytes: [UInt8], _ start: Int, _ file: String,
    _ limit: MemoryLimit
  ) throws(Refusal) -> NumericArray {
    try limit.admit(product(entry.lengths), as: "\(file): tensor '\(entry.name)'")
    let range = start + entry.range.lowerBound..<start + entry.range.upperBound
    let data = unsafe bytes.span.extracting(range).bytes
    return NumericArray(lengths: entry.lengths, elements: entry.type.elements(in: data, .little))
  }
}
