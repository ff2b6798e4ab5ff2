import ConvCore

/// The kinds of files that are read.
public enum FileType: CaseIterable, Sendable {
  case npy, npz, safetensors, png, jpeg

  /// Tells by the first bytes, or else by the name's ending, so that a damaged file of a known name
  /// is refused for what is wrong with it.
  public init(of bytes: [UInt8], named file: String) throws(Refusal) {
    let name = file.lowercased()
    let type =
      FileType.allCases.first { $0.begins(bytes) }
      ?? FileType.allCases.first { type in type.endings.contains { name.hasSuffix($0) } }
    guard let type else {
      throw Refusal(
        "\(file): begins with \(Magic.words(bytes)), not as a "
          + "\(Names.choice(FileType.allCases.flatMap(\.endings))) file does")
    }
    self = type
  }

  /// Whether it is PNG or JPEG.
  public var isPicture: Bool { self == .png || self == .jpeg }

  /// The endings of the names of all files that are read.
  public static var endings: [String] { allCases.flatMap(\.endings) }

  private var endings: [String] {
    switch self {
    case .npy: [".npy"]
    case .npz: [".npz"]
    case .safetensors: [".safetensors"]
    case .png: [".png"]
    case .jpeg: [".jpg", ".jpeg"]
    }
  }

  private func begins(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .npy: bytes.starts(with: Npy.magic)
    case .npz: bytes.starts(with: Magic.zip) || bytes.starts(with: Magic.emptyZip)
    // A length below 2³² and an opening brace: the format has no magic of its own.
    case .safetensors: bytes.count > 8 && bytes[4..<8].allSatisfy { $0 == 0 } && bytes[8] == 0x7B
    case .png: bytes.starts(with: Magic.png)
    case .jpeg: bytes.starts(with: Magic.jpeg)
    }
  }
}
