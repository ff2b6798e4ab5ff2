import ConvCore

/// A JSON value (RFC 8259); numbers that are not finite are written as strings.
enum JSON {
  case null
  case truth(Bool)
  case whole(Int)
  case number(Double)
  case string(String)
  case list([JSON])
  case object([(String, JSON)])

  static func single(_ value: Float) -> JSON { .number(Double("\(value)") ?? Double(value)) }

  static func wholes(_ values: [Int]) -> JSON { .list(values.map(JSON.whole)) }

  var text: String {
    switch self {
    case .null: "null"
    case .truth(let claim): claim ? "true" : "false"
    case .whole(let number): "\(number)"
    case .number(let number):
      number.isFinite
        ? "\(number)" : number.isNaN ? "\"NaN\"" : number < 0 ? "\"-Infinity\"" : "\"Infinity\""
    case .string(let text): text.jsonQuoted
    case .list(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\($0.jsonQuoted): \($1.text)" }.joined(separator: ", ") + "}"
    }
  }
}
