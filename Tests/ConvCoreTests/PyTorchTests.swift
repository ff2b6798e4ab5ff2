import ConvCore
import Testing

@Test func `the fixtures were made by PyTorch 2·15`() throws {
  let fixture = try Fixture.shared.get()
  #expect(fixture.pytorch == "2.15.0")
  #expect(fixture.cases.count > 500)
}

@Test(arguments: Fixture.computed)
func `layers compute what PyTorch computes`(_ row: Fixture.Case) throws {
  let network = try row.network()
  let output = try network.output(for: row.tensor(), limit: .standard)
  #expect(output.shape.lengths == row.outputShape)
  let expected = try #require(row.output).elements
  try #require(output.elements.count == expected.count)

  guard network.layers.count == 1 else {
    let largest = expected.map(\.magnitude).max() ?? 0
    for (index, (ours, theirs)) in zip(output.elements, expected).enumerated() {
      #expect(ours.agrees(with: theirs, within: 1e-5 * largest), "at \(index)")
    }
    return
  }
  let images = try steps(of: network.layers[0], over: row.tensor())
  for (index, (step, (ours, theirs))) in zip(images, zip(output.elements, expected)).enumerated() {
    if step.tolerance == 0 {
      #expect(step.value.isIdentical(to: theirs), "step \(index)")
      #expect(ours.isIdentical(to: theirs), "fast path at \(index)")
    } else {
      #expect(step.value.agrees(with: theirs, within: step.tolerance), "step \(index)")
      #expect(ours.agrees(with: theirs, within: step.tolerance), "fast path at \(index)")
    }
  }
}

@Test(arguments: Fixture.computed.filter { $0.indices != nil })
func `the winners of a maximum are PyTorch's indices`(_ row: Fixture.Case) throws {
  let layer = try row.network().layers[0]
  let steps = try steps(of: layer, over: row.tensor())
  let winners = try steps.map { step in
    let winner = try #require(step.winner)
    let source = try #require(step.taps[winner].source)
    return source.row * row.shape[3] + source.column
  }
  #expect(winners == row.indices)
}

@Test(arguments: Fixture.refused)
func `layers refuse what PyTorch refuses`(_ row: Fixture.Case) {
  #expect(throws: Refusal.self) {
    _ = try Notation.network(row.layers).readings(of: row.inputShape)
  }
}

/// The steps of all images of a batch.
func steps(of layer: Layer, over input: Tensor) throws -> [Step] {
  try (0..<input.shape.batch).flatMap { try Array(Trace(of: layer, over: input, image: $0)) }
}
