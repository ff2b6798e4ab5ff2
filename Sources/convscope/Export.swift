import ConvCore
import ConvFiles
import ConvScreen

extension SavedState {
  init(_ bytes: [UInt8], named file: String, limit: MemoryLimit) throws(Refusal) {
    var arrays: [String: NumericArray] = [:]
    let names: [String]
    do throws(Refusal) {
      names = try Safetensors.names(in: bytes, named: file)
    } catch {
      throw Refusal("\(error): this is no file that :state wrote")
    }
    for name in names {
      arrays[name] = try Safetensors.array(name, from: bytes, named: file, limit: limit)
    }
    self.init(words: try Safetensors.metadata(in: bytes, named: file), arrays: arrays)
  }
}

extension Export {
  /// Writes the file, and says so.
  func write(to path: String, isReplacing: Bool) throws(Refusal) -> String {
    switch self {
    case .array(let array, let name):
      let bytes = Npy.bytes(of: array.elements, lengths: array.lengths)
      try Self.write(bytes, to: path, isReplacing)
      return "\(name) \(array.lengths.map(String.init).joined(separator: "×")) is in \(path)"
    case .state(let state):
      let bytes = Safetensors.bytes(of: state.arrays, metadata: state.words)
      try Self.write(bytes, to: path, isReplacing)
      return "all is in \(path): convscope --state \(path.quotedForShell) shows it again"
    case .code(let code): return try Self.write(code, to: path, isReplacing)
    }
  }

  private static func write(
    _ code: PyTorchCode, to path: String, _ isReplacing: Bool
  ) throws(Refusal) -> String {
    let lines = "\(code.lines.count) lines are in \(path)"
    guard !code.arrays.isEmpty else {
      try write(Array(code.text.utf8), to: path, isReplacing)
      return lines
    }
    let arrays = "\(path.dropLast(3)).npz"
    // Both or neither.
    if !isReplacing { for name in [arrays, path] { try File.refuseExisting(name) } }
    try write(try Npz.bytes(of: code.arrays, named: arrays), to: arrays, isReplacing)
    try write(Array(code.text.utf8), to: path, isReplacing)
    return "\(lines), its arrays in \(arrays)"
  }

  private static func write(
    _ bytes: [UInt8], to path: String, _ isReplacing: Bool
  ) throws(Refusal) {
    guard !isReplacing else { return try File.write(bytes, to: path) }
    try File.create(bytes, at: path)
  }
}

extension String {
  /// As a shell takes it for one word.
  var quotedForShell: String {
    let isPlain = !isEmpty && allSatisfy { $0.isLetter || $0.isNumber || "_./~+-,:@%".contains($0) }
    guard !isPlain else { return self }
    return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
