import ConvCore
import Testing

@testable import ConvScreen

private func setup(_ layers: String, length: Int = 12) throws -> Setup {
  let shape = Shape(channels: 1, height: length, width: length)
  return Setup(
    inputName: "test",
    input: Tensor(shape: shape, elements: (0..<shape.count).map { Float($0 * 7 % 10) }),
    strata: try Notation.network(layers).layers.map {
      Stratum(name: $0.name, operation: $0.operation, weights: .integers)
    })
}

private let four =
  "nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Conv2d(2, 2, 3), nn.MaxPool2d(2))"

/// The input of a layer, computed from the stack's input.
private func computed(_ setup: Setup, _ layer: Int) throws -> Tensor {
  var tensor = setup.input
  for stratum in setup.strata.prefix(layer) {
    tensor = try stratum.layer.output(for: tensor, limit: .standard)
  }
  return tensor
}

@Test func `a layer's input is what the layers before give, whatever is known`() throws {
  var activations = Activations()
  var setup = try setup(four)
  for layer in [0, 3, 2, 1, 3] {
    let input = try activations.input(of: layer, in: setup, limit: .standard)
    #expect(input == (try computed(setup, layer)))
  }
  #expect(activations.places == [1, 2, 3])
  setup.strata[1].operation = try Notation.operation("nn.Identity()")
  #expect(
    try activations.input(of: 3, in: setup, limit: .standard) == (try computed(setup, 3)))
  setup.strata[0].weights = .kernel(KernelChoice(name: "ones", rows: [[1, 1], [1, 1]]))
  setup.strata[0].operation = try Notation.operation("nn.Conv2d(1, 2, 2)")
  #expect(
    try activations.input(of: 2, in: setup, limit: .standard) == (try computed(setup, 2)))
  setup.input.elements[0] += 1
  #expect(
    try activations.input(of: 3, in: setup, limit: .standard) == (try computed(setup, 3)))
}

@Test func `only the layers from a change on are computed again`() throws {
  var activations = Activations()
  var setup = try setup(four)
  _ = try activations.input(of: 3, in: setup, limit: .standard)
  setup.strata[1].operation = try Notation.operation("nn.Identity()")
  _ = try activations.input(of: 0, in: setup, limit: .standard)
  #expect(activations.places == [1])
  setup.input.elements[0] += 1
  _ = try activations.input(of: 0, in: setup, limit: .standard)
  #expect(activations.places == [])
}

@Test func `an output computed elsewhere is the next layer's input`() throws {
  var activations = Activations()
  var setup = try setup(four)
  let marker = Tensor(shape: try computed(setup, 2).shape, repeating: 5)
  setup.layer = 1
  let line = try setup.report(limit: .standard).lines[1]
  let trace = try Trace(
    of: line.layer, over: activations.input(of: 1, in: setup, limit: .standard))
  activations.take(
    Stage(trace, line: line, before: nil, output: marker, old: nil), of: setup)
  #expect(try activations.input(of: 2, in: setup, limit: .standard) == marker)
  #expect(activations.places == [1, 2])
}

@Test func `what a stage holds is kept, the farthest inputs are forgotten first`() throws {
  var activations = Activations()
  activations.most = 0
  let layers = Array(repeating: "nn.Conv2d(1, 1, 3, padding=1)", count: 8)
  var setup = try setup(layers.joined(separator: "\n"))
  _ = try activations.input(of: 7, in: setup, limit: .standard)
  #expect(activations.places == [5, 6, 7])
  setup.layer = 2
  var stage = try setup.stage(limit: .standard, knowing: &activations)
  while !stage.isFilled { stage.fill(work: 1_000_000, around: 0) }
  activations.take(stage, of: setup)
  #expect(activations.places == [1, 2, 3])
}
