extension Frame {
  /// The frame as text with colours and attributes (ECMA-48 SGR), a line a row.
  ///
  /// Every line ends plain, and without trailing blanks that show nothing.
  public func ansi(_ rendition: Rendition) -> String {
    (0..<size.rows).map { ansiRow($0, rendition) + "\n" }.joined()
  }

  func ansiRow(_ number: Int, _ rendition: Rendition) -> String {
    var cells = row(number).map(rendition.appearance(of:))
    while cells.last == .blank { cells.removeLast() }
    var line = ""
    var now = Appearance.blank
    for cell in cells where cell.scalar.value != 0 {
      line += cell.changes(from: now)
      line.unicodeScalars.append(cell.scalar)
      now = cell
    }
    return line + Appearance.blank.changes(from: now)
  }
}

extension Appearance {
  fileprivate static let blank = Appearance(
    scalar: " ", ink: .standard, ground: .standard, attributes: [])

  /// The sequence that turns one look into this one; nothing where they are the same.
  fileprivate func changes(from other: Appearance) -> String {
    guard ink != other.ink || ground != other.ground || attributes != other.attributes else {
      return ""
    }
    let names = ["0"] + attributes.codes + ink.codes(base: 30) + ground.codes(base: 40)
    return "\u{1B}[" + names.joined(separator: ";") + "m"
  }
}

extension Style.Attributes {
  fileprivate var codes: [String] {
    [(Self.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7")]
      .filter { contains($0.0) }.map(\.1)
  }
}

extension TerminalColor {
  /// 30 for ink and 40 for ground, and for the bright eight 60 more.
  fileprivate func codes(base: Int) -> [String] {
    switch self {
    case .standard: []
    case .index(let index) where index < 8: ["\(base + Int(index))"]
    case .index(let index) where index < 16: ["\(base + 52 + Int(index))"]
    case .index(let index): ["\(base + 8)", "5", "\(index)"]
    case .direct(let shade):
      ["\(base + 8)", "2", "\(shade.red)", "\(shade.green)", "\(shade.blue)"]
    }
  }
}
