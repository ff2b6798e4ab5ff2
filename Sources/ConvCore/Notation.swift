/// PyTorch's notation of layers.
public enum Notation {
  /// The layers of one constructor call, an `nn.Sequential(…)`, or a text with one call a line.
  ///
  /// `#` starts a comment. A line may carry the name that `print(model)` or a class gives it:
  /// `(0): Conv2d(…)`, `self.conv1 = nn.Conv2d(…)`, or stand behind Python's prompt, `>>>` or `...`.
  /// The layers have no parameters yet.
  public static func network(_ text: String) throws(Refusal) -> Network {
    let calls = try statements(of: text).map { (line) throws(Refusal) in
      try Literals.call(line)
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

  /// A line of Python without a session's prompt, `>>>` or `...`, before it and a comment behind it.
  public static func code(of line: Substring) -> Substring {
    let text = line.drop(while: \.isWhitespace)
    let isPrompted = text.hasPrefix(">>>") || text.hasPrefix("...")
    return (isPrompted ? text.dropFirst(3) : line).prefix { $0 != "#" }
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

  /// The calls of a text, comments and names taken off; a call may run over several lines.
  private static func statements(of text: String) -> [String] {
    var statements: [String] = []
    var open = ""
    var depth = 0
    for line in text.split(whereSeparator: \.isNewline) {
      let code = code(of: line)
      let piece = open.isEmpty ? withoutName(code) : " " + code
      open += piece
      depth += piece.count { $0 == "(" } - piece.count { $0 == ")" }
      guard depth <= 0 else { continue }
      if open.contains(where: { !$0.isWhitespace }) { statements.append(open) }
      (open, depth) = ("", 0)
    }
    return open.isEmpty ? statements : statements + [open]
  }

  /// A line after `(0):` or `self.conv1 =`.
  private static func withoutName(_ line: Substring) -> String {
    guard let mark = line.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return String(line) }
    let before = line[..<mark].drop(while: \.isWhitespace)
    // A mark inside a call belongs to what it calls.
    let isName = !before.drop { $0 == "(" }.contains("(")
    return String(isName ? line[line.index(after: mark)...] : line)
  }
}
