/// Reads PyTorch's notation: calls, and the literals in them.
struct Literals {
  private let text: [Unicode.Scalar]
  private var place = 0
  /// Nested calls and lists deeper than this are refused rather than followed.
  private static let deepest = 64

  init(_ text: String) { self.text = Array(text.unicodeScalars) }

  /// A call with its arguments as written.
  struct Call {
    let name: String
    /// Its arguments stand behind the names that `print(model)` gives to the parts of a module.
    var isPrinted = false
    var positional: [Argument] = []
    var named: [(name: String, value: Argument)] = []
  }

  indirect enum Argument {
    case value(Value)
    case call(Call)
  }

  /// The whole text as one call; anything after it is refused.
  static func call(_ text: String) throws(Refusal) -> Call {
    var reader = Literals(text)
    let name = reader.word()
    guard !name.isEmpty, reader.take("(") else {
      throw Refusal("'\(text)' is not a layer: write one as nn.Conv2d(3, 64, kernel_size=3)")
    }
    let call = try reader.arguments(of: name, depth: 0)
    _ = reader.take(",")
    reader.skipBlanks()
    guard reader.next == nil else { throw reader.unexpected("the end") }
    return call
  }

  /// The whole text as one literal; nil when it is none.
  static func value(_ text: String) -> Value? {
    var reader = Literals(text)
    guard case .value(let value)? = try? reader.argument(depth: 0) else { return nil }
    reader.skipBlanks()
    return reader.next == nil ? value : nil
  }

  private var next: Unicode.Scalar? { place < text.count ? text[place] : nil }

  private mutating func skipBlanks() {
    while let scalar = next, scalar.properties.isWhitespace { place += 1 }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == scalar else { return false }
    place += 1
    return true
  }

  private func unexpected(_ wanted: String) -> Refusal {
    guard let next else { return Refusal("the layers end where \(wanted) should stand") }
    return Refusal("'\(next)' at character \(place + 1) of the layers should be \(wanted)")
  }

  /// A dotted name, or nothing.
  private mutating func word() -> String {
    skipBlanks()
    var word = String.UnicodeScalarView()
    while let scalar = next,
      scalar == "_" || scalar == "." && !word.isEmpty || scalar.properties.isAlphabetic
        || scalar.isDigit && !word.isEmpty
    {
      word.append(scalar)
      place += 1
    }
    return String(word)
  }

  private mutating func arguments(of name: String, depth: Int) throws(Refusal) -> Call {
    var call = Call(name: name)
    while !take(")") {
      let isLabelled = takeLabel()
      call.isPrinted = call.isPrinted || isLabelled
      let start = place
      let word = word()
      if !word.isEmpty, take("=") {
        call.named.append((word, try argument(depth: depth + 1)))
      } else {
        place = start
        guard call.named.isEmpty else {
          throw Refusal("\(name) has an argument without a name after \(call.named[0].name)=…")
        }
        call.positional.append(try argument(depth: depth + 1))
      }
      if take(")") { break }
      guard take(",") || isLabelled else { throw unexpected("',' or ')'") }
    }
    return call
  }

  /// `(0):`, which `print(model)` puts before every layer of a Sequential, a line each without commas.
  private mutating func takeLabel() -> Bool {
    let start = place
    if take("(") {
      while let scalar = next, scalar == "_" || scalar.properties.isAlphabetic || scalar.isDigit {
        place += 1
      }
      if take(")"), take(":") { return true }
    }
    place = start
    return false
  }

  private mutating func argument(depth: Int) throws(Refusal) -> Argument {
    guard depth <= Literals.deepest else { throw Refusal("the layers are nested too deeply") }
    let word = word()
    guard !word.isEmpty else { return .value(try literal(depth: depth)) }
    switch word {
    case "True": return .value(.truth(true))
    case "False": return .value(.truth(false))
    case "None": return .value(.none)
    case "inf", "math.inf", "torch.inf", "np.inf": return .value(.float(.infinity))
    case "nan", "math.nan", "torch.nan", "np.nan": return .value(.float(.nan))
    default: break
    }
    guard take("(") else { return .value(.other(word)) }
    let call = try arguments(of: word, depth: depth)
    if word == "float", case .value(.string(let text))? = call.positional.first,
      let number = Double(text.lowercased())
    {
      return .value(.float(number))
    }
    return .call(call)
  }

  private mutating func literal(depth: Int) throws(Refusal) -> Value {
    skipBlanks()
    if take("(") { return try list(until: ")", depth: depth) }
    if take("[") { return try list(until: "]", depth: depth) }
    if let quote = next, quote == "'" || quote == "\"" { return try string(quote) }
    return try number(depth: depth)
  }

  private mutating func list(until end: Unicode.Scalar, depth: Int) throws(Refusal) -> Value {
    var items: [Value] = []
    var isTuple = end == "]"
    while !take(end) {
      guard case .value(let item) = try argument(depth: depth + 1) else {
        throw unexpected("a number")
      }
      items.append(item)
      if take(end) { break }
      guard take(",") else { throw unexpected("',' or '\(end)'") }
      isTuple = true
    }
    return items.count == 1 && !isTuple ? items[0] : .list(items)
  }

  private mutating func string(_ quote: Unicode.Scalar) throws(Refusal) -> Value {
    place += 1
    var view = String.UnicodeScalarView()
    while let scalar = next, scalar != quote {
      view.append(scalar)
      place += 1
    }
    guard next == quote else { throw unexpected("\(quote)") }
    place += 1
    return .string(String(view))
  }

  private mutating func number(depth: Int) throws(Refusal) -> Value {
    let start = place
    var digits = ""
    while let scalar = next, scalar.isNumeral(after: digits.unicodeScalars.last) {
      if scalar != "_" { digits.unicodeScalars.append(scalar) }
      place += 1
    }
    if let number = Int(digits) { return .integer(number) }
    // A sign before float('inf').
    if digits == "-", case .value(.float(let number)) = try argument(depth: depth + 1) {
      return .float(-number)
    }
    guard let number = Double(digits) else {
      place = start
      throw unexpected("a number")
    }
    if !digits.contains(where: { ".eE".contains($0) }) {
      let shown = digits.count > 24 ? "\(digits.prefix(24))…" : digits
      throw Refusal("\(shown) is too large: whole numbers end at \(Int32.max)")
    }
    return .float(number)
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }

  /// May stand in a Python number after `previous`.
  fileprivate func isNumeral(after previous: Unicode.Scalar?) -> Bool {
    switch self {
    case "0"..."9", ".", "_": true
    case "e", "E": previous != nil && previous != "-" && previous != "+"
    case "+", "-": previous == nil || previous == "e" || previous == "E"
    default: false
    }
  }
}
