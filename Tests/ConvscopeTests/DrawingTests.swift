import ConvCore
import Foundation
import Glibc
import SeededRandom
import Testing

@testable import ConvScreen
@testable import convscope

/// The driver of this very process on an emulated terminal, and the model it shows.
private final class Stage {
  let emulator: PseudoTerminal
  let driver: NcursesTerminal
  private let rendition: Rendition
  private(set) var twin: Twin
  private var frame: Frame
  private var expected: ExpectedScreen

  init(
    _ layers: [String], options: [String] = [], tier: ColorTier, charset: Charset = .unicode,
    columns: Int = 80, rows: Int = 24
  ) throws {
    setenv("TERM", "xterm-256color", 1)
    setenv("LC_ALL", charset == .ascii ? "C" : "C.UTF-8", 1)
    // swift test sets it where its own output is no terminal.
    unsetenv("NO_COLOR")
    emulator = try PseudoTerminal(withoutProgram: columns, rows)
    driver = try NcursesTerminal(
      input: emulator.line, output: emulator.line, options: TerminalOptions.parse(options))
    twin = try Twin(layers, columns: columns, rows: rows)
    rendition = Rendition(palette: Palette(tier: tier, background: .dark), charset: charset)
    frame = twin.frame
    expected = ExpectedScreen(frame, rendition)
    driver.show(frame)
  }

  func take(_ action: Action) {
    if case .resize(let size) = action {
      emulator.resize(columns: size.columns, rows: size.rows)
      kill(getpid(), SIGWINCH)
      while driver.events(within: 1000).isEmpty {}
    }
    twin.take(action)
    let before = frame
    frame = twin.frame
    expected.update(from: before, to: frame)
    driver.show(frame)
  }

  /// The first cell that is not as the frame has it.
  var difference: String? {
    emulator.receiveAll()
    return expected.difference(from: emulator)
  }

  deinit { driver.close() }
}

extension SplitMix64 {
  /// An event as it may come: mostly keys, some of them typed text, the pointer, pastes, sizes.
  fileprivate mutating func event(columns: Int, rows: Int) -> Action {
    func number(_ range: Range<Int>) -> Int { .random(in: range, using: &self) }
    switch number(0..<100) {
    case 0: return .resize(Size(columns: number(1..<160), rows: number(1..<50)))
    case 1: return .paste(["nn.MaxPool2d(2)", "글자 3", "1 2 3"][number(0..<3)])
    case 2..<12:
      let deeds: [Pointer.Deed] = [.press, .release, .move, .wheelUp, .wheelDown]
      return .pointer(
        Pointer(deeds[number(0..<5)], column: number(0..<columns), row: number(0..<rows)))
    case 12..<15: return .key([":", "글", "界", "é", .backspace, .unknown][number(0..<6)])
    default:
      let keys = Keymap.bindings.flatMap(\.keys).filter { ![" ", "i", "I"].contains($0) }
      return .key(keys[number(0..<keys.count)])
    }
  }
}

extension CursesTests {
  struct Look: CustomTestStringConvertible {
    var input = "digit"
    var options: [String] = []
    var tier = ColorTier.indexed
    var charset = Charset.unicode
    let events: Int
    var testDescription: String { "\(input), \(tier), \(charset)" }

    /// 2000 where the release is tested, else what a short run has time for.
    static let many =
      ProcessInfo.processInfo.environment["CONVSCOPE_RELEASE"] == nil ? 250 : 2000
  }

  @Test(arguments: [
    Look(events: Look.many),
    Look(input: "horse", events: 150),
    Look(options: ["--color", "truecolor"], tier: .direct, events: 100),
    Look(options: ["--color", "16"], tier: .sixteen, events: 100),
    Look(options: ["--color", "8"], tier: .eight, events: 100),
    Look(options: ["--color", "never"], tier: .none, events: 100),
    Look(charset: .ascii, events: 100),
  ])
  func `point 26: after each random event the screen is the frame, cell by cell`(_ look: Look)
    throws
  {
    let stage = try Stage(
      ["nn.Sequential(nn.Conv2d(1, 2, 3), nn.MaxPool2d(2))", "--input", "sample:\(look.input)"],
      options: look.options, tier: look.tier, charset: look.charset)
    var random = SplitMix64(state: 26)
    for number in 0..<look.events {
      let size = stage.twin.frame.size
      let event = random.event(columns: size.columns, rows: size.rows)
      stage.take(event)
      try #require(stage.difference == nil, "event \(number): \(event)")
      if number % 100 == 0 {
        // What has come about step by step is what is drawn from scratch.
        stage.driver.redraw()
        try #require(stage.difference == nil, "redrawn after event \(number): \(event)")
      }
    }
  }
}

extension TerminalTests {
  @Test func `point 24: a step costs few bytes, and idling none`() throws {
    var session = try Session(columns: 120, rows: 40)
    let start = session.terminal.output.count
    let steps = 60
    try session.press((0..<steps).map { [.right, ".", .right, ".", .down, ",", .left][$0 % 7] })
    session.expectSame()
    let end = session.terminal.output.count
    #expect(end - start < steps * 1500)
    let sleeps = session.terminal.voluntarySwitches
    usleep(1_500_000)
    session.terminal.receiveAll()
    #expect(session.terminal.output.count == end)
    #expect(session.terminal.voluntarySwitches == sleeps)
    session.expectQuit()
  }

  @Test func `point 25: only the start, a resize, Ctrl-L and coming back clear the screen`() throws
  {
    var session = try Session(columns: 120, rows: 40)
    let terminal = session.terminal
    #expect(terminal.clearings == 1)
    try session.press(
      [.right, "d", "?", .escape, "2", "3", "4", "1", "o", "i", ":", "x", .escape, .escape, "u"])
    #expect(terminal.clearings == 1)
    try session.resize(columns: 100, rows: 30)
    #expect(terminal.clearings == 2)
    try session.press([.control("l")])
    #expect(terminal.clearings == 3)
    terminal.send(Keys.control("z"))
    #expect(terminal.exit() == .stopped)
    terminal.continue()
    try terminal.waitUntilIdle()
    session.expectSame()
    #expect(terminal.clearings <= 5)
    session.expectQuit()
  }

  @Test func `point 25: Ctrl-L heals what something else has written`() throws {
    var session = try Session()
    session.terminal.show(
      "\u{1B}[5;5H\u{1B}[31mgarbage\r\n\u{1B}[7mmore\u{1B}[m\u{1B}[2;2H\u{1B}[J")
    try session.press([.control("l")])
    session.expectSame()
    try session.press([.right])
    session.expectSame()
    session.expectQuit()
  }

  @Test func `point 27: wide characters keep the columns, also under what pops up`() throws {
    for columns in [60, 79, 80, 81, 120] {
      var session = try Session(
        ["--language", "ko"], columns: columns, rows: 30, environment: ["LC_ALL": "C.UTF-8"])
      for keys: [Key] in [["d"], ["?"], [.down, .down], [.escape], [":", "한", "글"], [.escape]] {
        try session.press(keys)
        session.expectSame()
        let frame = session.twin.frame
        for row in 0..<frame.size.rows { #expect(frame.row(row).isWhole, "row \(row)") }
      }
      try session.resize(columns: columns + 1, rows: 24)
      session.expectSame()
      session.expectQuit()
    }
  }

  @Test(arguments: [[], ["--synchronized"]], ["xterm-256color", "tmux-256color"])
  func `point 28: brackets of synchronised output are balanced, and sent when asked for`(
    _ arguments: [String], _ name: String
  ) throws {
    var session = try Session(terminal: arguments, environment: ["TERM": name])
    try session.press([.right, "d", "?", .escape, .control("l")])
    session.expectSame()
    try session.resize(columns: 100, rows: 30)
    let (on, off) = session.terminal.switches(of: 2026)
    #expect(on == off)
    #expect((on > 5) == !arguments.isEmpty)
    session.expectQuit()
    #expect(arguments.isEmpty == (session.terminal.switches(of: 2026).on == 0))
  }
}

extension Sequence<Cell> {
  /// Every second half follows the first half of a wide character, and each of these has one.
  fileprivate var isWhole: Bool {
    var awaitsHalf = false
    for cell in self {
      guard cell.isContinuation == awaitsHalf else { return false }
      awaitsHalf = cell.width == 2
    }
    return !awaitsHalf
  }
}
