import ConvCore

/// Hugging Face's file of named tensors: a JSON header, then the data.
///
/// F64, F32, F16, BF16, I8 to I64, U8 to U64 and BOOL. The header must be strict JSON with the
/// format's keys alone, and its tensors must cover the data without gap or overlap.
public enum Safetensors {
  /// The tensors' names, in the order of their data.
  public static func names(in bytes: [UInt8], named file: String) throws(Refusal) -> [String] {
    try SafetensorsHeader(bytes, named: file).entries.map(\.name)
  }

  /// One tensor; without a name, the only one that there is.
  public static func array(
    _ name: String?, from bytes: [UInt8], named file: String, limit: MemoryLimit
  ) throws(Refusal) -> NumericArray {
    let header = try SafetensorsHeader(bytes, named: file)
    let chosen = try Names(header.entries.map(\.name)).choice(of: name, in: file)
    let entry = header.entries[chosen]
    try limit.admit(product(entry.lengths), as: "\(file): tensor '\(entry.name)'")
    let range = header.start + entry.range.lowerBound..<header.start + entry.range.upperBound
    let data = unsafe bytes.span.extracting(range).bytes
    return NumericArray(lengths: entry.lengths, elements: entry.type.elements(in: data, .little))
  }
}
