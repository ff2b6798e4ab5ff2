/// A literal of PyTorch's notation.
public enum Value: Hashable, Sendable {
  case integer(Int)
  case float(Double)
  case string(String)
  case truth(Bool)
  case none
  case list([Value])
  /// A name or call that no setting takes, `torch.float32`; kept as written.
  case other(String)
}

extension Value: CustomStringConvertible {
  /// As Python writes it.
  public var description: String {
    switch self {
    case .integer(let number): "\(number)"
    case .float(let number):
      number.isFinite ? "\(number)" : number.isNaN ? "float('nan')" : "float('\(number)')"
    case .string(let text): "'\(text)'"
    case .truth(let claim): claim ? "True" : "False"
    case .none: "None"
    case .list(let items):
      "(" + items.map(\.description).joined(separator: ", ") + (items.count == 1 ? ",)" : ")")
    case .other(let text): text
    }
  }
}
