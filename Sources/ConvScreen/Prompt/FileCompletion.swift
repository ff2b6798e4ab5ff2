import ConvCore

/// The files that a command takes.
public enum FileKind: Hashable, Sendable {
  /// Those that an input can be read from.
  case input
  /// One array: .npy.
  case array
  /// A state, whatever its name.
  case state
  /// A Python program.
  case code
}

/// A name in a folder.
public struct FolderEntry: Hashable, Sendable {
  public let name: String
  public let isFolder: Bool

  public init(name: String, isFolder: Bool) {
    self.name = name
    self.isFolder = isFolder
  }
}

/// What completion asks of a folder.
public struct FolderQuery: Hashable, Sendable {
  /// As it was typed, with its slash; empty: the present folder.
  public let folder: String
  /// What the names begin with.
  public let beginning: String
  public let kind: FileKind

  public init(folder: String, beginning: String, kind: FileKind) {
    self.folder = folder
    self.beginning = beginning
    self.kind = kind
  }

  /// The name may be offered; one with a point in front only where that is typed.
  public func takes(_ name: String) -> Bool {
    name.hasPrefix(beginning) && (beginning.hasPrefix(".") || !name.hasPrefix("."))
      && !name.unicodeScalars.contains(where: \.isControl)
  }
}

/// The answer: the first names in their order, and how many there are.
public struct FolderListing: Hashable, Sendable {
  public let entries: [FolderEntry]
  public let count: Int

  /// The most names that are offered.
  public static let most = 1000

  public init(_ entries: [FolderEntry]) {
    count = entries.count
    self.entries = Array(entries.sorted { $0.name < $1.name }.prefix(FolderListing.most))
  }
}

extension PromptCommand {
  /// Where a command's argument names a file.
  struct FilePlace: Hashable, Sendable {
    let kind: FileKind
    /// The words that stand before the file's name.
    var wordsBefore = 0
  }
}

/// A file's name as far as it is typed.
struct TypedPath: Hashable, Sendable {
  let kind: FileKind
  /// What completion replaces, an opening quote with it.
  let typed: String

  private var text: String { typed.isOpenQuote ? String(typed.dropFirst()) : typed }
  /// The home folder, its slash still to come.
  var isHome: Bool { text == "~" }

  /// The part up to the last slash.
  private var folder: String { text.lastIndex(of: "/").map { String(text[...$0]) } ?? "" }

  /// What is asked for, to complete it.
  var query: FolderQuery {
    isHome
      ? FolderQuery(folder: "~/", beginning: "", kind: kind)
      : FolderQuery(
        folder: folder, beginning: String(text.dropFirst(folder.count)), kind: kind)
  }

  /// The paths that it may become.
  func completions(from entries: [FolderEntry]) -> [String] {
    entries.map { entry in
      "\(folder)\(entry.name)\(entry.isFolder ? "/" : "")".typed(isFolder: entry.isFolder)
    }
  }
}

extension Model {
  /// The file's name that is being typed before the cursor.
  private var typedPath: TypedPath? {
    let text = prompt.line.beforeCursor
    let line = PromptLine(text)
    guard let command = promptCommands.first(where: { $0.names.contains(line.name) }),
      let place = command.files, let path = line.path(after: place.wordsBefore)
    else { return nil }
    // An option after the name, and a built-in sample, are words.
    let isOption = path.words.last?.hasPrefix("-") == true && !path.isOpenQuote
    guard !isOption, !path.isClosedQuote, !path.hasPrefix("sample:") else { return nil }
    return TypedPath(kind: place.kind, typed: path)
  }

  /// Asks for the names that may complete a file's; nil: none is being typed.
  mutating func completeFile() -> Effect? {
    (typedPath?.query).map(Effect.list)
  }

  /// Completes the file's name from those that are there; not where another one is typed by now.
  mutating func takeListing(_ listing: FolderListing, of query: FolderQuery) {
    guard prompt.isOpen, let typed = typedPath, typed.query == query else { return }
    let (word, words) = completions(of: prompt.line.beforeCursor)
    guard !typed.isHome else { return prompt.complete(with: ["~/"], replacing: typed.typed) }
    let files = typed.completions(from: listing.entries)
    let all = word == typed.typed ? words + files : files
    guard !all.isEmpty else { return prompt.complete(with: words, replacing: word) }
    prompt.complete(
      with: all, replacing: typed.typed, missing: listing.count - listing.entries.count)
  }

  /// A folder was chosen among what Tab offers: goes on inside it.
  mutating func enterFolder() -> Effect? {
    guard prompt.choosesFolder else { return nil }
    prompt.keepChosen()
    return completeFile()
  }
}

extension PromptLine {
  /// What stands after so many words of the argument, as it was typed; nil: a word is not ended.
  fileprivate func path(after words: Int) -> String? {
    var rest = typedArgument[...]
    for _ in 0..<words {
      guard let blank = rest.firstIndex(of: " ") else { return nil }
      rest = rest[blank...].drop { $0 == " " }
    }
    return String(rest)
  }
}
