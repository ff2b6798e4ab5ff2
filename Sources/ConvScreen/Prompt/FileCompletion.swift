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
  var folder: String { text.lastIndex(of: "/").map { String(text[...$0]) } ?? "" }
  private var beginning: String { String(text.dropFirst(folder.count)) }

  /// The paths that it may become; names with a point in front only where that is typed.
  func completions(from entries: [FolderEntry]) -> [String] {
    let isHiddenMeant = beginning.hasPrefix(".")
    let fitting = entries.filter { entry in
      entry.name.hasPrefix(beginning) && (isHiddenMeant || !entry.name.hasPrefix("."))
        && !entry.name.unicodeScalars.contains(where: \.isControl)
    }
    return fitting.map { folder + $0.name + ($0.isFolder ? "/" : "") }.sorted()
      .map { $0.typed(isFolder: $0.hasSuffix("/")) }
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
    guard let typed = typedPath else { return nil }
    return .list(folder: typed.isHome ? "~/" : typed.folder, typed.kind)
  }

  /// Completes the file's name from those that are there.
  mutating func takeListing(of folder: String, _ entries: [FolderEntry]) {
    guard prompt.isOpen, let typed = typedPath else { return }
    let (word, words) = completions(of: prompt.line.beforeCursor)
    if typed.isHome {
      prompt.complete(with: ["~/"], replacing: typed.typed)
    } else if typed.folder == folder {
      let files = typed.completions(from: entries)
      let all = word == typed.typed ? words + files : files
      prompt.complete(
        with: all.isEmpty ? words : all, replacing: all.isEmpty ? word : typed.typed)
    }
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
