/// Quotes around a file's name: a terminal puts them around one that is dropped on it, and a name
/// that would be taken for something else needs them.
extension String {
  private static let quotes = "'\""

  /// Without the quotes around it.
  var unquoted: String {
    guard count > 1, let first, first == last, String.quotes.contains(first) else { return self }
    return String(dropFirst().dropLast())
  }

  /// A quote stands in front, and none closes it yet.
  var isOpenQuote: Bool { first.map(String.quotes.contains) == true && closingQuote == nil }

  /// A quote stands in front and another behind, at the end or before options.
  var isClosedQuote: Bool { closingQuote != nil }

  /// The name in front of options, and these: one in quotes ends where they close.
  var partedAtOptions: (name: String, options: String) {
    if let closingQuote {
      return (
        String(self[..<closingQuote].dropFirst()), String(self[index(after: closingQuote)...])
      )
    }
    let text = " \(self)"
    let end = text.indices.first { text[$0...].hasPrefix(" --") } ?? text.endIndex
    return (String(text[..<end]).trimmed, String(text[end...]))
  }

  private var closingQuote: Index? {
    guard let quote = first, String.quotes.contains(quote) else { return nil }
    return indices.dropFirst().first { place in
      let behind = self[index(after: place)...]
      let rest = behind.drop { $0 == " " }
      return self[place] == quote
        && (rest.isEmpty || rest.count < behind.count && rest.hasPrefix("--"))
    }
  }

  /// A path as it must be typed; a folder's quotes stay open, it is gone on behind it.
  func typed(isFolder: Bool) -> String {
    let isPlain =
      trimmed == self && !" \(self)".contains(" --")
      && first.map { "=\(String.quotes)".contains($0) } != true
    guard !isPlain else { return self }
    let quote = contains("'") ? "\"" : "'"
    return quote + self + (isFolder ? "" : quote)
  }
}
