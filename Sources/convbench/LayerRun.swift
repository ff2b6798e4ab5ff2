import ConvCore

/// What a layer must do at least: multiply-adds, and the bytes of its input, weights and output.
struct Work {
  let multiplyAdds: Int
  let bytes: Int
}

/// A layer with weights and an input, ready to be run.
struct LayerRun {
  let layer: Layer
  let input: Tensor
  let work: Work

  init(_ benchmark: BenchmarkLayer) throws {
    let operation = try Notation.operation(benchmark.notation)
    let shape = operation.parameterShape
    layer = Layer(
      name: "", operation: operation,
      parameters: Parameters(
        weight: shape.map { LayerRun.values($0.weight) },
        bias: (shape?.bias).map {
          LayerRun.values(Shape(channels: $0, height: 1, width: 1)).elements
        }))
    input = LayerRun.values(benchmark.input)
    let reading = try operation.reading(of: input.shape)
    let cost = Cost(of: operation, reading: reading)
    work = Work(
      multiplyAdds: cost.macs,
      bytes: 4 * (input.shape.count + cost.weights + reading.output.count))
  }

  /// One run, the output's memory included.
  func seconds() throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    let output = try layer.output(for: input, limit: .standard)
    let time = start.duration(to: clock.now)
    precondition(!output.elements.isEmpty)
    return time / .seconds(1)
  }

  /// The sum of the output's magnitudes, by which two runs of one layer are told to agree.
  func magnitude() throws -> Double {
    try layer.output(for: input, limit: .standard).elements.reduce(0) { $0 + Double(abs($1)) }
  }

  /// Numbers from −0.5 to 0.5 that the peer makes, too: multiples of 2⁻³² by a multiplicative hash
  /// (Knuth, The Art of Computer Programming, 6.4).
  private static func values(_ shape: Shape) -> Tensor {
    Tensor(
      shape: shape,
      elements: (0..<shape.count).map { index in
        Float(Double(UInt32(truncatingIfNeeded: index &* 2_654_435_761)) * 0x1p-32 - 0.5)
      })
  }
}
