// What is to be found in the bytes that a program wrote.
extension PseudoTerminal {
  /// The DEC private modes set and not reset so far.
  var modes: Set<Int> {
    var modes: Set<Int> = []
    for match in outputText.matches(of: /\u{1B}\[\?([0-9;]+)([hl])/) {
      for mode in match.1.split(separator: ";").compactMap({ Int($0) }) {
        if match.2 == "h" { modes.insert(mode) } else { modes.remove(mode) }
      }
    }
    return modes
  }

  /// How often a DEC private mode was set and how often reset.
  func switches(of mode: Int) -> (on: Int, off: Int) {
    let parts = outputText.matches(of: /\u{1B}\[\?([0-9;]+)([hl])/).filter { match in
      match.1.split(separator: ";").contains { Int($0) == mode }
    }
    return (parts.count { $0.2 == "h" }, parts.count { $0.2 == "l" })
  }

  enum ColorSequence: Hashable {
    /// 39 or 49, 30 to 47, 90 to 107, 38;5 or 48;5, 38;2 or 48;2.
    case standard, plain, bright, index, direct
  }

  /// The kinds of colour sequences written.
  var tiers: Set<ColorSequence> {
    var kinds: Set<ColorSequence> = []
    for var numbers in renditions[...] {
      while let first = numbers.popFirst() {
        switch (first, numbers.first) {
        case (38, 5), (48, 5):
          kinds.insert(.index)
          numbers = numbers.dropFirst(2)
        case (38, 2), (48, 2):
          kinds.insert(.direct)
          numbers = numbers.dropFirst(4)
        case (39, _), (49, _): kinds.insert(.standard)
        case (30...47, _): kinds.insert(.plain)
        case (90...107, _): kinds.insert(.bright)
        default: break
        }
      }
    }
    return kinds
  }

  var hasColors: Bool { !tiers.isEmpty }

  /// The parameters of every SGR sequence written.
  var renditions: [ArraySlice<Int>] {
    outputText.matches(of: /\u{1B}\[([0-9;:]*)m/).map { match in
      match.1.split { $0 == ";" || $0 == ":" }.compactMap { Int($0) }[...]
    }
  }

  /// How often the whole screen was cleared.
  var clearings: Int { outputText.matches(of: /\u{1B}\[2?J/).count }
}
