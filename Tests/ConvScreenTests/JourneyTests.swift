import ConvCore
import Testing

@testable import ConvScreen

/// Twelve convolutions over a picture: each map takes more than may be computed at once.
private func deep(at layer: Int = 0, side: Int = 320) throws -> Model {
  let shape = Shape(channels: 8, height: side, width: side)
  var setup = Setup(
    inputName: "test",
    input: Tensor(shape: shape, elements: (0..<shape.count).map { Float($0 * 7 % 5) - 2 }),
    strata: try Notation.network(twelve).layers.map {
      Stratum(name: $0.name, operation: $0.operation, weights: .integers)
    })
  setup.layer = layer
  setup.position = Position(channel: 3, row: 40, column: 80)
  var options = Model.Options(samples: [], kernels: [], comparisons: [])
  options.lessons = LessonShelf(names: ["far"]) { (name) throws(Refusal) in
    try Lesson(named: name, from: lesson, file: "far.txt")
  }
  return try Model(size: Size(columns: 100, rows: 30), setup: setup, options: options)
}

private let twelve =
  "nn.Sequential("
  + Array(repeating: "nn.Conv2d(8, 8, 5, padding=2)", count: 12).joined(separator: ", ") + ")"

/// Five steps, the third one over many layers.
private let lesson = """
  title.en: far
  title.ko: far
  goal.en: far
  goal.ko: far
  step:
  run: layers \(twelve)
  en: a
  ko: a
  """
  + ["Right", "[ [ [ [ [ [ [ [ [ [ [ k ] ] ] ] ] ] ]", "Right", "Right"]
  .map { "\nstep:\npress: \($0)\nen: a\nko: a" }.joined()

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
  #expect(model.isTravelling)
  #expect(model.setup.position.column == 80)
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

@Test func `Esc stops on the way though the next key came with it`() throws {
  var model = try deep()
  model.visit(layer: 11)
  model.type(.down, .alt(.right))
  #expect(!model.isTravelling)
  #expect(model.setup.layer < 11)
  #expect((model.setup.position.row, model.setup.position.column) == (40, 81))
  model.visit(layer: 11)
  #expect(model.update(.key(.alt("q"))) == .quit)
}

@Test func `q leaves at once on a screen too small, whatever waits`() throws {
  var model = try deep()
  model.visit(layer: 11)
  model.type(.right)
  #expect(model.update(.key("q")) == nil)
  _ = model.update(.resize(Size(columns: 40, rows: 12)))
  #expect(model.update(.key("q")) == .quit)
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

@Test func `a state saved on a far layer opens as it was`() throws {
  var model = try deep(at: 11)
  model.arrive()
  model.type(".", ".", .tab, .down)
  var again = try Model(size: model.size, saved: model.saved, options: model.options)
  again.arrive()
  #expect(again.saved == model.saved)
  (model.status.text, again.status.text) = ("", "")
  #expect(again.frame().text == model.frame().text)
}

@Test func `what is in focus on a far layer is so on arrival`() throws {
  var model = try deep(at: 11)
  model.arrive()
  model.type("c", "c", "c", .tab, .tab, .tab, .right)
  let (channel, mark) = (model.inputChannel, model.markedKernel)
  #expect(channel == 3)
  #expect(mark == Pair(0, 1))
  _ = model.update(
    .loaded(name: "other", input: Tensor(shape: model.setup.input.shape, repeating: 2)))
  model.arrive()
  #expect(model.inputChannel == channel)
  #expect(model.markedKernel == mark)
}

@Test func `Ctrl-C leaves on the way, whatever waits`() throws {
  var model = try deep()
  model.visit(layer: 11)
  model.type(":", "x")
  #expect(model.update(.key(.control("c"))) == .quit)
}

@Test func `new rates of a stack say what they changed on arrival`() throws {
  var model = try deep(at: 11)
  model.arrive()
  model.type("3", "t")
  #expect(model.isTravelling)
  #expect(model.status.text.hasPrefix("computing the maps before layer 11"))
  model.arrive()
  #expect(model.status.text.hasPrefix("rates "))
}

@Test func `nothing far is computed at once where the maps between are forgotten`() throws {
  var model = try deep()
  model.activations.most = 0
  model.visit(layer: 11)
  model.arrive()
  model.visit(layer: 0)
  model.arrive()
  model.visit(layer: 10)
  #expect(model.isTravelling)
  model.arrive()
  #expect(model.setup.layer == 10)
}

@Test func `a lesson's step over far layers is there at once`() throws {
  var model = try deep(at: 11)
  model.arrive()
  _ = try model.openLesson(named: "far")
  model.arrive()
  model.type(">", ">", .right)
  #expect(!model.isTravelling)
  let course = try #require(model.course)
  #expect(course.place == 2)
  #expect(!course.isEntering)
  #expect(model.setup.layer == 7)
}

@Test func `keys that wait behind a lesson's step are not lost, and act once`() throws {
  var model = try deep()
  model.arrive()
  _ = try model.openLesson(named: "far")
  model.arrive()
  let column = model.setup.position.column
  model.visit(layer: 11)
  #expect(model.isTravelling)
  model.type(">", "<", .right, .right)
  model.arrive()
  #expect(model.setup.position.column == column + 2)
  #expect(model.course?.place == 0)
}
