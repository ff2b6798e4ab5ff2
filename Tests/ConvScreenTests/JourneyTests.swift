import ConvCore
import Testing

@testable import ConvScreen

/// Twelve convolutions over a picture: each map takes more than may be computed at once.
private func deep(at layer: Int = 0, side: Int = 320) throws -> Model {
  let shape = Shape(channels: 8, height: side, width: side)
  let layers = Array(repeating: "nn.Conv2d(8, 8, 5, padding=2)", count: 12)
  var setup = Setup(
    inputName: "test",
    input: Tensor(shape: shape, elements: (0..<shape.count).map { Float($0 * 7 % 5) - 2 }),
    strata: try Notation.network(layers.joined(separator: "\n")).layers.map {
      Stratum(name: $0.name, operation: $0.operation, weights: .integers)
    })
  setup.layer = layer
  setup.position = Position(channel: 3, row: 40, column: 80)
  return try Model(
    size: Size(columns: 100, rows: 30), setup: setup,
    options: Model.Options(samples: [], kernels: [], comparisons: []))
}

extension Model {
  fileprivate mutating func arrive() {
    while nextTick == 0 { _ = update(.tick) }
  }

  fileprivate mutating func type(_ keys: Key...) {
    for key in keys { _ = update(.key(key)) }
  }
}

@Test func `a far layer is reached through the maps before it, a piece at a time`() throws {
  var model = try deep()
  model.visit(layer: 11)
  #expect(model.isTravelling)
  #expect(model.setup.layer < 11)
  var passed = [model.setup.layer]
  while model.nextTick == 0 {
    _ = model.update(.tick)
    if model.setup.layer != passed.last { passed.append(model.setup.layer) }
  }
  #expect(passed.count > 3)
  #expect(passed.last == 11)
  #expect(!model.isTravelling)
  #expect(model.status.text.hasPrefix("layer 11: nn.Conv2d(8, 8, "))
  #expect(model.setup.position == Position(channel: 3, row: 40, column: 80))
  let isFilled = model.stage.isFilled
  #expect(isFilled)
}

@Test func `a layer reached piece by piece has the input that the layers before it give`() throws {
  var model = try deep()
  model.visit(layer: 11)
  model.arrive()
  var tensor = model.setup.input
  for stratum in model.setup.strata.dropLast() {
    tensor = try stratum.layer.output(for: tensor, limit: .standard)
  }
  let agrees = model.stage.trace.input == tensor
  #expect(agrees)
}

@Test func `keys pressed on the way act on arrival, in order`() throws {
  var model = try deep()
  model.visit(layer: 11)
  model.type(.right, "[", .right, .down)
  #expect(model.setup.position.column != 81 || model.isTravelling)
  model.arrive()
  var patient = try deep()
  patient.visit(layer: 11)
  patient.arrive()
  for key in [Key.right, "[", .right, .down] {
    patient.type(key)
    patient.arrive()
  }
  #expect(model.setup.position == patient.setup.position)
  #expect(model.setup.layer == 10)
  #expect(model.frame() == patient.frame())
}

@Test func `Esc stops on the way, and what waited is dropped`() throws {
  var model = try deep()
  model.visit(layer: 11)
  model.type(.right, .escape)
  let layer = model.setup.layer
  #expect(layer < 11)
  #expect(model.status.text == "stopped at layer \(layer)")
  let position = model.setup.position
  model.arrive()
  #expect((model.setup.layer, model.setup.position) == (layer, position))
}

@Test func `q leaves and a resize is followed on the way`() throws {
  var model = try deep()
  model.visit(layer: 11)
  _ = model.update(.resize(Size(columns: 80, rows: 24)))
  #expect(model.size == Size(columns: 80, rows: 24))
  #expect(model.update(.key("q")) == .quit)
}

@Test func `a setup that opens on a far layer sets out for it`() throws {
  var model = try deep(at: 11)
  #expect(model.isTravelling)
  model.arrive()
  #expect(model.setup.layer == 11)
  #expect(model.setup.position == Position(channel: 3, row: 40, column: 80))
}

@Test func `a change that undo takes back on a far layer says so on arrival`() throws {
  var model = try deep(at: 11)
  model.arrive()
  let before = model.setup
  let other = Tensor(shape: before.input.shape, repeating: 2)
  _ = model.update(.loaded(name: "other", input: other))
  #expect(model.isTravelling)
  model.arrive()
  #expect(model.setup.layer == 11)
  #expect(model.status.text == "input other, \(other.shape)")
  model.type("u")
  model.arrive()
  let isBack = model.setup.input == before.input
  #expect(isBack)
  #expect(model.setup.position == before.position)
  #expect(model.status.text.hasPrefix("undo: "))
}

@Test func `what is near is there at once`() throws {
  var model = try deep()
  model.arrive()
  model.type("]")
  #expect(!model.isTravelling)
  #expect(model.setup.layer == 1)
  model.arrive()
  model.type("[")
  let isFilled = model.stage.isFilled
  #expect(isFilled)
}

@Test func `the compared stack is computed a piece at a time, too`() throws {
  var model = try deep(at: 11)
  model.arrive()
  model.type("4", "b")
  let other = Tensor(shape: model.setup.input.shape, repeating: 2)
  _ = model.update(.loaded(name: "other", input: other))
  var ticks = 0
  while model.nextTick == 0 {
    _ = model.update(.tick)
    ticks += 1
  }
  #expect(ticks > 40)
  let contrast = try #require(model.contrast)
  let agree = contrast.isReady && contrast.stage.output == model.stage.output
  #expect(agree)
}

@Test func `what the compared stack gave is kept while the first changes`() throws {
  var model = try deep(at: 1)
  model.arrive()
  model.type("4", "b")
  model.arrive()
  model.type("d")
  let contrast = try #require(model.contrast)
  let areFilled = [model.stage.isFilled, contrast.stage.isFilled]
  #expect(areFilled == [false, true])
}
