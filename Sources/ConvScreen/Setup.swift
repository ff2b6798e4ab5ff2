import ConvCore

/// What is shown: the input, the layers, and where in them one stands. Undo brings it back.
public struct Setup: Sendable {
  /// Where the input comes from: `sample:digit`, `photo.jpg`.
  public var inputName: String
  /// One image.
  public var input: Tensor
  public var strata: [Stratum]
  /// The layer that is stepped.
  public var layer: Int
  /// The element of that layer's output.
  public var position: Position
  /// B of the Compare view; nil until that view is shown.
  var alternative: Alternative?

  public init(inputName: String, input: Tensor, strata: [Stratum]) {
    self.inputName = inputName
    self.input = input
    self.strata = strata
    layer = 0
    position = Position(channel: 0, row: 0, column: 0)
  }
}

extension Setup {
  /// The element is the same one as in another setup, computed from the same numbers.
  func opens(asIn other: Setup) -> Bool {
    position == other.position && layer == other.layer && input == other.input
      && strata.elementsEqual(other.strata) { $0.computesAs($1) }
  }

  /// All layers without their parameters: enough for shapes, costs and fields.
  var network: Network {
    Network(
      layers: strata.map { Layer(name: $0.name, operation: $0.operation, parameters: .none) })
  }
}

/// One layer, and where its parameters come from.
public struct Stratum: Sendable {
  public var name: String
  public var operation: any Operator
  public var weights: Weights

  public init(name: String, operation: any Operator, weights: Weights) {
    self.name = name
    self.operation = operation
    self.weights = weights
  }

  /// The layer with the parameters that its weights give at its present size.
  var layer: Layer {
    Layer(name: name, operation: operation, parameters: weights.parameters(for: operation))
  }
}

/// Where a layer's parameters come from.
public enum Weights: Hashable, Sendable {
  /// Small whole numbers, the same everywhere.
  case integers
  /// The same plane in every slice of every filter.
  case kernel(KernelChoice)
  /// The user's own.
  case given(Parameters)

  /// Parameters of the operator's size; whole numbers where the wanted ones are of another size.
  func parameters(for operation: any Operator) -> Parameters {
    let shape = operation.parameterShape
    switch self {
    case .kernel(let kernel): return .repeating(kernel.rows, in: shape) ?? .integers(shape)
    case .given(let given) where fits(operation): return given
    case .integers, .given: return .integers(shape)
    }
  }

  /// The operator's parameters are as many as these; none are made.
  func fits(_ operation: any Operator) -> Bool {
    let shape = operation.parameterShape
    return switch self {
    case .integers: true
    case .kernel(let kernel): Parameters.canRepeat(kernel.rows, in: shape)
    case .given(let given):
      given.weight?.shape == shape?.weight && given.bias?.count == shape?.bias
    }
  }

  /// As the kernel's caption says it.
  func name(for operation: any Operator) -> String {
    guard fits(operation) else { return "integers" }
    return switch self {
    case .integers: "integers"
    case .kernel(let kernel): kernel.name
    case .given: "given"
    }
  }
}

/// A named kernel that the user may choose.
public struct KernelChoice: Hashable, Sendable {
  public let name: String
  public let rows: [[Float]]

  public init(name: String, rows: [[Float]]) {
    self.name = name
    self.rows = rows
  }
}
