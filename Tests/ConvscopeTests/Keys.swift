import ConvScreen

/// What keys send.
enum Keys {
  static let escape = "\u{1B}"
  static let up = "\u{1B}[A"
  static let down = "\u{1B}[B"
  static let right = "\u{1B}[C"
  static let left = "\u{1B}[D"
  static let home = "\u{1B}[H"
  static let end = "\u{1B}[F"
  static let pageUp = "\u{1B}[5~"
  static let pageDown = "\u{1B}[6~"
  static let backTab = "\u{1B}[Z"
  static let tab = "\t"
  static let enter = "\r"

  static func control(_ letter: Unicode.Scalar) -> String {
    String(Unicode.Scalar(UInt8(letter.value & 0x1F)))
  }

  /// A press and release over a cell, counted from 0.
  static func click(column: Int, row: Int) -> String {
    pointer(.press, column: column, row: row) + pointer(.release, column: column, row: row)
  }

  static func pointer(_ deed: Pointer.Deed, column: Int, row: Int) -> String {
    let button =
      switch deed {
      case .press, .release: 0
      case .move: 35
      case .wheelUp: 64
      case .wheelDown: 65
      }
    return "\u{1B}[<\(button);\(column + 1);\(row + 1)\(deed == .release ? "m" : "M")"
  }

  static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

  /// What xterm sends for a key.
  static func bytes(of key: Key) -> String {
    switch key {
    case .character(let character): String(character)
    case .control(let letter): control(letter.unicodeScalars.first ?? "@")
    case .alt(let key): escape + bytes(of: key)
    case .left: left
    case .right: right
    case .up: up
    case .down: down
    case .home: home
    case .end: end
    case .pageUp: pageUp
    case .pageDown: pageDown
    case .tab: tab
    case .backTab: backTab
    case .enter: enter
    case .escape: escape
    case .backspace: "\u{7F}"
    case .delete: "\u{1B}[3~"
    case .function(let number): "\u{1B}[\(number < 6 ? number + 10 : number + 11)~"
    case .unknown: "\u{1B}[99~"
    }
  }
}
