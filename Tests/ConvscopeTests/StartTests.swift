import ConvScreen
import Testing

extension LifeTests {
  @Test func `point 2: without a terminal there is one line on standard error and no escape`()
    throws
  {
    let program = try Program([])
    #expect(program.code == 1)
    #expect(program.output == "")
    #expect(
      program.complaint
        == "convscope: standard input and output must be a terminal; without one there are"
        + " convscope run, report, step and frame\n")
    let redirected = try PseudoTerminal(
      ["-c", "\(PseudoTerminal.convscope) > /dev/null"], program: "/bin/sh")
    #expect(redirected.exit() == .code(1))
    #expect(redirected.output.allSatisfy { $0 != 0x1B })
    #expect(redirected.isAsBefore)
  }

  @Test(arguments: [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]])
  func `point 3: with descriptors closed it ends at once`(_ closed: [Int32]) throws {
    let terminal = try PseudoTerminal(closed: closed)
    if closed == [2] {
      // Enough is open to run: nothing of what is said may land on another descriptor.
      try terminal.waitUntilIdle()
      terminal.send("q")
      #expect(terminal.exit() == .code(0))
      #expect(terminal.leftovers == [])
    } else {
      #expect(terminal.exit() == .code(1))
    }
  }

  @Test(arguments: [
    ("", "TERM is not set, so nobody knows how to draw; try TERM=xterm-256color"),
    ("gibberish", "TERM=gibberish is not in this system's terminfo; try TERM=xterm-256color"),
    ("dumb", "TERM=dumb cannot place its cursor; try TERM=xterm-256color, or convscope frame"),
  ])
  func `point 4: a TERM that cannot serve is named in one line`(_ name: String, _ sentence: String)
    throws
  {
    let terminal = try PseudoTerminal(columns: 120, environment: ["TERM": name])
    #expect(terminal.exit() == .code(1))
    #expect(terminal.outputText == "convscope: \(sentence)\r\n")
    #expect(terminal.isAsBefore)
  }

  @Test(arguments: [
    ("vt100", ColorTier.none), ("linux", .eight), ("xterm", .eight), ("xterm-256color", .indexed),
    ("screen-256color", .indexed), ("tmux-256color", .indexed),
  ])
  func `point 5: every TERM shows the same text, in colours where it has some`(
    _ name: String, _ tier: ColorTier
  ) throws {
    // The Linux console shows no underline in colour.
    var session = try Session(
      environment: ["TERM": name], tier: tier, lacking: name == "linux" ? .underline : [])
    session.expectSame()
    try session.press(["d", .right, "."])
    session.expectSame()
    #expect(session.terminal.screen == session.twin.lines)
    #expect(session.terminal.hasColors == (tier != .none))
    session.terminal.send("q")
    #expect(session.terminal.exit() == .code(0))
    #expect(session.terminal.isAsBefore)
  }

  /// NO_COLOR's value or nil, arguments, and what must come of them.
  struct Choice: CustomTestStringConvertible {
    var noColor: String?
    var arguments: [String] = []
    let tier: ColorTier
    var term = "xterm-256color"

    /// Leaves no frame behind.
    var hasAlternateScreen: Bool { term.hasPrefix("xterm") }

    var testDescription: String {
      "\(noColor.map { "NO_COLOR='\($0)' " } ?? "")\(arguments.joined(separator: " ")) on \(term)"
    }
    var environment: [String: String] {
      ["TERM": term].merging(noColor.map { ["NO_COLOR": $0] } ?? [:]) { one, _ in one }
    }
  }

  static let choices = [
    Choice(tier: .indexed),
    Choice(noColor: "1", tier: .none),
    Choice(noColor: "", tier: .indexed),
    Choice(arguments: ["--color", "never"], tier: .none),
    Choice(noColor: "1", arguments: ["--color", "auto"], tier: .none),
    Choice(noColor: "1", arguments: ["--color", "8"], tier: .eight),
    Choice(noColor: "1", arguments: ["--color", "16"], tier: .sixteen),
    Choice(noColor: "1", arguments: ["--color", "256"], tier: .indexed),
    Choice(noColor: "1", arguments: ["--color", "truecolor"], tier: .direct),
    Choice(arguments: ["--color", "256"], tier: .indexed, term: "xterm"),
    Choice(arguments: ["--color", "16"], tier: .sixteen, term: "xterm"),
    Choice(arguments: ["--color", "truecolor"], tier: .direct, term: "xterm"),
    Choice(arguments: ["--color", "256"], tier: .indexed, term: "linux"),
    Choice(arguments: ["--color", "256"], tier: .indexed, term: "vt100"),
    Choice(arguments: ["--color", "16"], tier: .sixteen, term: "vt100"),
    Choice(arguments: ["--color", "8"], tier: .eight, term: "vt100"),
    Choice(arguments: ["--color", "8"], tier: .eight, term: "linux"),
  ]

  @Test(arguments: choices)
  func `point 6: NO_COLOR and --color decide, and their tier is kept to`(_ choice: Choice) throws {
    let layers = ["--input", "sample:astronaut"]
    var session = try Session(
      layers, terminal: choice.arguments, environment: choice.environment, tier: choice.tier)
    try session.press([.right, "d", "."])
    session.expectSame()
    try session.press(["?"])
    session.expectSame()
    if choice.hasAlternateScreen {
      session.expectQuit()
    } else {
      session.terminal.send("q")
      #expect(session.terminal.exit() == .code(0))
      #expect(session.terminal.isAsBefore)
    }
    #expect(session.terminal.tiers.subtracting(choice.tier.allowed) == [])
    #expect(session.terminal.hasColors == (choice.tier != .none))
  }

  @Test(arguments: [["LC_ALL": "C"], ["LC_ALL": "POSIX"], ["LC_ALL": "", "LANG": ""], nil])
  func `point 7: without UTF-8 everything is ASCII in the same layout`(
    _ environment: [String: String]?
  ) throws {
    let layers = ["--input", "sample:horse"]
    var session = try Session(
      layers, terminal: environment == nil ? ["--ascii"] : [], environment: environment ?? [:],
      charset: .ascii)
    for key: Key in ["d", .right, ".", .tab, "?"] {
      try session.press([key])
      session.expectSame()
    }
    session.expectQuit()
    #expect(session.terminal.output.allSatisfy { $0 < 0x80 })
  }

  @Test func `point 8: LINES and COLUMNS do not freeze the size`() throws {
    var session = try Session(environment: ["LINES": "10", "COLUMNS": "30"])
    session.expectSame()
    try session.resize(columns: 100, rows: 30)
    session.expectSame()
    session.expectQuit()
  }

  @Test func `point 9: help and version need no terminal, and an unknown flag is wrong usage`()
    throws
  {
    for arguments in [["--help"], ["--version"]] + Self.subcommands.map({ ["help", $0] }) {
      let program = try Program(arguments, environment: ["TERM": ""])
      #expect(program.code == 0)
      #expect(program.complaint == "")
      #expect(program.lines.allSatisfy { $0.count <= 80 }, "\(arguments)")
    }
    let wrong = try Program(["--no-such-flag"])
    #expect(wrong.code == 64)
    #expect(wrong.output == "")
    #expect(wrong.complaint.contains("--no-such-flag"))
  }

  static let subcommands = ["explore", "run", "report", "step", "frame"]

  @Test(arguments: ["bash", "zsh", "fish"])
  func `point 9: a completion script names every subcommand`(_ shell: String) throws {
    let program = try Program(["--generate-completion-script", shell])
    #expect(program.code == 0)
    for name in Self.subcommands { #expect(program.output.contains(name)) }
  }
}

extension ColorTier {
  /// The kinds of colour sequences a terminal of this tier may be sent.
  fileprivate var allowed: Set<PseudoTerminal.ColorSequence> {
    switch self {
    case .none: []
    case .eight: [.plain, .standard]
    case .sixteen: [.plain, .standard, .bright]
    // The first sixteen of an indexed palette have short sequences.
    case .indexed: [.plain, .standard, .bright, .index]
    case .direct: [.standard, .direct]
    }
  }
}
