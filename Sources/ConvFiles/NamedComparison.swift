import ConvCore

/// Two stacks of layers to compare over one sample.
public struct NamedComparison: Sendable {
  public let name: String
  /// What to look at, in a few words.
  public let summary: String
  /// The name of the sample.
  public private(set) var input = ""
  public private(set) var first: [WeightedLayer] = []
  public private(set) var second: [WeightedLayer] = []

  /// One layer, and where its weights come from.
  public struct WeightedLayer: Sendable {
    public let operation: any Operator
    /// A named kernel, or one number for all weights; nil: small whole numbers.
    public let kernel: NamedKernel?
  }

  /// Every comparison of `Assets/comparisons.txt`, in its order.
  public static let all: [NamedComparison] = {
    do {
      return try all(in: Asset.text("comparisons.txt"), named: "comparisons.txt")
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// The comparisons of a text, in its order.
  static func all(in text: String, named file: String) throws(Refusal) -> [NamedComparison] {
    var comparisons: [NamedComparison] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && !line.hasPrefix("#") {
      do throws(Refusal) {
        if let begun = NamedComparison(beginning: line) {
          comparisons.append(begun)
        } else if comparisons.isEmpty {
          throw Refusal("no comparison has begun")
        } else {
          try comparisons[comparisons.count - 1].take(line)
        }
      } catch {
        throw Refusal("\(file): line \(index + 1): \(error)")
      }
    }
    for comparison in comparisons where !comparison.isWhole {
      throw Refusal("\(file): \(comparison.name) lacks its input, A or B")
    }
    return comparisons
  }
}

extension NamedComparison {
  /// `name: summary`; nil for any other line.
  private init?(beginning line: Substring) {
    guard let colon = line.firstIndex(of: ":"), !line[..<colon].contains(" ") else { return nil }
    name = String(line[..<colon])
    summary = String(line[line.index(after: colon)...].drop { $0 == " " })
  }

  private var isWhole: Bool { !input.isEmpty && !first.isEmpty && !second.isEmpty }

  private mutating func take(_ line: Substring) throws(Refusal) {
    let words = line.split(separator: " ", maxSplits: 1)
    guard words.count == 2 else { throw Refusal("'\(line)' says nothing") }
    switch words[0] {
    case "input": input = String(words[1])
    case "A": first.append(try WeightedLayer(words[1]))
    case "B": second.append(try WeightedLayer(words[1]))
    default: throw Refusal("'\(words[0])' is neither input, A nor B")
    }
  }
}

extension NamedComparison.WeightedLayer {
  /// `nn.Conv2d(1, 1, 3) = sobel-x`.
  fileprivate init(_ text: Substring) throws(Refusal) {
    let parts = text.split(separator: " = ", maxSplits: 1)
    let network = try Notation.network(String(parts[0]))
    operation = network.layers[0].operation
    guard parts.count == 2 else {
      kernel = nil
      return
    }
    let name = String(parts[1])
    if let weight = Float(name) {
      kernel = constant(weight, for: operation, named: name)
    } else {
      kernel = try NamedKernel.named(name)
    }
  }
}

/// One number for every weight of an operator.
private func constant(
  _ weight: Float, for operation: any Operator, named name: String
) -> NamedKernel {
  let shape = operation.parameterShape?.weight
  let row = [Float](repeating: weight, count: shape?.width ?? 0)
  return NamedKernel(
    name: name, summary: "\(name) everywhere",
    rows: Array(repeating: row, count: shape?.height ?? 0))
}
