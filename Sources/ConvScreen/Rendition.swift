/// The characters a terminal can show.
public enum Charset: Hashable, Sendable, CaseIterable { case unicode, ascii }

/// How cells look on one terminal: its colours, its characters.
public struct Rendition: Hashable, Sendable {
  public let palette: Palette
  public let charset: Charset

  public init(palette: Palette, charset: Charset) {
    self.palette = palette
    self.charset = charset
  }

  /// What a terminal is to show for a cell.
  ///
  /// Keeps what the cell says where colours or characters are missing: roles become attributes,
  /// pictures become shades of text. Ink that names no colour is made readable on a coloured ground.
  public func appearance(of cell: Cell) -> Appearance {
    let cell = palette.tier == .none || charset == .ascii ? cell.withRoleAsInk : cell
    if let picture = picture(cell) { return picture }
    let ground = palette.color(cell.style.ground, ink: false)
    var shown = Appearance(
      scalar: scalar(of: cell), ink: ink(of: cell, on: ground), ground: ground,
      attributes: cell.style.attributes)
    if palette.tier == .none { shown.attributes.formUnion(cell.style.attributesForRoles) }
    if shown.isBlank {
      shown.ink = .standard
      shown.attributes = []
    }
    return shown
  }
}

/// A character position as a terminal is told to show it.
public struct Appearance: Hashable, Sendable {
  /// 0 in the second column of a wide character.
  public var scalar: Unicode.Scalar
  public var ink: TerminalColor
  public var ground: TerminalColor
  public var attributes: Style.Attributes

  /// Shows nothing of its ink.
  fileprivate var isBlank: Bool {
    scalar == " " && attributes.isDisjoint(with: [.underline, .reverse])
  }
}

extension Rendition {
  private func scalar(of cell: Cell) -> Unicode.Scalar {
    switch charset {
    case .ascii: cell.scalar.ascii
    case .unicode: cell.scalar.isControl && !cell.isContinuation ? "\u{FFFD}" : cell.scalar
    }
  }

  private func ink(of cell: Cell, on ground: TerminalColor) -> TerminalColor {
    let style = cell.style
    if case .role(.structure) = style.ground, style.ink == .terminal { return .standard }
    guard style.ink != .terminal else { return palette.readableInk(on: ground) }
    let ink = palette.color(style.ink, ink: true)
    // A data colour may come out lighter or darker than it was meant.
    guard case .shade = style.ground, !cell.scalar.isBlock else { return ink }
    return palette.canRead(ink, on: ground) ? ink : palette.readableInk(on: ground)
  }

  /// A part of a picture, where its two colours or its character cannot be shown.
  private func picture(_ cell: Cell) -> Appearance? {
    let lacksColor = palette.tier == .none
    guard lacksColor || charset == .ascii, cell.scalar.isBlock else { return nil }
    guard let shade = mixture(cell) else { return nil }
    if lacksColor {
      return Appearance(
        scalar: rung(shade), ink: .standard, ground: .standard, attributes: [])
    }
    return Appearance(
      scalar: " ", ink: .standard, ground: palette.color(.shade(shade), ink: false), attributes: [])
  }

  /// The mean colour of a block character's two, when it is a picture's at all.
  private func mixture(_ cell: Cell) -> RGB? {
    guard case .shade(let ink) = cell.style.ink else { return nil }
    if cell.scalar == "█" { return ink }
    if case .shade(let ground) = cell.style.ground { return ink.mixed(with: ground) }
    return ink.mixed(with: palette.background == .dark ? .black : .white)
  }

  /// The character that covers as much as a colour shines, or on paper as it is dark; of signed
  /// values one that says the sign.
  private func rung(_ shade: RGB) -> Unicode.Scalar {
    if let sign = Shading.sign(of: shade, isDark: palette.background == .dark) {
      let signs: [Unicode.Scalar] = sign < 0 ? ["-", "~", "="] : ["+", "*", "#"]
      return signs[min(Int(sign.magnitude * 3), 2)]
    }
    let ramp: [Unicode.Scalar] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]
    let light = (299 * Int(shade.red) + 587 * Int(shade.green) + 114 * Int(shade.blue)) / 1000
    let cover = palette.background == .dark ? light : 255 - light
    return ramp[cover * ramp.count / 256]
  }
}

extension Cell {
  /// A role's colour in the lower half drawn by the character itself, so that it is seen without.
  fileprivate var withRoleAsInk: Cell {
    guard scalar == "▀", case .pixel = style.ground else { return self }
    return style.ink == style.ground
      ? Cell(scalar: "█", style: Style(ink: style.ink))
      : Cell(scalar: "▄", style: Style(ink: style.ground, ground: style.ink))
  }
}

extension Style {
  /// What tells the roles apart where there is no colour.
  fileprivate var attributesForRoles: Attributes {
    ground.attributes(ink: false).union(ink.attributes(ink: true))
  }
}

extension Paint {
  fileprivate func attributes(ink: Bool) -> Style.Attributes {
    let role: Role
    switch self {
    case .role(let meaning), .pixel(let meaning): role = meaning
    case .terminal, .shade: return []
    }
    return switch role {
    case .tap: ink ? [.bold, .underline] : [.bold, .reverse]
    case .window: .bold
    case .link, .other: .underline
    case .alarm: ink ? .bold : .reverse
    case .structure, .onRole: []
    }
  }
}
