/// One character position: a scalar and how it is painted.
public struct Cell: Hashable, Sendable {
  public var scalar: Unicode.Scalar
  public var style: Style

  public init(scalar: Unicode.Scalar, style: Style) {
    self.scalar = scalar
    self.style = style
  }

  public static let blank = Cell(scalar: " ", style: .plain)

  /// Stands in the second column of a wide character.
  static let continuation: Unicode.Scalar = "\u{0}"

  public var isContinuation: Bool { scalar == Cell.continuation }

  /// The columns taken: 2 for East Asian wide characters, else 1.
  public var width: Int { scalar.isWide ? 2 : 1 }
}

/// Ink, ground and attributes of a cell.
public struct Style: Hashable, Sendable {
  public var ink: Paint
  public var ground: Paint
  public var attributes: Attributes

  public init(ink: Paint = .terminal, ground: Paint = .terminal, attributes: Attributes = []) {
    self.ink = ink
    self.ground = ground
    self.attributes = attributes
  }

  public static let plain = Style()

  public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let underline = Attributes(rawValue: 4)
    public static let reverse = Attributes(rawValue: 8)
  }
}

extension Unicode.Scalar {
  /// Takes two columns in a terminal (East Asian Width W and F, the blocks in use).
  var isWide: Bool {
    // Letters, lines and blocks first, most of what is asked about: none of those below is among them.
    switch value {
    case ..<0x1100, 0x1160..<0x2E80: false
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
