import CTerminal
import ConvScreen

/// The terminal behind two descriptors, drawn on by curses.
///
/// There is one at a time: it takes the signals and standard error too, until it is closed.
final class NcursesTerminal: Terminal {
  let rendition: Rendition
  private var decoder: KeyDecoder
  private var shown: Frame?
  private var hasRead = false
  private var (framesShown, framesAfterKeys) = (0, 0)
  private var line: [terminal_cell] = []
  private var waiting: [TerminalEvent] = []
  private var buffer: [UInt8] = Array(repeating: 0, count: 4096)
  /// When the size began to change, and when it last did.
  private var resizing: (since: Int, last: Int)?

  /// Takes over the terminal, or says why that cannot be; nothing is written then.
  init(input: Int32, output: Int32, options: TerminalOptions) throws(TerminalError) {
    var traits = terminal_traits()
    let answer = unsafe terminal_probe(input, output, &traits)
    guard answer == terminal_serves else { throw TerminalError(answer) }
    var colours = traits.colours
    if let asked = options.colours, asked > colours || options.color == .direct,
      terminal_prefer(output, asked)
    {
      colours = asked
    }
    let tier = options.tier(colors: Int(colours))
    rendition = Rendition(
      palette: Palette(tier: tier, background: options.background),
      charset: options.ascii || !traits.utf8 ? .ascii : .unicode)
    decoder = KeyDecoder(escapeDelay: Self.escapeDelay, named: Self.namedKeys)
    let settings = terminal_settings(
      colours: tier != .none, pointer: traits.pointer && !options.noMouse, paste: traits.pointer,
      synchronised: traits.synchronised || options.synchronized)
    guard terminal_open(input, output, settings) == Int32(terminal_serves) else {
      throw TerminalError(Int32(terminal_failed))
    }
  }

  /// Gives everything back, and writes what was said on standard error meanwhile.
  func close() { terminal_close() }

  /// Gives everything back, and ends the program as a closed line does.
  func dieOfHangUp() { terminal_die_of_hangup() }

  var size: Size {
    let size = terminal_size()
    return Size(columns: Int(size.columns), rows: Int(size.rows))
  }

  var milliseconds: Int { Int(terminal_milliseconds()) }
}

// Drawing.
extension NcursesTerminal {
  func show(_ frame: Frame) {
    draw(frame, changedFrom: shown)
    if terminal_pairs_ran_out() {
      draw(frame, changedFrom: nil)
      _ = terminal_pairs_ran_out()
    }
    terminal_refresh()
    shown = frame
    spareMemory()
  }

  /// Gives back what only the start needed, and then what only the first keys did.
  private func spareMemory() {
    framesShown += 1
    if hasRead { framesAfterKeys += 1 }
    if framesShown == 1 || [1, 4].contains(framesAfterKeys) { terminal_spare_memory() }
  }

  func redraw() { terminal_repaint() }

  private func draw(_ frame: Frame, changedFrom before: Frame?) {
    let before = before?.size == frame.size ? before : nil
    for row in 0..<frame.size.rows where before?.row(row) != frame.row(row) {
      draw(frame.row(row), row)
    }
  }

  private func draw(_ cells: ArraySlice<Cell>, _ row: Int) {
    line.removeAll(keepingCapacity: true)
    for cell in cells { line.append(terminalCell(cell)) }
    unsafe terminal_draw(Int32(row), line, Int32(line.count))
  }

  private func terminalCell(_ cell: Cell) -> terminal_cell {
    let shown = rendition.appearance(of: cell)
    return terminal_cell(
      scalar: shown.scalar.value, ink: shown.ink.number, ground: shown.ground.number,
      attributes: UInt16(shown.attributes.rawValue),
      width: rendition.charset == .ascii ? 1 : UInt16(cell.width))
  }
}

// Input.
extension NcursesTerminal {
  func events(within milliseconds: Int?) -> [TerminalEvent] {
    let start = self.milliseconds
    var events = takeWaiting()
    repeat {
      let rest = milliseconds.map { max(0, start + $0 - self.milliseconds) }
      let wait = [events.isEmpty ? rest : 0, decoder.patience, resizing.map { _ in Self.settling }]
        .compactMap(\.self).min()
      events += happened(within: wait) + takeWaiting()
      if resizing == nil, let milliseconds, self.milliseconds - start >= milliseconds { break }
    } while events.isEmpty || resizing != nil
    return events
  }

  private func takeWaiting() -> [TerminalEvent] {
    defer { waiting = [] }
    return waiting
  }

  /// Milliseconds of quiet after which a changing size counts as final, and the most to wait for it.
  private static var settling: Int { 20 }
  private static var longestSettling: Int { 100 }

  private func happened(within wait: Int?) -> [TerminalEvent] {
    let happened = terminal_wait(wait.map { Int32(clamping: $0) } ?? -1)
    func has(_ flag: Int) -> Bool { Int(happened) & flag != 0 }
    if has(terminal_continued) { takeAgain(terminal_resume) }
    if has(terminal_stop_asked) { suspend() }
    if has(terminal_resized) { resizing = (resizing?.since ?? milliseconds, milliseconds) }
    var events = settledSize()
    if has(terminal_readable) {
      events += read()
    } else if has(terminal_hung_up) {
      events.append(.hangUp)
    } else if happened == 0 {
      events += decoder.giveUp().map(TerminalEvent.action)
    }
    return events
  }

  private func read() -> [TerminalEvent] {
    let count = Int(unsafe terminal_read(&buffer, Int32(buffer.count)))
    guard count >= 0 else { return [.hangUp] }
    hasRead = true
    return decoder.decode(buffer[..<count]).map(TerminalEvent.action)
  }

  private func settledSize() -> [TerminalEvent] {
    guard let (since, last) = resizing else { return [] }
    let now = milliseconds
    guard now - last >= Self.settling || now - since >= Self.longestSettling else { return [] }
    resizing = nil
    guard terminal_resize() else { return [] }
    shown = nil
    return [.action(.resize(size))]
  }

  func suspend() { takeAgain(terminal_suspend) }

  /// Leaves and comes back; the size may be another one then.
  private func takeAgain(_ leave: () -> Void) {
    let before = size
    leave()
    guard size != before else { return }
    shown = nil
    waiting.append(.action(.resize(size)))
  }
}

// What depends on the terminal and the user.
extension NcursesTerminal {
  /// ESCDELAY, as for curses in milliseconds; without it, what leaves Esc quick and arrows whole.
  private static var escapeDelay: Int {
    environment("ESCDELAY").flatMap { Int($0) }.map { min(max($0, 0), 2000) } ?? 20
  }

  private static var namedKeys: [[UInt8]: Key] {
    let functions = (1...12).map { ("kf\($0)", Key.function($0)) }
    let keys: [(String, Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
      ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kcbt", .backTab),
    ]
    let pairs = (keys + functions).map { name, key in
      (unsafe Array(String(cString: terminal_key(name)).utf8), key)
    }
    return Dictionary(
      pairs.filter { $0.0.first == 0x1B && $0.0.count > 1 }, uniquingKeysWith: { first, _ in first }
    )
  }
}

extension TerminalColor {
  fileprivate var number: Int32 {
    switch self {
    case .standard: -1
    case .index(let index): Int32(index)
    case .direct(let shade):
      Int32(terminal_direct) + Int32(shade.red) << 16 + Int32(shade.green) << 8
        + Int32(shade.blue)
    }
  }
}
