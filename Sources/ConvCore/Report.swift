/// Shapes, costs and fields of a stack, layer by layer.
public struct Report: Sendable {
  public struct Line: Sendable {
    public let layer: Layer
    public let reading: Reading
    public let cost: Cost
    /// The field of the stack up to this layer; nil where it has no closed form.
    public let field: ReceptiveField?

    public init(layer: Layer, reading: Reading, field: ReceptiveField?) {
      self.layer = layer
      self.reading = reading
      self.field = field
      cost = Cost(of: layer.operation, reading: reading)
    }
  }

  public let input: Shape
  public let lines: [Line]

  /// Refused when a layer cannot follow, or an output exceeds the limit.
  public init(of network: Network, input: Shape, limit: MemoryLimit) throws(Refusal) {
    self.input = input
    try limit.admit(input.checkedCount, as: "the input \(input)")
    let readings = try network.readings(of: input, limit: limit)
    var field: ReceptiveField? = ReceptiveField()
    var lines: [Line] = []
    for (layer, reading) in zip(network.layers, readings) {
      field = field?.through(reading)
      lines.append(Line(layer: layer, reading: reading, field: field))
    }
    self.lines = lines
  }

  /// A cost summed over the layers; nil beyond `Int`.
  public func total(_ cost: (Cost) -> Int) -> Int? { lines.total(cost) }
}

extension [Report.Line] {
  /// A cost summed over the layers; nil beyond `Int`.
  public func total(_ cost: (Cost) -> Int) -> Int? {
    var sum = 0
    for line in self {
      let (next, overflow) = sum.addingReportingOverflow(cost(line.cost))
      guard !overflow else { return nil }
      sum = next
    }
    return sum
  }
}
