extension Operator {
  /// The notation shortened for a table: `Conv2d 3→64 k3 s2 p1`.
  ///
  /// Settings at their defaults are left out; those with a key of their own go by its letter.
  public var shorthand: String {
    var words = [Self.name]
    var input: Value?
    for setting in Self.settings {
      let value = setting.read(self, true)
      switch setting.name {
      case "in_channels": input = value
      case "out_channels": words.append("\(input.map { "\($0)→" } ?? "")\(value)")
      case _ where value == setting.standard: break
      case _ where setting.isPositional: words.append(value.brief)
      default:
        guard let letter = setting.knob?.letter else {
          words.append("\(setting.name)=\(value.brief)")
          continue
        }
        words.append(value.isNumeric ? "\(letter)\(value.brief)" : "\(letter)=\(value.brief)")
      }
    }
    return words.joined(separator: " ")
  }
}

extension Knob {
  fileprivate var letter: String {
    switch self {
    case .kernel: "k"
    case .stride: "s"
    case .padding: "p"
    case .dilation: "d"
    case .groups: "g"
    case .outputChannels: "m"
    }
  }
}

extension Value {
  fileprivate var isNumeric: Bool {
    switch self {
    case .integer, .list: true
    case .float, .string, .truth, .none, .other: false
    }
  }

  /// Without blanks and quotes; two numbers as `3×5`, four as `1,2,3,4`.
  fileprivate var brief: String {
    items.joined(separator: items.count == 2 ? "×" : ",")
  }

  /// The single values of a list, however deep they stand.
  private var items: [String] {
    switch self {
    case .string(let text): [text]
    case .list(let items): items.flatMap(\.items)
    case .integer, .float, .truth, .none, .other: [description]
    }
  }
}
