import ConvCore

/// The command line: the line being edited, what was run before, what completion offers.
struct Prompt: Hashable, Sendable {
  private(set) var isOpen = false
  private(set) var line = EditedLine()
  /// What is wrong with the line, and what would be right.
  var complaint: String?
  /// What Tab offers; nil: it was not pressed.
  private(set) var completion: Completion?
  /// The lines that were run, the latest last.
  private(set) var history: [String] = []
  /// The place in the history of the line that is edited; nil: it is a new one.
  private var place: Int?
  /// The new line while one of the history is shown.
  private var draft = EditedLine()
  /// The line that was run and whose answer is still to come.
  private var waiting: String?

  private static let longestHistory = 200

  mutating func open(with text: String = "") {
    isOpen = true
    edit(EditedLine(text))
    place = nil
  }

  /// The text may be pasted: it becomes one line.
  mutating func paste(_ text: String) {
    var edited = line
    if edited.insert(text.asOneLine) {
      edit(edited)
    } else {
      complaint = "the command line takes \(EditedLine.longest) characters: paste less"
    }
  }

  mutating func close() {
    isOpen = false
    edit(EditedLine())
    place = nil
    waiting = nil
  }

  /// Edits the line; false: the key edits no text.
  mutating func edit(_ key: Key) -> Bool {
    var edited = line
    guard edited.edit(key) else { return false }
    edit(edited)
    return true
  }

  private mutating func edit(_ line: EditedLine) {
    self.line = line
    complaint = nil
    completion = nil
  }
}

extension Prompt {
  mutating func complain(_ refusal: Refusal) { complaint = refusal.description }
}

// MARK: History

extension Prompt {
  mutating func remember(_ text: String) {
    history.removeAll { $0 == text }
    history.append(text)
    history.removeFirst(max(history.count - Prompt.longestHistory, 0))
    place = nil
  }

  /// Shows an earlier (−1) or later (+1) line; after the latest the new one comes back.
  mutating func recall(_ change: Int) {
    let next = (place ?? history.count) + change
    guard next >= 0, next <= history.count else { return }
    if place == nil { draft = line }
    place = next < history.count ? next : nil
    edit(place.map { EditedLine(history[$0]) } ?? draft)
  }

  /// The answer to this line comes later.
  mutating func wait(for text: String) { waiting = text }

  /// The line that was waiting for an answer, once.
  @discardableResult
  mutating func takeWaiting() -> String? {
    defer { waiting = nil }
    return waiting
  }
}

// MARK: Completion

extension Prompt {
  /// What may stand in the place of the last characters before the cursor.
  struct Completion: Hashable, Sendable {
    let candidates: [String]
    /// As they are shown, and how wide: without what all begin with up to a slash or colon.
    let labels: [String]
    let widths: [Int]
    /// How many there are besides.
    let missing: Int
    /// The characters before the cursor that a candidate replaces.
    var replaced: Int
    /// The candidate that stands in the line; nil: what all have in common.
    var chosen: Int?

    init(_ candidates: [String], shared: String, missing: Int, replaced: Int) {
      let end = shared.lastIndex { "/:".contains($0) }
      let folder = end.map { shared[...$0].count } ?? 0
      self.candidates = candidates
      labels = candidates.map { String($0.dropFirst(folder)).trimmed }
      widths = labels.map(\.width)
      self.missing = missing
      self.replaced = replaced
    }
  }

  /// Begins a completion: the only candidate, or what all of them have in common, if anything.
  mutating func complete(with candidates: [String], replacing word: String) {
    complete(with: candidates, replacing: word, missing: 0)
  }

  /// Where candidates are missing, nobody knows what all have in common.
  mutating func complete(with candidates: [String], replacing word: String, missing: Int) {
    guard let first = candidates.first else {
      complaint = "nothing completes '\(word)'"
      return
    }
    let shared = first.commonPrefix(of: candidates)
    let common = shared.isEmpty || missing > 0 ? word : shared
    var edited = line
    guard edited.replace(last: word.count, with: common) else { return }
    edit(edited)
    if candidates.count > 1 {
      completion = Completion(
        candidates, shared: shared, missing: missing, replaced: common.count)
    }
  }

  /// Puts the next (+1) or previous (−1) candidate into the line.
  mutating func cycle(_ change: Int) {
    guard var next = completion else { return }
    let count = next.candidates.count
    let chosen = next.chosen.map { ($0 + change + count) % count } ?? (change > 0 ? 0 : count - 1)
    var edited = line
    guard edited.replace(last: next.replaced, with: next.candidates[chosen]) else { return }
    edit(edited)
    next.chosen = chosen
    next.replaced = next.candidates[chosen].count
    completion = next
  }
}

extension Prompt {
  /// The candidate that stands in the line is a folder.
  var choosesFolder: Bool {
    guard let completion, let chosen = completion.chosen else { return false }
    return completion.candidates[chosen].hasSuffix("/")
  }

  /// Takes the candidate that stands in the line for good.
  mutating func keepChosen() { completion = nil }
}

extension String {
  /// The beginning that all texts share.
  fileprivate func commonPrefix(of texts: [String]) -> String {
    texts.reduce(self) { common, text in
      String(zip(common, text).prefix { $0 == $1 }.map(\.0))
    }
  }
}
