/// Which colour each paint is, on a terminal with so many colours and such a ground.
///
/// The roles' colours hold a contrast of 4.5 : 1 or more, and stay apart for a reader who sees no
/// red, no green or no blue. Of the 8 and 16 ANSI colours a terminal's owner decides what they look
/// like; there the roles go by their names.
public struct Palette: Hashable, Sendable {
  /// What the terminal's own ground is like.
  public enum Background: Hashable, Sendable, CaseIterable { case dark, light }

  public let tier: ColorTier
  public let background: Background

  public init(tier: ColorTier, background: Background) {
    self.tier = tier
    self.background = background
  }

  /// The colour of a paint, as ink or as ground.
  public func color(_ paint: Paint, ink: Bool) -> TerminalColor {
    switch paint {
    case .terminal: .standard
    case .role(let role): color(of: role, ink: ink)
    case .pixel(let role): color(of: role, ink: false)
    case .shade(let shade): nearest(shade)
    }
  }

  /// Black or white, whichever is read better on a ground.
  public func readableInk(on ground: TerminalColor) -> TerminalColor {
    switch ground {
    case .standard: .standard
    case .index(let index): readableInk(on: RGB(index: index))
    case .direct(let shade): readableInk(on: shade)
    }
  }
}

extension Palette {
  /// Ink on a ground has the contrast that WCAG 2.2 asks of text.
  func canRead(_ ink: TerminalColor, on ground: TerminalColor) -> Bool {
    guard let ground = ground.shade else { return true }
    guard let ink = ink.shade else { return false }
    return ink.contrast(with: ground) >= 4.5
  }

  private func readableInk(on shade: RGB) -> TerminalColor {
    let (dark, light): (TerminalColor, TerminalColor) =
      switch tier {
      case .none: (.standard, .standard)
      case .eight: (.index(0), .index(7))
      case .sixteen: (.index(0), .index(15))
      case .indexed: (.index(16), .index(231))
      case .direct: (.direct(.black), .direct(.white))
      }
    func contrast(_ ink: TerminalColor) -> Double { ink.shade?.contrast(with: shade) ?? 0 }
    return contrast(dark) >= contrast(light) ? dark : light
  }

  private func color(of role: Role, ink: Bool) -> TerminalColor {
    switch tier {
    case .none: .standard
    case .eight: ansi(role, ink: ink, isBright: false)
    case .sixteen: ansi(role, ink: ink, isBright: !ink || background == .dark)
    case .indexed: .index(index(of: role, ink: ink))
    case .direct: .direct(RGB(index: index(of: role, ink: ink)))
    }
  }

  private func ansi(_ role: Role, ink: Bool, isBright: Bool) -> TerminalColor {
    let bright: UInt8 = isBright ? 8 : 0
    return switch role {
    case .window: .index(3 + bright)
    case .other: .index((ink && background == .light ? 4 : 6) + bright)
    case .tap: .index(5 + bright)
    case .link: .index((ink && background == .light ? 4 : 6) + bright)
    case .alarm: .index(1 + bright)
    // The bright black of many themes cannot be read.
    case .structure: .standard
    case .onRole: .index(ink ? 0 : 7)
    }
  }

  private func index(of role: Role, ink: Bool) -> UInt8 {
    let isDarkInk = ink && background == .light
    return switch role {
    case .window: isDarkInk ? 94 : 214
    case .other: isDarkInk ? 19 : 74
    case .tap: isDarkInk ? 93 : 171
    case .link: isDarkInk ? 24 : 51
    case .alarm: isDarkInk ? 88 : 203
    case .structure: ink ? (isDarkInk ? 240 : 248) : (background == .dark ? 236 : 254)
    case .onRole: ink ? 16 : 231
    }
  }

  private func nearest(_ shade: RGB) -> TerminalColor {
    switch tier {
    case .none: .standard
    case .eight: .index(shade.nearest(in: 0..<8))
    case .sixteen: .index(signed(shade) ?? shade.nearest(in: 0..<16))
    case .indexed: .index(shade.nearestOfCubeAndGreys)
    case .direct: .direct(shade)
    }
  }
}

extension Palette {
  /// Of signed values the weak or strong blue or red, as far from 0 on both sides; nil for others.
  private func signed(_ shade: RGB) -> UInt8? {
    guard let sign = Shading.sign(of: shade, isDark: background == .dark) else { return nil }
    let isBright = (sign.magnitude > 0.5) == (background == .dark)
    return (sign < 0 ? 4 : 1) + (isBright ? 8 : 0)
  }
}

extension TerminalColor {
  /// What is shown; nil for the terminal's own.
  var shade: RGB? {
    switch self {
    case .standard: nil
    case .index(let index): RGB(index: index)
    case .direct(let shade): shade
    }
  }
}
