import ConvCore
import SeededRandom
import Testing

@testable import ConvScreen
@testable import convscope

extension TerminalTests {
  @Test func `point 18: Esc acts without a further key, and ESCDELAY is honoured`() throws {
    var session = try Session()
    try session.press(["?", .escape, "?", .escape])
    session.expectSame()
    session.expectQuit()
    let patient = try PseudoTerminal(environment: ["ESCDELAY": "400"])
    try patient.waitUntilIdle()
    let closed = patient.screen
    patient.send("?")
    try patient.waitUntilIdle()
    #expect(patient.screen != closed)
    let start = PseudoTerminal.now
    patient.send(Keys.escape)
    try patient.waitFor { $0 == closed }
    #expect(PseudoTerminal.now - start >= 0.4)
    // Within the delay the rest of an arrow still makes it one.
    patient.send(Keys.escape)
    patient.send("[C")
    try patient.waitFor("element 2 of 25")
    patient.send("q")
    #expect(patient.exit() == .code(0))
  }

  @Test(arguments: [
    ("up", ["\u{1B}[A", "\u{1B}OA"]), ("down", ["\u{1B}[B", "\u{1B}OB", "j"]),
    ("right", ["\u{1B}[C", "\u{1B}OC", "l", "\u{1B}[1;2C"]),
    ("left", ["\u{1B}[D", "\u{1B}OD", "h"]),
    ("home", ["\u{1B}[H", "\u{1B}OH", "\u{1B}[1~", "\u{1B}[7~"]),
    ("end", ["\u{1B}[F", "\u{1B}OF", "\u{1B}[4~", "\u{1B}[8~"]),
  ])
  func `point 19: every way to send an arrow means the same`(_ name: String, _ ways: [String])
    throws
  {
    let terminal = try PseudoTerminal()
    try terminal.waitUntilIdle()
    terminal.send(Keys.down + Keys.right)
    try terminal.waitUntilIdle()
    let start = terminal.screen
    terminal.send(ways[0])
    try terminal.waitUntilIdle()
    let end = terminal.screen
    #expect(start != end)
    for way in ways {
      terminal.send(Keys.home)
      terminal.send(Keys.down + Keys.right)
      try terminal.waitUntilIdle()
      #expect(terminal.screen == start)
      terminal.send(way)
      try terminal.waitUntilIdle()
      #expect(terminal.screen == end, "\(name): \(way.dropFirst())")
    }
    terminal.send("q")
    #expect(terminal.exit() == .code(0))
  }

  @Test func `point 19: an arrow in pieces is one, and an unfinished sequence does nothing`() throws
  {
    // Long enough for the pieces, however busy the machine.
    var session = try Session(environment: ["ESCDELAY": "2000"])
    let terminal = session.terminal
    for pieces in [["\u{1B}[", "C"], ["\u{1B}", "[C"], ["\u{1B}", "O", "C"]] {
      for piece in pieces {
        terminal.send(piece)
        try terminal.waitUntilRead()
      }
      try terminal.waitUntilIdle()
      session.twin.take(.key(.right))
      session.expectSame()
    }
    terminal.send("\u{1B}[")
    terminal.send("q")
    #expect(terminal.exit() == .code(0))
    #expect(terminal.leftovers == [])
  }

  @Test func `point 20: a paste runs nothing`() throws {
    var session = try Session()
    session.terminal.send(Keys.paste("ddq\u{3}\u{1B}:\r"))
    try session.terminal.waitUntilIdle()
    session.twin.take(.paste("ddq\u{3}\u{1B}:\n"))
    session.expectSame()
    let fresh = try Twin().model
    #expect(session.twin.model.setup.position == fresh.setup.position)
    #expect(session.twin.model.stage.output == fresh.stage.output)
    // Also one of 100 KB, of quits alone.
    session.terminal.send(Keys.paste(String(repeating: "q", count: 100_000)))
    try session.terminal.waitUntilIdle()
    session.twin.take(.paste(String(repeating: "q", count: 100_000)))
    session.expectSame()
    session.expectQuit()
  }

  @Test(arguments: 1...(PseudoTerminal.isRelease ? 4 : 1))
  func `point 20: random bytes do not end it`(_ seed: UInt64) throws {
    let terminal = try PseudoTerminal()
    try terminal.waitUntilIdle()
    var random = SplitMix64(state: seed)
    // Without the keys that quit or suspend.
    let noise = (0..<(PseudoTerminal.isRelease ? 65_536 : 1024)).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }.map { [UInt8(ascii: "q"), 3, 26].contains($0) ? 0x1B : $0 }
    terminal.send(noise)
    try terminal.waitUntilRead(seconds: 60)
    // What has begun in the noise, a paste even, takes the first of them; once the program has
    // given the line back, one more would be a signal.
    var ending = PseudoTerminal.Exit.running
    for _ in 0..<100 where ending == .running {
      if terminal.isRaw { terminal.send(Keys.control("c")) }
      ending = terminal.exit(seconds: 0.6)
    }
    #expect(ending == .code(0))
    #expect(terminal.leftovers == [])
  }

  @Test func `point 21: an unknown key says so and does nothing`() throws {
    var session = try Session()
    for key: Key in ["Z", .function(9), .unknown, "é", "글"] {
      try session.press([key])
      session.expectSame()
      #expect(session.twin.model.status.isAlarm)
      #expect(session.twin.model.status.text.hasSuffix("does nothing here: ? shows all keys"))
    }
    session.expectQuit()
  }

  @Test func `point 21: every bound key is in the help and every key of the help is bound`() throws
  {
    for view in View.allCases {
      var twin = try Twin(columns: 200, rows: 100)
      twin.press([view.key, "?"])
      let text = twin.frame.text
      for binding in Keymap.bindings where binding.views.contains(view) {
        let keys = binding.keys.map(\.name).joined(separator: " ")
        #expect(text.contains("\(keys.left(12))\(binding.help)"), "\(keys) in \(view)")
        for key in binding.keys { #expect(Keymap.command(for: key, in: view) == binding.command) }
      }
    }
  }

  @Test func `point 22: a thousand keys at once reach the right state in few repaints`() throws {
    let layers = ["nn.Conv2d(1, 4, 3, padding=1)", "--input", "sample:horse"]
    var session = try Session(layers, columns: 120, rows: 40)
    var random = SplitMix64(state: 22)
    let keys: [Key] = (0..<1000).map { _ in
      [.right, .right, .down, ".", "d", "D", "s", "S", .pageDown].randomElement(using: &random)
        ?? .right
    }
    let before = session.terminal.output.count
    session.terminal.send(keys.map(Keys.bytes).joined())
    try session.terminal.waitUntilIdle(seconds: 60)
    session.twin.press(keys)
    session.expectSame()
    #expect(session.terminal.output.count - before < 60_000)
    session.expectQuit()
  }
}

@Test(arguments: [
  ("\u{1B}[97;;97u", Key.character("a")), ("\u{1B}[97;0u", .character("a")),
  ("\u{1B}[97;u", .character("a")), ("\u{1B}[97u", .character("a")),
  ("\u{1B}[97;1u", .character("a")), ("\u{1B}[97;5u", .control("a")),
  ("\u{1B}[9;;9u", .tab), ("\u{1B}[9;2u", .backTab), ("\u{1B}[27;0;97~", .character("a")),
  ("\u{1B}[27;5;97~", .control("a")),
])
func `a key with its modifier left out is the key alone`(_ bytes: String, _ key: Key) {
  var decoder = KeyDecoder(escapeDelay: 25, named: [:])
  #expect(decoder.decode(bytes.utf8) == [.key(key)])
}

@Test(arguments: [
  ("\u{1B}b", Key.alt("b")), ("\u{1B} ", .alt(" ")), ("\u{1B}\u{7F}", .alt(.backspace)),
  ("\u{1B}\u{08}", .alt(.backspace)), ("\u{1B}[98;3u", .alt("b")),
  ("\u{1B}[127;3u", .alt(.backspace)), ("\u{1B}[27;3;98~", .alt("b")),
  ("\u{1B}[98;7u", .control("b")),
])
func `a key after Escape, or with Alt, is one key`(_ bytes: String, _ key: Key) {
  var decoder = KeyDecoder(escapeDelay: 25, named: [:])
  #expect(decoder.decode(bytes.utf8) == [.key(key)])
}
