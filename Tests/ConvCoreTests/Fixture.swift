import ConvCore
import Foundation
import Testing

/// What PyTorch computed or refused, from `Fixtures/operators.json`.
struct Fixture: Decodable {
  let pytorch: String
  let cases: [Case]

  struct Case: Decodable, CustomTestStringConvertible {
    let name: String
    let layers: String
    let shape: [Int]
    /// PyTorch's own sentence, where it refuses.
    let refused: String?
    let input: Numbers?
    let parameters: [String: Named]?
    /// `print(module)`.
    let repr: String?
    let outputShape: [Int]?
    let output: Numbers?
    let indices: [Int]?

    var testDescription: String { "\(name): \(layers)" }

    enum CodingKeys: String, CodingKey {
      case name, layers, shape, refused, input, parameters, repr, output, indices
      case outputShape = "output_shape"
    }
  }

  struct Named: Decodable {
    let shape: [Int]
    let elements: Numbers
  }

  /// Numbers in one string, blanks between them.
  struct Numbers: Decodable {
    let elements: [Float]

    init(from decoder: any Decoder) throws {
      let text = try decoder.singleValueContainer().decode(String.self)
      elements = try text.split(separator: " ").map { try #require(Float($0)) }
    }
  }

  static let shared = Result {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/operators.json")
    return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
  }

  /// All cases, or one that says why there are none.
  static var cases: [Case] { (try? shared.get().cases) ?? [] }

  static let computed = cases.filter { $0.refused == nil }
  static let refused = cases.filter { $0.refused != nil }
}

extension Fixture.Case {
  var inputShape: Shape { Shape(shape) }

  func tensor() throws -> Tensor {
    Tensor(shape: inputShape, elements: try #require(input).elements)
  }

  /// The layers with their parameters, by their names in the `state_dict`.
  func network() throws -> Network {
    var network = try Notation.network(layers)
    for index in network.layers.indices {
      let layer = network.layers[index]
      let weight = parameters?[layer.key("weight")]
      network.layers[index].parameters = Parameters(
        weight: weight.map { Tensor(shape: Shape($0.shape), elements: $0.elements.elements) },
        bias: parameters?[layer.key("bias")]?.elements.elements)
    }
    return network
  }
}

extension Shape {
  /// Four lengths in PyTorch's order.
  init(_ lengths: [Int]) {
    self.init(batch: lengths[0], channels: lengths[1], height: lengths[2], width: lengths[3])
  }
}
