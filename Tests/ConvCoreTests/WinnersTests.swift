import Testing

@testable import ConvCore

@Test(arguments: RandomLayer.ofEveryOperator(40).filter { $0.operation.reductionKind == .maximum })
func `winners are the taps that the steps choose`(_ row: RandomLayer) throws {
  let winners = try Network(layers: [row.layer]).winners(for: row.input, limit: .standard)
  let steps = try steps(of: row.layer, over: row.input)
  try #require(winners.count == steps.count)
  for (winner, step) in zip(winners, steps) {
    guard let tap = step.winner, let source = step.taps[tap].source else { continue }
    #expect(Int(winner) == source.row * row.input.shape.width + source.column, "at \(step.output)")
  }
}

@Test(arguments: Fixture.computed.filter { $0.indices != nil })
func `winners are PyTorch's indices`(_ row: Fixture.Case) throws {
  let winners = try row.network().winners(for: row.tensor(), limit: .standard)
  #expect(winners.map(Int.init) == row.indices)
}

@Test func `winners are those of a maximum`() throws {
  let stack = try Notation.network("nn.Sequential(nn.MaxPool2d(2), nn.ReLU())")
  let input = Tensor(shape: Shape(channels: 1, height: 4, width: 4), repeating: 0)
  #expect(throws: Refusal("indices are those of a max pool: the last layer is none")) {
    try stack.winners(for: input, limit: .standard)
  }
}
