import ConvScreen

/// Where frames go, and where keys, the pointer and the time come from.
protocol Terminal {
  var size: Size { get }
  /// A clock that only moves forward.
  var milliseconds: Int { get }
  mutating func show(_ frame: Frame)
  /// What happened, as soon as something did; nothing when the time is up. Nil waits for ever.
  mutating func events(within milliseconds: Int?) -> [TerminalEvent]
  /// Clears the screen and shows the last frame anew.
  mutating func redraw()
  /// Gives the terminal to the shell until the user comes back.
  mutating func suspend()
}

enum TerminalEvent: Hashable, Sendable {
  case action(Action)
  /// The line is closed: nobody sees or types anything any more.
  case hangUp
}
