import ConvCore

extension Model {
  /// Opens the command line with the chosen setting's name when a number is typed at it.
  mutating func beginSetting(with key: Key) -> Bool {
    let settings = stratum.operation.settingValues
    guard view == .window, focus == .settings, !isHelping, lessonMenu == nil,
      Entry.begins(with: key), settings.indices.contains(chosenSetting)
    else { return false }
    prompt.open(with: "\(settings[chosenSetting].name) \(key.name)")
    return true
  }

  mutating func pressInPrompt(_ key: Key) -> Effect? {
    switch key {
    case .escape, .control("c"): prompt.close()
    case .backspace where prompt.line.isEmpty: prompt.close()
    case .enter where prompt.choosesFolder, "/" where prompt.choosesFolder: return enterFolder()
    case .enter: return runPrompt()
    case .tab: return complete(1)
    case .backTab: return complete(-1)
    case .up, .control("p"): prompt.recall(-1)
    case .down, .control("n"): prompt.recall(1)
    case .control("l"): return .redraw
    case .control("z"): return .suspend
    default:
      if !prompt.edit(key) { prompt.complaint = "\(key.name) does nothing here: Esc closes" }
    }
    return nil
  }

  /// Runs the line; one that is refused stays to be mended.
  private mutating func runPrompt() -> Effect? {
    let text = prompt.line.text.trimmed
    guard !text.isEmpty else {
      prompt.close()
      return nil
    }
    let before = status
    let effect = run(text)
    prompt.remember(text)
    guard status.isAlarm else {
      prompt.close()
      if effect != nil { prompt.wait(for: text) }
      return effect
    }
    prompt.complaint = status.text
    status = before
    return nil
  }

  /// What was asked for was refused: a line of the command line that asked comes back.
  mutating func takeRefusal(_ refusal: Refusal) {
    guard !prompt.isOpen else { return prompt.complain(refusal) }
    guard let text = prompt.takeWaiting() else { return refuse(refusal) }
    prompt.open(with: text)
    prompt.complaint = refusal.description
  }

  /// A paste goes to the command line, and never further by itself.
  mutating func paste(_ text: String) {
    guard fits else { return askForRoom("a paste needs a larger screen") }
    if entry != nil { return pasteNumber(text.asOneLine) }
    if !prompt.isOpen {
      guard Notation.holdsCall(text) else {
        status = Status(
          text: "pasted text is not run: layers and commands go to the command line, : opens it",
          isAlarm: true)
        return
      }
      isHelping = false
      prompt.open()
    }
    guard Notation.holdsCall(text) else { return prompt.paste(text) }
    if isRefusedCall { prompt.open() }
    prompt.paste(Notation.code(in: text).joined(separator: "\n"))
  }
}

extension Model {
  /// The line was run and refused, and is neither a command nor a call that could go on with more.
  private var isRefusedCall: Bool {
    let text = prompt.line.text.trimmed
    return prompt.complaint != nil && text == prompt.history.last && areLayers(PromptLine(text))
      && !text.hasSuffix("(") && !text.hasSuffix(",")
  }

  private mutating func pasteNumber(_ text: String) {
    if Entry.isNumeral(text) {
      _ = entry?.line.insert(text)
    } else {
      entry?.complaint = "'\(text.cut(20))' is no number"
    }
  }
}

// MARK: Completion

extension Model {
  private mutating func complete(_ change: Int) -> Effect? {
    guard prompt.completion == nil else {
      prompt.cycle(change)
      return nil
    }
    if let effect = completeFile() { return effect }
    let (word, all) = completions(of: prompt.line.beforeCursor)
    prompt.complete(with: all, replacing: word)
    return nil
  }

  /// The word that the text ends in, and all that may stand there; one name of each command.
  func completions(of text: String) -> (word: String, all: [String]) {
    let calls = Catalog.names.map { "nn.\($0)(" }
    guard let blank = text.lastIndex(of: " ") else {
      let word = text.lastWord
      let names = promptCommands.compactMap { command in
        command.names.first { $0.hasPrefix(word) }.map { command.form.isEmpty ? $0 : "\($0) " }
      }
      return (word, (word == text ? names : []) + calls.filter { $0.hasPrefix(word) })
    }
    let word = String(text[text.index(after: blank)...]).lastWord
    let line = PromptLine(text)
    guard let command = promptCommands.first(where: { $0.names.contains(line.name) }) else {
      return (word, calls.filter { $0.hasPrefix(word) })
    }
    let isFirst = !line.typedArgument.contains(" ")
    let words = isFirst || command.options.isEmpty ? command.words(self) : command.options
    return (word, words.filter { $0.hasPrefix(word) })
  }
}

extension String {
  /// What follows the last bracket or comma: `nn.Max` in `nn.Sequential(nn.Max`.
  fileprivate var lastWord: String {
    lastIndex { "(,".contains($0) }.map { String(self[index(after: $0)...]) } ?? self
  }
}
