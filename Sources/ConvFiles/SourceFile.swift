import ConvCore

/// A file to read arrays from, as the command line names it: `x.npy`, `weights.npz:conv/weight`.
public struct SourceFile: Hashable, Sendable {
  public let path: String
  /// The array's name in a file of several.
  public let member: String?

  public init(path: String, member: String?) {
    self.path = path
    self.member = member
  }

  /// Parts the path from the member at the last colon that directly follows `.npz` or `.safetensors`.
  public init(_ source: String) {
    let bytes = Array(source.utf8)
    let colon = bytes.indices.last { index in
      bytes[index] == UInt8(ascii: ":")
        && ["npz", "safetensors"].contains { ending in
          let name = String(decoding: bytes[..<index], as: UTF8.self).lowercased()
          return name.hasSuffix(".\(ending)")
        }
    }
    path = colon.map { String(decoding: bytes[..<$0], as: UTF8.self) } ?? source
    member = colon.map { String(decoding: bytes[($0 + 1)...], as: UTF8.self) }
  }

  /// The one array that the source means; a picture is (C, H, W) in 0…1.
  ///
  /// Without a member, a file of several arrays is refused with their names.
  public func array(from bytes: [UInt8], limit: MemoryLimit) throws(Refusal) -> NumericArray {
    let type = try FileType(of: bytes, named: path)
    switch type {
    case .npz: return try Npz.array(member, from: bytes, named: path, limit: limit)
    case .safetensors: return try Safetensors.array(member, from: bytes, named: path, limit: limit)
    case .npy, .png, .jpeg: break
    }
    if let member {
      throw Refusal("\(path): holds one array without a name, so there is no '\(member)'")
    }
    guard type.isPicture else { return try Npy.array(from: bytes, named: path, limit: limit) }
    let picture = try Picture.tensor(from: bytes, named: path, limit: limit)
    return NumericArray(
      lengths: Array(picture.shape.lengths.dropFirst()), elements: picture.elements)
  }

  /// The names of all arrays of an .npz or .safetensors file, for a network's parameters.
  ///
  /// Each can be a `member` of its own source.
  public func names(in bytes: [UInt8]) throws(Refusal) -> [String] {
    if let member {
      throw Refusal(
        "\(path): parameters are read by their own names, not from one member '\(member)'")
    }
    switch try FileType(of: bytes, named: path) {
    case .npz: return try Npz.names(in: bytes, named: path)
    case .safetensors: return try Safetensors.names(in: bytes, named: path)
    case .npy, .png, .jpeg:
      throw Refusal(
        "\(path): holds one array without a name; parameters come from .npz or .safetensors")
    }
  }
}
