import CTerminal

/// Why the terminal cannot serve, and the way out.
struct TerminalError: Error, Hashable, CustomStringConvertible {
  let description: String

  /// By the number of the shim's answer.
  init(_ refusal: Int32) {
    description =
      switch Int(refusal) {
      case terminal_not_a_terminal:
        "standard input and output must be a terminal; without one there are"
          + " convscope run, report, step and frame"
      case terminal_name_missing:
        "TERM is not set, so nobody knows how to draw; try TERM=xterm-256color"
      case terminal_name_unknown:
        "TERM=\(name) is not in this system's terminfo; try TERM=xterm-256color"
      case terminal_cannot_place_the_cursor:
        "TERM=\(name) cannot place its cursor; try TERM=xterm-256color, or convscope frame"
      default: "the terminal could not be opened"
      }
  }
}

private var name: String { environment("TERM") ?? "" }
