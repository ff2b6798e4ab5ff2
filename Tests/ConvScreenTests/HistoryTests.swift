import ConvCore
import Testing

@testable import ConvScreen

@Test func `history forgets the oldest change, never the latest`() throws {
  var history = History()
  var setup = try Model.example().setup
  for place in 0...History.longest {
    setup.position.column = place
    history.push(setup)
  }
  for place in (1...History.longest).reversed() {
    #expect(history.pop()?.position.column == place)
  }
  #expect(history.pop() == nil)
}

@Test func `history holds no more bytes of inputs than it may`() throws {
  var history = History()
  var setup = try Model.example().setup
  let count = History.largest / MemoryLayout<Float>.stride / 4
  for number in 0..<10 {
    let shape = Shape(channels: 1, height: 1, width: count)
    setup.input = Tensor(shape: shape, repeating: Float(number))
    history.push(setup)
    // The same input again costs nothing.
    history.push(setup)
  }
  var kept: [Float] = []
  while let setup = history.pop() { kept.append(setup.input.elements[0]) }
  #expect(kept == [9, 9, 8, 8, 7, 7, 6, 6])
}

@Test func `history alone may hold one input larger than all it may hold`() throws {
  var history = History()
  var setup = try Model.example().setup
  let shape = Shape(channels: 1, height: 2, width: History.largest / MemoryLayout<Float>.stride)
  setup.input = Tensor(shape: shape, repeating: 1)
  history.push(setup)
  #expect(history.pop() != nil)
}

@Test func `history holds no more bytes of given weights than it may`() throws {
  var history = History()
  var setup = try Model.example().setup
  let count = History.largest / MemoryLayout<Float>.stride / 4 - 100
  for number in 0..<10 {
    let shape = Shape(batch: 1, channels: 1, height: 1, width: count)
    let weight = Tensor(shape: shape, repeating: Float(number))
    setup.strata[0].weights = .given(Parameters(weight: weight, bias: [1]))
    history.push(setup)
    // The same weights at another place cost nothing.
    setup.position.column += 1
    history.push(setup)
  }
  var kept: [Int] = []
  while let setup = history.pop() { kept.append(setup.position.column) }
  #expect(kept == [10, 9, 9, 8, 8, 7, 7, 6])
}

@Test func `going to another layer is no change to undo, in any view`() throws {
  for view in View.allCases {
    var model = try Model.example("nn.Sequential(nn.Conv2d(1, 1, 3), nn.ReLU())")
    try model.press(keys: "d \(view.rawValue) ]")
    #expect(model.setup.layer == 1)
    #expect(model.status.text == "layer 1: nn.ReLU()")
    try model.press(keys: "u")
    #expect(
      model.setup.strata[0].operation.notation(short: true) == "nn.Conv2d(1, 1, kernel_size=3)")
  }
}

@Test func `undo and redo name the number that changes back`() throws {
  var model = try Model.example()
  model.change("typed") { $0.input.elements[9] = 70 }
  model.undo()
  #expect(model.status.text == "undo: input[0, 1, 2] 70 → 9")
  model.redo()
  #expect(model.status.text == "redo: input[0, 1, 2] 9 → 70")
  var given = model.stage.trace.layer.parameters
  given.bias = [4]
  model.change("typed") { $0.strata[0].weights = .given(given) }
  model.undo()
  #expect(model.status.text.hasPrefix("undo: bias[0] 4 → "))
  model.use(.kernel(model.options.kernels[0]))
  model.undo()
  #expect(model.status.text == "undo: weights \(model.options.kernels[0].name) → integers")
}
