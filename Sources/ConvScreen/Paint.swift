/// A colour by its meaning, so that every tier of terminal can choose its own.
public enum Paint: Hashable, Sendable {
  /// The terminal's own ink or ground.
  case terminal
  /// A colour with a meaning: the same everywhere on the screen.
  case role(Role)
  /// A pixel of a picture in a role's colour: as its grounds are, though a character draws it.
  case pixel(Role)
  /// A colour that is data: a pixel, a value's shade.
  case shade(RGB)
}

/// The few colours with a meaning each.
public enum Role: Hashable, Sendable, CaseIterable {
  /// The window: its taps, its place in the kernel, its output element.
  case window
  /// The other window beside it: B of the Compare view.
  case other
  /// The tap in focus.
  case tap
  /// Frames, rules, captions: everything that is only structure.
  case structure
  /// Outputs that read the element under the pointer, inputs a kernel cell multiplies.
  case link
  /// A refusal.
  case alarm
  /// Ink on a window, tap, link or alarm ground.
  case onRole
}

/// Red, green and blue, 0 to 255.
public struct RGB: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }
}

/// How many colours a terminal shows.
public enum ColorTier: Hashable, Sendable, CaseIterable {
  case none, eight, sixteen, indexed, direct
}

/// What a terminal is told: its own colour, an index, or red, green and blue.
public enum TerminalColor: Hashable, Sendable {
  case standard
  case index(UInt8)
  case direct(RGB)
}
