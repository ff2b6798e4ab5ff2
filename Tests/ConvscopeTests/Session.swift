import CPseudoTerminal
import ConvScreen
import Testing

/// The real program on a terminal, and its twin, fed with the same events.
///
///     let session = try Session(columns: 120, rows: 40)
///     try session.press([.right, "d"])
///     session.expectSame()
struct Session {
  let terminal: PseudoTerminal
  var twin: Twin
  private let rendition: Rendition
  /// Attributes the terminal does not show together with colours.
  private let lacking: Style.Attributes

  /// `arguments` are the program's alone where they concern the terminal, and `layers` both's.
  init(
    _ layers: [String] = [], terminal arguments: [String] = [], columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:], tier: ColorTier = .indexed, charset: Charset = .unicode,
    lacking: Style.Attributes = []
  ) throws {
    twin = try Twin(layers, columns: columns, rows: rows)
    rendition = Rendition(
      palette: Palette(tier: tier, background: .dark), charset: charset)
    self.lacking = lacking
    terminal = try PseudoTerminal(
      layers + arguments, columns: columns, rows: rows, environment: environment)
    try terminal.waitUntilIdle()
  }

  mutating func press(_ keys: [Key]) throws {
    for key in keys {
      terminal.send(Keys.bytes(of: key))
      try terminal.waitUntilIdle()
      twin.take(.key(key))
    }
  }

  /// Sends all the keys at once.
  mutating func type(_ keys: [Key]) throws {
    terminal.send(keys.map(Keys.bytes).joined())
    for key in keys.joiningAlt { twin.take(.key(key)) }
    try terminal.waitUntilIdle(seconds: 60)
  }

  mutating func resize(columns: Int, rows: Int) throws {
    terminal.resize(columns: columns, rows: rows)
    twin.take(.resize(Size(columns: columns, rows: rows)))
    try terminal.waitUntilIdle()
  }

  mutating func point(_ deed: Pointer.Deed, column: Int, row: Int) throws {
    terminal.send(Keys.pointer(deed, column: column, row: row))
    twin.take(.pointer(Pointer(deed, column: column, row: row)))
    try terminal.waitUntilIdle()
  }

  /// Waits until the terminal shows the twin's frame, cell by cell: text, colours, attributes.
  func expectSame(_ location: SourceLocation = #_sourceLocation) {
    let expected = ExpectedScreen(twin.frame, rendition, lacking: lacking)
    do {
      try terminal.wait { expected.difference(from: $0) == nil }
    } catch {
      Issue.record(
        "\(expected.difference(from: terminal) ?? "")\n\(error)", sourceLocation: location)
    }
  }

  /// Quits, and expects the shell's screen back.
  func expectQuit(_ location: SourceLocation = #_sourceLocation) {
    terminal.send("q")
    #expect(terminal.exit() == .code(0), sourceLocation: location)
    #expect(terminal.leftovers == [], sourceLocation: location)
  }
}

extension [Key] {
  /// What the keys are when they are sent at once: Escape before a character or Backspace is Alt.
  fileprivate var joiningAlt: [Key] {
    reduce(into: []) { keys, key in
      switch (keys.last, key) {
      case (.escape, .character("[")), (.escape, .character("O")):
        preconditionFailure("the beginning of a sequence")
      case (.escape, .character), (.escape, .backspace): keys[keys.count - 1] = .alt(key)
      default: keys.append(key)
      }
    }
  }
}

/// What an emulator must hold for a frame.
struct ExpectedScreen {
  private let rendition: Rendition
  private let lacking: Style.Attributes
  private var rows: [[pseudo_cell]]

  init(_ frame: Frame, _ rendition: Rendition, lacking: Style.Attributes = []) {
    self.rendition = rendition
    self.lacking = lacking
    rows = []
    rows = (0..<frame.size.rows).map { cells(of: frame.row($0)) }
  }

  /// Takes over the rows that changed.
  mutating func update(from before: Frame, to frame: Frame) {
    guard before.size == frame.size else {
      self = ExpectedScreen(frame, rendition, lacking: lacking)
      return
    }
    for row in rows.indices where before.row(row) != frame.row(row) {
      rows[row] = cells(of: frame.row(row))
    }
  }

  private func cells(of row: ArraySlice<Cell>) -> [pseudo_cell] {
    row.map { cell in
      var look = rendition.appearance(of: cell)
      if look.ink != .standard || look.ground != .standard { look.attributes.subtract(lacking) }
      return pseudo_cell(look)
    }
  }

  /// The first cell that is not as expected, in words.
  func difference(from terminal: PseudoTerminal) -> String? {
    for row in rows.indices {
      guard let column = terminal.difference(row: row, from: rows[row]) else { continue }
      let (shown, wanted) = (terminal.cell(column: column, row: row), rows[row][column])
      return "column \(column), row \(row): \(shown), not \(wanted)"
    }
    return nil
  }
}

extension pseudo_cell {
  fileprivate init(_ look: Appearance) {
    self.init(
      scalar: look.scalar.value, ink: look.ink.number, ground: look.ground.number,
      bold: look.attributes.contains(.bold), underline: look.attributes.contains(.underline),
      reverse: look.attributes.contains(.reverse))
  }
}

extension TerminalColor {
  fileprivate var number: Int32 {
    switch self {
    case .standard: Int32(pseudo_standard)
    case .index(let index): Int32(index)
    case .direct(let color):
      Int32(pseudo_direct) + Int32(color.red) << 16 + Int32(color.green) << 8
        + Int32(color.blue)
    }
  }
}
