/// A line of text with a cursor in it.
struct EditedLine: Hashable, Sendable {
  private var characters: [Character]
  /// The number of characters before the cursor.
  private(set) var cursor: Int

  /// The most characters that a line takes.
  static let longest = 4000

  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }
  var beforeCursor: String { String(characters[..<cursor]) }
  var afterCursor: String { String(characters[cursor...]) }
  private var room: Int { EditedLine.longest - characters.count }

  /// Puts text before the cursor; false when the line is too long for it, which then stays as it was.
  mutating func insert(_ text: String) -> Bool {
    let inserted = Array(text)
    guard inserted.count <= room else { return false }
    // Neighbours may join into one character: a letter and its accent.
    let before = Array(String(characters[..<cursor] + inserted))
    characters = before + characters[cursor...]
    cursor = before.count
    return true
  }

  /// Puts other text in the place of so many characters before the cursor.
  mutating func replace(last count: Int, with text: String) -> Bool {
    var replaced = self
    replaced.remove(replaced.cursor - min(count, cursor)..<cursor)
    guard replaced.insert(text) else { return false }
    self = replaced
    return true
  }

  /// Edits as a key does in every line of text; false: this key edits no text.
  mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .left, .control("b"): cursor = max(cursor - 1, 0)
    case .right, .control("f"): cursor = min(cursor + 1, characters.count)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .backspace: remove(max(cursor - 1, 0)..<cursor)
    case .delete, .control("d"): remove(cursor..<min(cursor + 1, characters.count))
    case .control("u"): remove(0..<cursor)
    case .control("k"): remove(cursor..<characters.count)
    case .control("w"), .alt(.backspace): remove(startOfWord..<cursor)
    case .alt("b"): cursor = startOfWord
    case .alt("f"): cursor = endOfWord
    case .alt("d"): remove(cursor..<endOfWord)
    case .character(let character): return insert(String(character))
    default: return false
    }
    return true
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  /// Where the word before the cursor begins.
  private var startOfWord: Int {
    let end = characters[..<cursor].lastIndex { $0 != " " } ?? 0
    return characters[..<end].lastIndex(of: " ").map { $0 + 1 } ?? 0
  }

  /// Where the word after the cursor ends.
  private var endOfWord: Int {
    guard let start = characters[cursor...].firstIndex(where: { $0 != " " }) else {
      return characters.count
    }
    return characters[start...].firstIndex(of: " ") ?? characters.count
  }
}

extension String {
  /// Pasted text as one line: every run of white space a blank, other controls left out.
  var asOneLine: String {
    let words = split(whereSeparator: \.isWhitespace)
    return words.joined(separator: " ").unicodeScalars.filter { !$0.isControl }
      .reduce(into: "") { $0.unicodeScalars.append($1) }
  }
}
