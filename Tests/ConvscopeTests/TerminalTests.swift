import Testing

/// Everything that touches curses or a pseudo-terminal: one at a time, for curses has one state.
@Suite(.serialized)
struct TerminalTests {}
