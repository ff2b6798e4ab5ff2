import Testing

// Whatever runs on a pseudo-terminal waits for it: one test at a time in each of these, so that the
// machine is not too busy for what is waited for.

/// What the program shows, and what it does with keys and the pointer.
@Suite(.serialized)
struct TerminalTests {}

/// How the program starts, meets its terminal, resizes and leaves.
@Suite(.serialized)
struct LifeTests {}

/// What draws with curses inside this process: curses has one state.
@Suite(.serialized)
struct CursesTests {}
