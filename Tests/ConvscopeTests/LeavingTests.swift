import CPseudoTerminal
import Foundation
import Glibc
import Testing

@testable import convscope

/// Seconds an ending may take here, where other tests may hold the processors; `convbench` knows
/// how long it takes.
private let patience = 10.0

extension LifeTests {
  @Test(arguments: [
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, SIGPROF,
    SIGVTALRM, SIGIO, SIGPWR, SIGSTKFLT,
    SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL,
  ])
  func `point 10: a signal ends the program and leaves the terminal as it was`(_ signal: Int32)
    throws
  {
    let terminal = try PseudoTerminal()
    try terminal.waitUntilIdle()
    #expect(terminal.modes.isSuperset(of: [1000, 1003, 1006, 1049, 2004]))
    #expect(terminal.isRaw)
    terminal.signal(signal)
    #expect(terminal.exit(seconds: patience) == .signal(signal))
    #expect(terminal.leftovers == [])
  }

  @Test func `point 10: a signal while it draws leaves the terminal as it was`() throws {
    for round in 1...10 {
      let terminal = try PseudoTerminal(columns: 300, rows: 100)
      if round > 1 { try terminal.wait { $0.output.count > round * 100 } }
      terminal.send(String(repeating: "?\u{1B}o", count: round))
      terminal.signal(SIGTERM)
      #expect(terminal.exit(seconds: patience) == .signal(SIGTERM))
      // Killed before it took the terminal, there is nothing to give back.
      #expect(terminal.leftovers == [], "round \(round)")
    }
  }

  @Test func `a signal that is ignored from the start stays so`() throws {
    let terminal = try PseudoTerminal(
      ["-c", "trap '' HUP PIPE USR1; exec \(PseudoTerminal.convscope)"], program: "/bin/sh")
    try terminal.waitUntilIdle()
    for signal in [SIGHUP, SIGPIPE, SIGUSR1] { terminal.signal(signal) }
    terminal.send("q")
    #expect(terminal.exit() == .code(0))
    #expect(terminal.leftovers == [])
  }

  /// ThreadSanitizer runs no handler on a stack of its own.
  private static let crashes = Crash.allCases.filter {
    $0 != .stack || ProcessInfo.processInfo.environment["CONVSCOPE_SANITIZER"] != "thread"
  }

  @Test(arguments: crashes)
  func `point 11: a crash leaves the terminal as it was and says what happened`(_ crash: Crash)
    throws
  {
    let terminal = try PseudoTerminal(["--crash", crash.rawValue], rows: 60)
    let ending = terminal.exit(seconds: patience)
    let signals: [PseudoTerminal.Exit] = [SIGILL, SIGTRAP, SIGSEGV, SIGABRT].map { .signal($0) }
    #expect(signals.contains(ending))
    #expect(terminal.leftovers == [])
    let text = terminal.screen.joined(separator: "\n")
    #expect(text.contains("convscope: stopped by "))
    if crash == .fatal { #expect(text.contains("a crash was asked for")) }
    // Optimised code of the standard library traps without a word.
    if crash == .index, !PseudoTerminal.isRelease {
      #expect(text.contains("Index out of range"))
    }
  }

  @Test(arguments: ["q", Keys.control("c")])
  func `point 12: a quitting key leaves the terminal as it was`(_ key: String) throws {
    let terminal = try PseudoTerminal()
    try terminal.waitUntilIdle()
    #expect(terminal.modes.contains(1049))
    terminal.send(key)
    #expect(terminal.exit() == .code(0))
    #expect(terminal.leftovers == [])
    #expect(terminal.cursor == (0, 1))
    #expect(terminal.screen.joined() == "before")
  }

  @Test func `point 12: without an alternate screen the prompt has a clean line too`() throws {
    let terminal = try PseudoTerminal(environment: ["TERM": "vt100"])
    try terminal.waitUntilIdle()
    terminal.send("q")
    #expect(terminal.exit() == .code(0))
    #expect(terminal.cursor == (0, terminal.size.rows - 1))
    #expect(terminal.screen.last == "")
    #expect(terminal.screen.contains { $0.contains("? all keys") })
  }

  /// Also while it plays, and where hang-ups are ignored, as under nohup.
  @Test(arguments: ["", "trap '' HUP; "], ["", " ", "?"])
  func `point 13: a closed line ends the program`(_ trap: String, _ keys: String) throws {
    let terminal = try PseudoTerminal(
      ["-c", "\(trap)exec \(PseudoTerminal.convscope)"], program: "/bin/sh")
    try terminal.waitUntilIdle()
    terminal.send(keys)
    terminal.hangUp()
    #expect(terminal.exit(seconds: patience) == .signal(SIGHUP))
  }

  @Test func `point 14: after Ctrl-Z and fg the screen is the same, cell by cell`() throws {
    var session = try Session()
    let terminal = session.terminal
    try session.press(["d", .right, "."])
    for _ in 0..<3 {
      terminal.send(Keys.control("z"))
      #expect(terminal.exit() == .stopped)
      #expect(terminal.leftovers == [])
      terminal.continue()
      try terminal.waitUntilIdle()
      session.expectSame()
      #expect(terminal.isRaw)
      #expect(terminal.modes.isSuperset(of: [1000, 1003, 1006, 1049, 2004]))
    }
    session.expectQuit()
  }

  @Test(arguments: [SIGTSTP, SIGSTOP], [true, false])
  func `point 14: a stop from outside is survived`(_ signal: Int32, _ staysSane: Bool) throws {
    var session = try Session()
    let terminal = session.terminal
    try session.press(["d", .right])
    terminal.signal(signal)
    #expect(terminal.exit() == .stopped)
    if signal == SIGTSTP { #expect(terminal.leftovers == []) }
    if staysSane { terminal.makeSane() }
    terminal.show("\u{1B}[2;2H something else \u{1B}[31m")
    terminal.continue()
    try terminal.waitUntilIdle()
    session.expectSame()
    #expect(terminal.isRaw)
    try session.press([.right])
    session.expectSame()
    session.expectQuit()
  }

  @Test(arguments: [SIGTSTP, SIGSTOP])
  func `point 14: a resize while stopped is honoured`(_ signal: Int32) throws {
    var session = try Session()
    session.terminal.signal(signal)
    #expect(session.terminal.exit() == .stopped)
    session.terminal.resize(columns: 100, rows: 30)
    session.terminal.continue()
    session.twin.take(.resize(.init(columns: 100, rows: 30)))
    session.expectSame()
    session.expectQuit()
  }

  @Test func `point 14: continued in the background it waits for the foreground`() throws {
    let session = try Session()
    let terminal = session.terminal
    terminal.send(Keys.control("z"))
    #expect(terminal.exit() == .stopped)
    terminal.receiveAll()
    let written = terminal.output.count
    terminal.continue(inForeground: false)
    #expect(terminal.exit() == .stopped)
    terminal.receiveAll()
    #expect(terminal.output.count == written)
    #expect(terminal.isAsBefore)
    terminal.continue()
    session.expectSame()
    session.expectQuit()
  }

  @Test func `point 15: what is said on standard error waits for the end`() throws {
    var session = try Session()
    let terminal = session.terminal
    let file = try #require(fopen("/proc/\(terminal.process)/fd/2", "a"))
    fputs("a library complains\n", file)
    fclose(file)
    try session.press([.right])
    session.expectSame()
    #expect(!terminal.outputText.contains("complains"))
    session.expectQuit()
    #expect(terminal.screen[1] == "a library complains")
  }
}
