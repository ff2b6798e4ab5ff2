/// PyTorch's notation of layers.
public enum Notation {
  /// The layers of one constructor call, an `nn.Sequential(…)`, or a text with one call a line.
  ///
  /// `#` starts a comment. A line may carry the name that `print(model)` or a class gives it:
  /// `(0): Conv2d(…)`, `self.conv1 = nn.Conv2d(…)`. Of a Python session what was typed is read.
  /// The layers have no parameters yet.
  public static func network(_ text: String) throws(Refusal) -> Network {
    let calls = try code(in: text).map { (statement) throws(Refusal) in
      try Literals.call(withoutName(statement))
    }
    guard let first = calls.first else {
      throw Refusal("there is no layer: write one as nn.Conv2d(3, 64, kernel_size=3)")
    }
    var layers: [Layer] = []
    if calls.count == 1, !isSequential(first) {
      layers = [Layer(name: "", operation: try Catalog.operation(first), parameters: .none)]
    } else if calls.count == 1 {
      try append(first, prefix: "", to: &layers)
    } else {
      for (index, call) in calls.enumerated() {
        try append(call, name: "\(index)", to: &layers)
      }
    }
    guard !layers.isEmpty else { throw Refusal("nn.Sequential() has no layer: give it one") }
    return Network(layers: layers)
  }

  /// One operator.
  public static func operation(_ text: String) throws(Refusal) -> any Operator {
    try Catalog.operation(try Literals.call(text))
  }

  /// The statements of Python that hold layers, a line each, without comments and imports.
  ///
  /// Of a Python session, with its prompts `>>>` and `...`, those that were typed, or, where no
  /// layer was, what was printed.
  public static func code(in text: String) -> [String] {
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.contains(where: { $0.drop(while: \.isWhitespace).hasPrefix(">>>") }) else {
      return statements(of: lines).filter { !isImport($0) || holdsCall($0) }
    }
    let typed = lines.compactMap(afterPrompt)
    let layers = statements(of: typed).filter(holdsCall)
    guard layers.isEmpty else { return layers }
    return statements(of: lines.filter { afterPrompt($0) == nil }).filter(holdsCall)
  }

  /// A text holds a call as PyTorch code has them: of an operator, or of whatever stands behind `nn.`.
  public static func holdsCall(_ text: String) -> Bool {
    text.split(separator: "(", omittingEmptySubsequences: false).dropLast().contains { before in
      let start = before.lastIndex { !($0.isLetter || $0.isNumber || "_.".contains($0)) }
      let path = before[(start.map(before.index(after:)) ?? before.startIndex)...]
        .split(separator: ".")
      guard let name = path.last else { return false }
      return path.dropLast().last == "nn" || name == "Sequential"
        || Catalog.names.contains(String(name))
    }
  }

  /// What was typed at a Python session's prompt; nil: it stands behind none.
  private static func afterPrompt(_ line: Substring) -> Substring? {
    let text = line.drop(while: \.isWhitespace)
    return text.hasPrefix(">>>") || text.hasPrefix("...") ? text.dropFirst(3) : nil
  }

  /// The value of a literal, `(5, 3)` or `'same'`, a word without quotes too; nil when it is none.
  public static func value(_ text: String) -> Value? { Literals.value(text) }

  private static func isSequential(_ call: Literals.Call) -> Bool {
    call.name == "Sequential" || call.name.hasSuffix(".Sequential")
  }

  private static func append(
    _ call: Literals.Call, name: String, to layers: inout [Layer]
  ) throws(Refusal) {
    guard !isSequential(call) else {
      return try append(call, prefix: "\(name).", to: &layers)
    }
    do throws(Refusal) {
      layers.append(
        Layer(name: name, operation: try Catalog.operation(call), parameters: .none))
    } catch {
      throw Refusal("layer \(name): \(error)")
    }
  }

  private static func append(
    _ sequential: Literals.Call, prefix: String, to layers: inout [Layer]
  ) throws(Refusal) {
    for (index, argument) in sequential.positional.enumerated() {
      guard case .call(let call) = argument else {
        throw Refusal("nn.Sequential takes layers, but its argument \(index + 1) is none")
      }
      try append(call, name: "\(prefix)\(index)", to: &layers)
    }
    if let named = sequential.named.first {
      throw Refusal("nn.Sequential has no argument \(named.name): it takes layers")
    }
  }

  /// A statement may run over several lines, until its brackets are closed.
  private static func statements(of lines: [Substring]) -> [String] {
    var statements: [String] = []
    var open = ""
    var depth = 0
    for line in lines {
      let code = line.prefix { $0 != "#" }
      open += open.isEmpty ? code : " " + code
      depth += code.count { $0 == "(" } - code.count { $0 == ")" }
      guard depth <= 0 else { continue }
      if open.contains(where: { !$0.isWhitespace }) { statements.append(open) }
      (open, depth) = ("", 0)
    }
    return open.isEmpty ? statements : statements + [open]
  }

  private static func isImport(_ statement: String) -> Bool {
    let word = statement.split(separator: " ").first
    return word == "import" || word == "from"
  }

  /// A statement after `(0):` or `self.conv1 =`.
  private static func withoutName(_ line: String) -> String {
    guard let mark = line.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return line }
    let before = line[..<mark].drop(while: \.isWhitespace)
    // A mark inside a call belongs to what it calls.
    let isName = !before.drop { $0 == "(" }.contains("(")
    return isName ? String(line[line.index(after: mark)...]) : line
  }
}
