import CPseudoTerminal
import Foundation
import Glibc

/// The real program on a pseudo-terminal, seen through a terminal emulator.
///
///     let terminal = try PseudoTerminal(["nn.MaxPool2d(2)", "--color", "never"])
///     terminal.send("q")
///     #expect(terminal.exit() == .code(0))
final class PseudoTerminal {
  enum Exit: Hashable {
    case code(Int32)
    case signal(Int32)
    case stopped
    case running
  }

  /// DEC private modes an ending must leave off, and 25, the cursor, which it must leave on.
  static let pointerModes: Set<Int> = [1000, 1002, 1003, 1006]

  private let terminal: OpaquePointer
  let process: Int32
  private(set) var size: (columns: Int, rows: Int)
  /// What the program has read once it has all that was sent, and until when that is waited for: the
  /// line keeps some bytes to itself, ^S for one.
  private var delivery = (bytes: 0, end: 0.0)

  /// Starts `program` (the one built beside these tests when nil) behind a line of text.
  ///
  /// `environment` is added to a small one of UTF-8 and `TERM=xterm-256color`; an empty TERM is none.
  init(
    _ arguments: [String] = [], columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:], program: String? = nil, closed: [Int32] = []
  ) throws {
    guard let terminal = pseudo_terminal_new(Int32(columns), Int32(rows)) else {
      throw Failure("no pseudo-terminal")
    }
    self.terminal = terminal
    size = (columns, rows)
    let everything = Self.environment.merging(environment) { _, new in new }
    let texts = everything.filter { !$0.value.isEmpty || $0.key != "TERM" }
      .map { "\($0.key)=\($0.value)" }
    process = Self.start(
      terminal, [program ?? Self.convscope] + arguments, texts,
      closed: closed.reduce(0) { $0 | 1 << $1 })
    show("before\r\n")
  }

  /// A terminal without a program, to be drawn on from inside this process.
  init(withoutProgram columns: Int, _ rows: Int) throws {
    guard let terminal = pseudo_terminal_new(Int32(columns), Int32(rows)) else {
      throw Failure("no pseudo-terminal")
    }
    self.terminal = terminal
    size = (columns, rows)
    process = -1
  }

  /// The descriptor a program inside this process draws on.
  var line: Int32 { pseudo_terminal_line(terminal) }

  deinit { pseudo_terminal_free(terminal) }

  struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }
}

// What a user does.
extension PseudoTerminal {
  /// Types text as it stands; `Keys` has names for the other keys.
  func send(_ keys: String) { send(Array(keys.utf8)) }

  func send(_ bytes: [UInt8]) {
    delivery = (max(delivery.bytes, bytesRead) + bytes.count, Self.now + 0.5)
    pseudo_terminal_send(terminal, bytes, bytes.count)
  }

  func resize(columns: Int, rows: Int) {
    size = (columns, rows)
    pseudo_terminal_resize(terminal, Int32(columns), Int32(rows))
  }

  /// Tells the program a size that the emulator does not have.
  func claimSize(columns: Int, rows: Int) {
    pseudo_terminal_claim_size(terminal, Int32(columns), Int32(rows))
  }

  func signal(_ number: Int32) {
    precondition(process > 1, "a signal to every process there is")
    kill(process, number)
  }

  func hangUp() { pseudo_terminal_hang_up(terminal) }

  func `continue`(inForeground: Bool = true) { pseudo_terminal_continue(terminal, inForeground) }

  /// The line's attributes are those of before the program.
  var isAsBefore: Bool { pseudo_terminal_is_as_before(terminal) }

  var isRaw: Bool { pseudo_terminal_is_raw(terminal) }

  func makeSane() { pseudo_terminal_make_sane(terminal) }

  /// Shows text as if something had written it.
  func show(_ text: String) {
    let bytes = Array(text.utf8)
    pseudo_terminal_show(terminal, bytes, bytes.count)
  }
}

// What a user sees.
extension PseudoTerminal {
  /// The screen's lines, without trailing blanks.
  var screen: [String] {
    (0..<size.rows).map { row in
      var line = ""
      for column in 0..<size.columns {
        let scalar = cell(column: column, row: row).scalar
        if scalar != 0 { line.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  func cell(column: Int, row: Int) -> pseudo_cell {
    pseudo_terminal_cell(terminal, Int32(column), Int32(row))
  }

  /// The first column of a row that is not as expected.
  func difference(row: Int, from expected: [pseudo_cell]) -> Int? {
    let count = Int32(expected.count)
    let column = pseudo_terminal_difference(terminal, Int32(row), expected, count)
    return column < 0 ? nil : Int(column)
  }

  var cursor: (column: Int, row: Int) {
    let place = pseudo_terminal_cursor(terminal)
    return (Int(place.column), Int(place.row))
  }

  /// Every byte the program wrote, as far as it has been received.
  var output: [UInt8] {
    let count = pseudo_terminal_output(terminal, nil, 0)
    return Array(unsafeUninitializedCapacity: count) { bytes, copied in
      copied = min(count, pseudo_terminal_output(terminal, bytes.baseAddress, count))
    }
  }

  /// The bytes as Latin-1 text, for searching.
  var outputText: String { String(String.UnicodeScalarView(output.map { Unicode.Scalar($0) })) }

  var isOnMainScreen: Bool { modes.isDisjoint(with: [47, 1047, 1049]) }

  /// What is not as it was before the program ran; empty when all is.
  var leftovers: [String] {
    let left = modes.subtracting([25, 7])
    return (isAsBefore ? [] : ["the line's attributes"])
      + left.sorted().map { "mode \($0)" }
      + (modes.contains(25) || !outputText.contains("\u{1B}[?25l") ? [] : ["a hidden cursor"])
      + (screen.first == "before" ? [] : ["the main screen: \(screen.first ?? "")"])
  }
}

// Waiting, always for something.
extension PseudoTerminal {
  /// Receives until the screen is as wanted.
  func waitFor(seconds: Double = 5, _ isReached: ([String]) -> Bool) throws {
    try wait(seconds: seconds) { isReached($0.screen) }
  }

  /// Receives until a text is on the screen.
  func waitFor(_ text: String, seconds: Double = 5) throws {
    try waitFor(seconds: seconds) { $0.contains { $0.contains(text) } }
  }

  func wait(seconds: Double = 5, until isReached: (PseudoTerminal) -> Bool) throws {
    let end = Self.now + seconds
    while !isReached(self) {
      guard Self.now < end else {
        throw Failure("not reached; the screen:\n" + screen.joined(separator: "\n"))
      }
      _ = pseudo_terminal_receive(terminal, 20)
    }
  }

  /// Receives until the program has read all input and sleeps until the next.
  func waitUntilIdle(seconds: Double = 5) throws {
    let end = Self.now + seconds
    while !isIdle {
      guard Self.now < end else {
        throw Failure("still busy; the screen:\n" + screen.joined(separator: "\n"))
      }
      _ = pseudo_terminal_receive(terminal, 1)
    }
    pseudo_terminal_receive_all(terminal)
  }

  /// Waits until the program has taken all input off the line.
  func waitUntilRead(seconds: Double = 5) throws {
    try wait(seconds: seconds) { pseudo_terminal_unread($0.terminal) == 0 }
  }

  /// Receives whatever was written, when the line is known to be quiet.
  func receiveAll() { pseudo_terminal_receive_all(terminal) }

  /// How the program ended or stopped, once it did.
  func exit(seconds: Double = 5) -> Exit {
    let status = pseudo_terminal_status(terminal, Int32(seconds * 1000))
    if status == -1 { return .running }
    receiveAll()
    if status & 0xFF == 0x7F { return .stopped }
    return status & 0x7F == 0 ? .code(status >> 8 & 0xFF) : .signal(status & 0x7F)
  }

  /// Waits in poll(2) without a limit, all that was sent being read.
  private var isIdle: Bool {
    guard pseudo_terminal_unread(terminal) == 0, isDelivered, !knowsNoSize else { return false }
    let call = Self.text(of: "/proc/\(process)/syscall").split(separator: " ")
    guard call.count > 4 else { return false }
    #if arch(x86_64)
      return call[0] == "7" && call[3].hasSuffix("ffffffff")
    #else
      return call[0] == "73" && call[3] == "0x0"
    #endif
  }

  /// What was sent is not still on the way to the line, as it may be on a busy machine.
  private var isDelivered: Bool { bytesRead >= delivery.bytes || Self.now > delivery.end }

  /// The bytes that the program has read, files included.
  private var bytesRead: Int {
    let words = Self.text(of: "/proc/\(process)/io").split { " \n".contains($0) }
    return words.firstIndex(of: "rchar:").flatMap { Int(words[$0 + 1]) } ?? 0
  }

  /// The program has not been told yet that the size is another one.
  private var knowsNoSize: Bool {
    let pending = Self.text(of: "/proc/\(process)/status").split(separator: "\n")
      .filter { $0.hasPrefix("SigPnd:") || $0.hasPrefix("ShdPnd:") }
      .compactMap { $0.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) } }
    return pending.contains { $0 & 1 << (UInt64(SIGWINCH) - 1) != 0 }
  }

  /// How often the program has gone to sleep.
  var voluntarySwitches: Int? { number("voluntary_ctxt_switches") }

  /// Kilobytes of memory that are really there, without what is only read from files.
  var ownMemory: Int? { number("RssAnon") }

  private func number(_ name: String) -> Int? {
    Self.text(of: "/proc/\(process)/status").split(separator: "\n")
      .first { $0.hasPrefix(name + ":") }
      .flatMap { $0.split { !$0.isNumber }.first }.flatMap { Int($0) }
  }

  /// Seconds of a clock that only moves forward.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func text(of path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    return String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
  }
}

// The program and its surroundings.
extension PseudoTerminal {
  /// A release build to be tested instead of the program beside these tests.
  private static let release = ProcessInfo.processInfo.environment["CONVSCOPE_RELEASE"]
  static var isRelease: Bool { release != nil }

  /// The program that is tested.
  static let convscope = release ?? besides

  private static let besides: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ownPath
    let before = bundle.components(separatedBy: ".xctest").first ?? bundle
    let folder = before.split(separator: "/").dropLast().joined(separator: "/")
    return (bundle.hasPrefix("/") ? "/" : "") + folder + "/convscope"
  }()

  private static let environment = [
    "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nowhere", "TERM": "xterm-256color",
    "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
  ].merging(Program.sanitizerOptions) { _, new in new }

  private static var ownPath: String {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = bytes.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.map { readlink("/proc/self/exe", $0, text.count) } ?? 0
      }
    }
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  private static func start(
    _ terminal: OpaquePointer, _ arguments: [String], _ environment: [String], closed: Int32
  ) -> Int32 {
    withStrings(arguments) { arguments in
      withStrings(environment) { environment in
        pseudo_terminal_start_without(terminal, arguments, environment, closed)
      }
    }
  }

  private static func withStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return (copies.map { $0.map { UnsafePointer($0) } } + [nil]).withUnsafeBufferPointer {
      guard let first = $0.baseAddress else { preconditionFailure("no terminating nil") }
      return body(first)
    }
  }
}
