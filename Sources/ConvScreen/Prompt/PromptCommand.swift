import ConvCore

/// One row of the command line's table: what parsing, completion, help and tests need of it.
struct PromptCommand: Sendable {
  let name: String
  /// Other names of the same command.
  var otherNames: [String] = []
  /// What stands after the name: `map,row,column`; in brackets: or nothing; empty: nothing.
  let form: String
  /// A phrase for the help.
  let help: String
  /// The words that may stand after the name.
  var words: @Sendable (Model) -> [String] = { _ in [] }
  /// The options that may stand behind the first word.
  var options: [String] = []
  /// Where a file's name stands, if one does.
  var files: FilePlace?
  /// Changes nothing of what a lesson's step has set up.
  var keepsPath = false
  /// An exclamation mark may follow the name: write over a file that is there.
  var mayReplace = false
  let run: @Sendable (inout Model, Argument) throws(Refusal) -> Effect?

  var names: [String] { [name] + otherNames }

  /// What stands after a command's name.
  struct Argument: Sendable {
    let text: String
    let command: String
    let form: String
    /// An exclamation mark followed the name.
    let isForced: Bool

    /// Says what would be right.
    var refusal: Refusal {
      text.isEmpty
        ? Refusal("\(command) needs \(form)")
        : Refusal("\(command) takes \(form.isEmpty ? "nothing" : form), not '\(text)'")
    }
  }

  /// Runs the command; refused at once when something is missing or too much.
  func run(_ model: inout Model, with line: PromptLine) throws(Refusal) -> Effect? {
    let text = line.argument
    let argument = Argument(text: text, command: name, form: form, isForced: line.isForced)
    guard mayReplace || !line.isForced else {
      throw Refusal("\(name) writes no file: leave out the exclamation mark")
    }
    guard text.isEmpty == form.isEmpty || form.hasPrefix("[") else { throw argument.refusal }
    return try run(&model, argument)
  }
}

extension PromptCommand {
  /// A command that the model itself carries out.
  init(
    _ name: String, otherNames: [String] = [], _ form: String, _ help: String,
    words: @escaping @Sendable (Model) -> [String] = { _ in [] },
    act: @escaping @Sendable (inout Model, Argument) throws(Refusal) -> Void
  ) {
    self.init(name: name, otherNames: otherNames, form: form, help: help, words: words) {
      (model, argument) throws(Refusal) in
      try act(&model, argument)
      return nil
    }
  }

  /// A command that only the program around the model can carry out.
  init(
    _ name: String, _ form: String, _ help: String,
    words: @escaping @Sendable (Model) -> [String] = { _ in [] }, options: [String] = [],
    files: FilePlace? = nil,
    effect: @escaping @Sendable (Model, Argument) throws(Refusal) -> Effect
  ) {
    self.init(name: name, form: form, help: help, words: words, options: options, files: files) {
      (model, argument) throws(Refusal) in try effect(model, argument)
    }
  }
}

/// A line as it was typed: a command's name, and what stands after it.
struct PromptLine {
  let name: String
  let argument: String
  /// The same with the blanks at its end, for completion.
  let typedArgument: String
  /// An exclamation mark follows the name.
  let isForced: Bool
  /// The whole line, without blanks around it.
  let text: String

  init(_ line: String) {
    let typed = line.drop { $0.isWhitespace || $0 == ":" }
    text = String(typed).trimmed
    let end = typed.firstIndex { !($0.isLetter || $0.isNumber || "_.-".contains($0)) }
    name = String(typed[..<(end ?? typed.endIndex)])
    let behind = typed[(end ?? typed.endIndex)...]
    isForced = behind.first == "!"
    var rest = (isForced ? behind.dropFirst() : behind).drop(while: \.isWhitespace)
    if rest.first == "=" { rest = rest.dropFirst().drop(while: \.isWhitespace) }
    typedArgument = String(rest)
    argument = typedArgument.trimmed
  }

  /// It holds layers as PyTorch code writes them.
  var isNotation: Bool { Notation.holdsCall(text) }
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
    return String(self[start..<end])
  }

  /// The parts between blanks.
  var words: [String] { split(separator: " ").map(String.init) }
}

extension Model {
  /// Every command that there is now: the program's, and the settings of the present operator.
  var promptCommands: [PromptCommand] { PromptCommand.all + settingCommands }

  /// Runs one line of the command line, without its colon; a refusal stands in the status line.
  public mutating func run(_ line: String) -> Effect? {
    defer { settleComparison() }
    status = Status(text: "")
    do throws(Refusal) {
      return try perform(PromptLine(line))
    } catch {
      refuse(error)
      return nil
    }
  }

  private mutating func perform(_ line: PromptLine) throws(Refusal) -> Effect? {
    guard !line.text.isEmpty else { return nil }
    guard !areLayers(line) else {
      leavePath()
      try replaceLayers(line.text)
      return nil
    }
    let command = try command(named: line.name)
    if !command.keepsPath { leavePath() }
    return try command.run(&self, with: line)
  }

  /// Layers by themselves, without a command before them.
  func areLayers(_ line: PromptLine) -> Bool {
    line.isNotation && !promptCommands.contains { $0.names.contains(line.name) }
  }

  /// The command of a name, which may be cut short where it still is the only one.
  private func command(named name: String) throws(Refusal) -> PromptCommand {
    let commands = promptCommands
    if let command = commands.first(where: { $0.names.contains(name) }) { return command }
    let begun = commands.filter { command in
      !name.isEmpty && command.names.contains { $0.hasPrefix(name) }
    }
    if begun.count == 1 { return begun[0] }
    guard begun.isEmpty else {
      throw Refusal("'\(name)' may be \(Names.choice(begun.map(\.name))): write more of it")
    }
    throw unknown(name)
  }

  private func unknown(_ name: String) -> Refusal {
    if let other = Catalog.settingOwner(of: name) {
      return Refusal(
        "\(stratum.operation.notation(short: true)) has no \(name), unlike nn.\(other): "
          + "it has \(Names.choice(settingCommands.map(\.name)))")
    }
    let near = Names(promptCommands.flatMap(\.names)).nearest(to: name)
    return Refusal(
      near.isEmpty
        ? "'\(name)' is no command: Tab shows all, ? explains them"
        : "'\(name)' is no command: did you mean \(Names.choice(near))?")
  }
}
