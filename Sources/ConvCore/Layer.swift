/// An operator with its learned parameters, and its name in PyTorch's `state_dict`.
public struct Layer: Sendable {
  /// `0`, `2.1`: the place in the `nn.Sequential`; empty for a single layer.
  public let name: String
  public var operation: any Operator
  public var parameters: Parameters

  public init(name: String, operation: any Operator, parameters: Parameters) {
    self.name = name
    self.operation = operation
    self.parameters = parameters
  }

  /// The key of a parameter in a `state_dict`: `0.weight`.
  public func key(_ parameter: String) -> String {
    name.isEmpty ? parameter : "\(name).\(parameter)"
  }

  /// The whole output for a batch, by the fast path.
  ///
  /// Refused when the operator cannot be applied to the input, or the output exceeds the limit.
  public func output(for input: Tensor, limit: MemoryLimit) throws(Refusal) -> Tensor {
    let reading = try operation.reading(of: input.shape)
    try limit.admit(operation, reading)
    var output = Tensor(unwritten: reading.output)
    operation.fill(
      &output, rows: 0..<reading.output.height, from: input, parameters: parameters,
      reading: reading)
    return output
  }
}

/// Layers one after another: each one's input is the previous one's output.
public struct Network: Sendable {
  public var layers: [Layer]

  public init(layers: [Layer]) { self.layers = layers }

  /// The shape after every layer; the first layer that cannot follow is named in the refusal.
  public func readings(of input: Shape) throws(Refusal) -> [Reading] {
    try readings(of: input) { (_, _) throws(Refusal) in }
  }

  /// The shape after every layer, refused as well where a layer would not fit in memory.
  public func readings(of input: Shape, limit: MemoryLimit) throws(Refusal) -> [Reading] {
    try readings(of: input) { (operation, reading) throws(Refusal) in
      try limit.admit(operation, reading)
    }
  }

  private func readings(
    of input: Shape, admit: (any Operator, Reading) throws(Refusal) -> Void
  ) throws(Refusal) -> [Reading] {
    var shape = input
    var readings: [Reading] = []
    for layer in layers {
      do throws(Refusal) {
        let reading = try layer.operation.reading(of: shape)
        try admit(layer.operation, reading)
        readings.append(reading)
      } catch {
        throw layers.count == 1 ? error : Refusal("layer \(layer.name): \(error)")
      }
      shape = readings[readings.count - 1].output
    }
    return readings
  }

  /// The last layer's output for a batch.
  public func output(for input: Tensor, limit: MemoryLimit) throws(Refusal) -> Tensor {
    _ = try readings(of: input.shape, limit: limit)
    var tensor = input
    for layer in layers { tensor = try layer.output(for: tensor, limit: limit) }
    return tensor
  }
}
