extension Unicode.Scalar {
  /// The ASCII character that stands for this one, as wide; a question mark where none does.
  var ascii: Unicode.Scalar {
    if isASCII { return isControl ? "?" : self }
    return asciiByScalar[self] ?? "?"
  }

  /// A C0 or C1 control, which a terminal would obey instead of showing it.
  var isControl: Bool { value < 0x20 || (0x7F..<0xA0).contains(value) }

  /// Covers a part of its cell, as pictures are made of.
  var isBlock: Bool { "▀▄█▌▐".unicodeScalars.contains(self) }
}

/// ASCII characters, each with those it stands for.
private let standIns: [(Unicode.Scalar, String)] = [
  ("-", "─╌┄┈╴╶−–—‐‑"),
  ("|", "│┃╎┆┊║╵╷∣‖▌▐¦"),
  ("=", "━═≡"),
  ("+", "┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬┠┨┯┷┝┥"),
  (".", "·…░∙"),
  (":", "▒⋮"),
  ("#", "▓■▦▩"),
  ("@", "█●◉"),
  ("\"", "▀“”″"),
  ("_", "▄▁▂▃"),
  ("x", "×✕✖✗"),
  ("*", "⋅•∗▪★◆⊙⊗"),
  ("o", "°∘○◦□◌◇"),
  ("%", "∞"),
  ("<", "≤←◀‹«⟨◂⇐"),
  (">", "≥→▶›»⟩▸⇒"),
  ("^", "↑▲∧⇧"),
  ("v", "↓▼∨✓✔√"),
  ("[", "⌊⌈"),
  ("]", "⌋⌉"),
  ("'", "′‘’"),
  ("/", "÷⁄╱"),
  ("\\", "╲"),
  ("~", "≈∼±↔⇄↵"),
  ("!", "≠"),
  ("h", "½"),
  ("q", "¼"),
  ("d", "Δδ∂"),
  ("S", "Σ∑"),
  ("P", "∏Π"),
  ("e", "∈ε"),
  ("u", "µμ"),
  ("s", "σ"),
  ("a", "α"),
  ("b", "β"),
  ("l", "λ"),
  ("0", "₀⁰∅"),
  ("1", "₁¹"),
  ("2", "₂²"),
  ("3", "₃³"),
  ("4", "₄⁴"),
  ("5", "₅⁵"),
  ("6", "₆⁶"),
  ("7", "₇⁷"),
  ("8", "₈⁸"),
  ("9", "₉⁹"),
  (" ", "\u{A0}\u{2007}\u{202F}"),
]

private let asciiByScalar: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
  standIns.flatMap { ascii, others in others.unicodeScalars.map { ($0, ascii) } },
  uniquingKeysWith: { first, _ in first })
