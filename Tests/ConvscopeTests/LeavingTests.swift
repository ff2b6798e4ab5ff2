import Glibc
import Testing

extension TerminalTests {
  @Test(arguments: ["q", Keys.control("c")])
  func `a quitting key leaves the terminal as it was`(_ key: String) throws {
    let terminal = try PseudoTerminal()
    try terminal.waitUntilIdle()
    #expect(terminal.modes.contains(1049))
    terminal.send(key)
    #expect(terminal.exit() == .code(0))
    #expect(terminal.leftovers == [])
    #expect(terminal.cursor == (0, 1))
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL])
  func `a signal ends the program and leaves the terminal as it was`(_ signal: Int32) throws {
    let terminal = try PseudoTerminal()
    try terminal.waitUntilIdle()
    terminal.signal(signal)
    #expect(terminal.exit(seconds: 0.5) == .signal(signal))
    #expect(terminal.leftovers == [])
  }
}
