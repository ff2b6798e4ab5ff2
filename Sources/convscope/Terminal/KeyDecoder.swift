import ConvScreen

/// Turns a terminal's bytes into keys, pointer events and pastes.
///
/// Knows the sequences terminals share (ECMA-48's CSI and SS3, xterm's, rxvt's, the Linux console's),
/// and by `named` those of one terminal only. Bytes that mean nothing never stop it.
struct KeyDecoder {
  /// Milliseconds after which a lone escape is the key.
  private let escapeDelay: Int
  private let named: [[UInt8]: Key]
  private var pending: [UInt8] = []
  private var paste: [UInt8]?

  init(escapeDelay: Int, named: [[UInt8]: Key]) {
    self.escapeDelay = escapeDelay
    self.named = named
  }

  /// Milliseconds to wait for the rest of what has begun; nil when nothing has.
  var patience: Int? {
    if paste != nil { return 500 }
    return pending.isEmpty ? nil : pending == [escape] ? escapeDelay : max(100, escapeDelay)
  }

  mutating func decode(_ bytes: some Sequence<UInt8>) -> [Action] {
    var actions: [Action] = []
    for byte in bytes { take(byte, &actions) }
    return actions
  }

  /// What the bytes so far mean when no more come: an unfinished sequence means nothing.
  mutating func giveUp() -> [Action] {
    let begun = pending
    pending = []
    if let text = paste {
      paste = nil
      return [pasted(text)]
    }
    guard let first = begun.first else { return [] }
    if first >= 0x80 { return [.key(.unknown)] }
    return begun == [escape] ? [.key(.escape)] : []
  }
}

private let escape: UInt8 = 0x1B
private let endOfPaste: [UInt8] = Array("\u{1B}[201~".utf8)

extension KeyDecoder {
  private mutating func take(_ byte: UInt8, _ actions: inout [Action]) {
    if paste != nil {
      takePasted(byte, &actions)
    } else if pending.isEmpty {
      begin(byte, &actions)
    } else if pending[0] == escape {
      takeSequence(byte, &actions)
    } else {
      takeScalar(byte, &actions)
    }
  }

  private mutating func begin(_ byte: UInt8, _ actions: inout [Action]) {
    switch byte {
    case escape, 0xC2...0xF4: pending = [byte]
    case 0x80...: actions.append(.key(.unknown))
    default: actions.append(.key(.plain(byte)))
    }
  }

  /// Drops the unfinished sequence, and takes the byte as a new beginning.
  private mutating func restart(_ byte: UInt8, _ actions: inout [Action]) {
    pending = []
    begin(byte, &actions)
  }

  private mutating func finish(_ key: Key, _ actions: inout [Action]) {
    pending = []
    actions.append(.key(key))
  }
}

// UTF-8.
extension KeyDecoder {
  private mutating func takeScalar(_ byte: UInt8, _ actions: inout [Action]) {
    guard byte & 0xC0 == 0x80 else {
      actions.append(.key(.unknown))
      return restart(byte, &actions)
    }
    pending.append(byte)
    let length = pending[0] < 0xE0 ? 2 : pending[0] < 0xF0 ? 3 : 4
    guard pending.count == length else { return }
    let text = String(validating: pending, as: UTF8.self)
    finish(text?.first.map { .character($0) } ?? .unknown, &actions)
  }
}

// Pastes.
extension KeyDecoder {
  private mutating func takePasted(_ byte: UInt8, _ actions: inout [Action]) {
    paste?.append(byte)
    guard byte == endOfPaste.last, let text = paste,
      text.suffix(endOfPaste.count) == endOfPaste[...]
    else { return }
    paste = nil
    actions.append(pasted(text.dropLast(endOfPaste.count)))
  }

  /// Terminals send a line's end as a carriage return.
  private func pasted(_ bytes: some Sequence<UInt8>) -> Action {
    .paste(String(decoding: bytes.map { $0 == 0x0D ? 0x0A : $0 }, as: UTF8.self))
  }
}

// Escape sequences.
extension KeyDecoder {
  private mutating func takeSequence(_ byte: UInt8, _ actions: inout [Action]) {
    if let key = named[pending + [byte]] { return finish(key, &actions) }
    if pending.count == 1 {
      takeIntroducer(byte, &actions)
    } else if pending[1] == UInt8(ascii: "O") {
      takeSingleShift(byte, &actions)
    } else {
      takeControl(byte, &actions)
    }
  }

  private mutating func takeIntroducer(_ byte: UInt8, _ actions: inout [Action]) {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "O"): pending.append(byte)
    case 0x08, 0x20...0x7F: finish(.alt(.plain(byte)), &actions)
    default:
      actions.append(.key(.escape))
      restart(byte, &actions)
    }
  }

  /// SS3: `ESC O` and a letter, with modifiers before it on some terminals.
  private mutating func takeSingleShift(_ byte: UInt8, _ actions: inout [Action]) {
    switch byte {
    case 0x30...0x3B where pending.count < 16: pending.append(byte)
    case 0x40...0x7E: finish(.singleShift(byte), &actions)
    default: restart(byte, &actions)
    }
  }

  /// CSI: `ESC [`, parameters, intermediates, a final byte.
  private mutating func takeControl(_ byte: UInt8, _ actions: inout [Action]) {
    let body = pending[2...]
    if body.first == UInt8(ascii: "M") { return takeOldPointer(byte, &actions) }
    if body.first == UInt8(ascii: "[") { return finish(.linuxFunction(byte), &actions) }
    switch byte {
    case 0x4D where body.isEmpty, 0x5B where body.isEmpty: pending.append(byte)
    case 0x20...0x3F:
      // Longer than any sequence with a meaning: read on to its end, but keep no more of it.
      if pending.count < 64 { pending.append(byte) }
    case 0x40...0x7E:
      let sequence = ControlSequence(body: body, final: byte)
      pending = []
      finish(sequence, &actions)
    default: restart(byte, &actions)
    }
  }

  private mutating func finish(_ sequence: ControlSequence, _ actions: inout [Action]) {
    if sequence.beginsPaste {
      paste = []
    } else if sequence.prefix == UInt8(ascii: "<") {
      actions += sequence.pointer.map { [.pointer($0)] } ?? []
    } else if sequence.prefix == nil {
      actions += sequence.key.map { [.key($0)] } ?? []
    }
  }

  /// The pointer as terminals without SGR reports send it: three bytes, 32 added to each.
  private mutating func takeOldPointer(_ byte: UInt8, _ actions: inout [Action]) {
    pending.append(byte)
    guard pending.count == 6 else { return }
    let numbers = pending[3...].map { Int($0) - 32 }
    pending = []
    let isRelease = numbers[0] & 0x43 == 3 && numbers[0] & 0x20 == 0
    let button = isRelease ? 0 : numbers[0]
    let pointer = Pointer(
      button: button, isRelease: isRelease, column: numbers[1] - 1, row: numbers[2] - 1)
    actions += pointer.map { [.pointer($0)] } ?? []
  }
}

extension Key {
  /// A byte below 0x80 that is no escape.
  static func plain(_ byte: UInt8) -> Key {
    switch byte {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x00, 0x1B...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
    default: .character(Character(Unicode.Scalar(byte)))
    }
  }

  static func arrow(_ letter: UInt8, last: Unicode.Scalar) -> Key? {
    guard letter <= UInt8(ascii: last) else { return nil }
    return switch letter {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "H"): .home
    default: nil
    }
  }

  static func functionLetter(_ letter: UInt8) -> Key? {
    (UInt8(ascii: "P")...UInt8(ascii: "S")).contains(letter) ? .function(Int(letter) - 0x4F) : nil
  }

  /// The Linux console's F1 to F5: `ESC [ [ A` …
  static func linuxFunction(_ letter: UInt8) -> Key {
    (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(letter)
      ? .function(Int(letter) - 0x40) : .unknown
  }

  /// After `ESC O`: arrows, F1 to F4, and the number pad, whose letters stand 0x40 above its signs.
  static func singleShift(_ letter: UInt8) -> Key {
    if let key = arrow(letter, last: "H") ?? functionLetter(letter) { return key }
    return switch letter {
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "I"): .tab
    case 0x6A...0x79: .plain(letter - 0x40)
    default: .unknown
    }
  }
}
