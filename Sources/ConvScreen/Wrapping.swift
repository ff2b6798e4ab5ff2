extension Line {
  /// Broken between words into lines of at most so many columns; longer words are broken anywhere.
  func wrapped(columns: Int) -> [Line] {
    guard columns > 1 else { return [self] }
    var lines: [Line] = []
    var line = Line()
    for word in words.flatMap({ $0.pieces(columns: columns) }) {
      if line.width > 0, line.width + 1 + word.width > columns {
        lines.append(line)
        line = Line()
      }
      if line.width > 0 { line.add(" ") }
      line = line + word
    }
    return line.width > 0 ? lines + [line] : lines
  }

  /// The parts between blanks, each with its styles.
  private var words: [Line] {
    var words = [Line()]
    for span in spans {
      for (index, part) in span.text.split(separator: " ", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { words.append(Line()) }
        if !part.isEmpty { words[words.count - 1].add(String(part), span.style) }
      }
    }
    return words.filter { $0.width > 0 }
  }

  /// The line in parts of at most so many columns.
  private func pieces(columns: Int) -> [Line] {
    guard width > columns else { return [self] }
    var pieces = [Line()]
    for span in spans {
      for scalar in span.text.unicodeScalars {
        let character = String(Character(scalar))
        if pieces[pieces.count - 1].width + character.width > columns { pieces.append(Line()) }
        pieces[pieces.count - 1].add(character, span.style)
      }
    }
    return pieces
  }

  /// As much of it as fits into the columns.
  func cut(_ columns: Int) -> Line {
    var line = Line()
    for span in spans where line.width < columns {
      let room = columns - line.width
      line.add(span.text.width > room ? span.text.cut(room) : span.text, span.style)
    }
    return line
  }
}
