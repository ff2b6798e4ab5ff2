/// What the screen says, in another language than English.
///
/// The program speaks English; a table says the same, sentence by sentence. A row's English may have
/// holes, `{}`, whose texts are translated in turn and stand in the other language's `{0}`, `{1}`, …
/// `{0!}` keeps a hole's text as it is: a name, or what was typed.
/// What no row covers is taken apart at `; `, `: ` and `, `, and stays English where that fails too.
struct Phrases: Sendable {
  private let exact: [String: String]
  private let patterns: [Pattern]
  private let or: String

  /// `or` stands between the last two things of a choice.
  init(_ rows: [(String, String)], or: String) {
    self.or = or
    exact = Dictionary(
      rows.filter { !$0.0.contains("{}") }, uniquingKeysWith: { first, _ in first })
    patterns = rows.filter { $0.0.contains("{}") }.map(Pattern.init)
      .sorted { $0.fixedCount > $1.fixedCount }
  }

  func translated(_ english: String) -> String {
    exact[english] ?? choice(english) ?? known(english) ?? english
  }

  /// Names or values to choose from, which stay as they are; nil for any other text.
  private func choice(_ english: String) -> String? {
    let alternatives = english.components(between: " or ")
    let all = alternatives.flatMap { $0.components(between: ", ") }
    guard alternatives.count > 1, !all.contains(where: { $0.contains(" ") }) else { return nil }
    return alternatives.joined(separator: or)
  }

  /// Nil when no part of it is known.
  private func known(_ english: String) -> String? {
    if let translation = exact[english] { return translation }
    for pattern in patterns {
      if let holes = pattern.holes(of: english) {
        return pattern.filled(with: holes, translated: holes.map(translated))
      }
    }
    return parts(of: english)
  }

  private func parts(of english: String) -> String? {
    for separator in ["; ", ": ", ", "] {
      guard let (before, after) = english.parted(at: separator) else { continue }
      let parts = (known(before), known(after))
      guard parts.0 != nil || parts.1 != nil else { continue }
      return (parts.0 ?? before) + separator + (parts.1 ?? after)
    }
    return nil
  }

  /// A row with holes.
  private struct Pattern: Sendable {
    private let fixed: [String]
    private let translation: String
    let fixedCount: Int

    init(_ row: (String, String)) {
      fixed = row.0.components(between: "{}")
      translation = row.1
      fixedCount = fixed.reduce(0) { $0 + $1.count }
    }

    /// The texts in the holes; nil when the sentence is another one.
    func holes(of sentence: String) -> [String]? {
      guard let first = fixed.first, let last = fixed.last, sentence.hasPrefix(first),
        sentence.hasSuffix(last), sentence.utf8.count >= first.utf8.count + last.utf8.count
      else { return nil }
      var rest = sentence.dropFirst(first.count)
      var holes: [String] = []
      for text in fixed.dropFirst().dropLast() {
        guard let (hole, after) = String(rest).parted(at: text) else { return nil }
        holes.append(hole)
        rest = after[...]
      }
      guard rest.hasSuffix(last) else { return nil }
      return holes + [String(rest.dropLast(last.count))]
    }

    func filled(with holes: [String], translated: [String]) -> String {
      var text = translation
      for index in holes.indices {
        text = text.replacing("{\(index)!}", with: holes[index])
          .replacing("{\(index)}", with: translated[index])
      }
      return text.fittingParticles
    }
  }
}

extension Language {
  /// A sentence of the program in this language.
  func say(_ english: String) -> String {
    switch self {
    case .english: english
    case .korean: Phrases.korean.translated(english)
    }
  }
}

extension Model {
  /// A sentence of the program in the screen's language.
  func say(_ english: String) -> String { options.language.say(english) }
}

extension String {
  /// What stands before and after the first occurrence of a text.
  fileprivate func parted(at text: String) -> (String, String)? {
    var place = startIndex
    while let start = self[place...].utf8.firstIndex(where: { $0 == text.utf8.first }) {
      if self[start...].hasPrefix(text) {
        return (String(self[..<start]), String(self[start...].dropFirst(text.count)))
      }
      place = unicodeScalars.index(after: start)
    }
    return nil
  }

  /// The parts between all occurrences of a text.
  fileprivate func components(between text: String) -> [String] {
    var parts: [String] = []
    var rest = self
    while let (before, after) = rest.parted(at: text) {
      parts.append(before)
      rest = after
    }
    return parts + [rest]
  }

  fileprivate func replacing(_ old: String, with new: String) -> String {
    components(between: old).joined(separator: new)
  }

  /// With the form of every particle that fits the sound before it.
  fileprivate var fittingParticles: String {
    var parts = components(between: "{")
    var text = parts.removeFirst()
    for part in parts {
      let end = part.firstIndex(of: "}") ?? part.startIndex
      guard end > part.startIndex, let particle = Particle(part[..<end]) else {
        text += "{" + part
        continue
      }
      text += particle.text(after: text) + part[part.index(after: end)...]
    }
    return text
  }
}
