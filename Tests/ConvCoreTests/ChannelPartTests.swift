import ConvCore
import Testing

private func trace(_ layer: String, channels: Int) throws -> Trace {
  let operation = try Notation.network(layer).layers[0].operation
  let shape = Shape(channels: channels, height: 5, width: 6)
  let input = Tensor(
    shape: shape, elements: (0..<shape.count).map { Float($0 * 7 % 11) - 4 })
  return try Trace(
    of: Layer(name: "", operation: operation, parameters: .integers(operation.parameterShape)),
    over: input)
}

private let layers = [
  "nn.Conv2d(4, 6, 3, padding=1)", "nn.Conv2d(4, 4, 3, groups=2, stride=2)",
  "nn.Conv2d(4, 8, 2, groups=4)", "nn.ConvTranspose2d(4, 6, 3, stride=2, groups=2)",
  "nn.Conv2d(4, 2, 3, padding=1, padding_mode='circular')",
]

@Test(arguments: layers)
func `each channel's map is what the channel adds to every step`(_ layer: String) throws {
  let trace = try trace(layer, channels: 4)
  for map in 0..<trace.reading.output.channels {
    for channel in trace.layer.operation.inputChannels(of: map) {
      let part = trace.layer.part(from: channel..<channel + 1, to: map, withBias: false)
      let output = try part.output(
        for: trace.input.channels(channel..<channel + 1), limit: .standard)
      for row in 0..<output.shape.height {
        for column in 0..<output.shape.width {
          let step = trace[Position(channel: map, row: row, column: column)]
          // Whole numbers: exact. A transposed step may have no tap at all on a place.
          let sum = step.channelSums.first { $0.channel == channel }?.sum ?? 0
          #expect(output[0, 0, row, column] == sum, "map \(map), channel \(channel)")
        }
      }
    }
  }
}

@Test(arguments: layers)
func `the channels' maps add up to the sum, and the bias to the output`(_ layer: String) throws {
  let trace = try trace(layer, channels: 4)
  let whole = try trace.layer.output(for: trace.input, limit: .standard)
  for map in 0..<trace.reading.output.channels {
    let channels = trace.layer.operation.inputChannels(of: map)
    let input = trace.input.channels(channels)
    let sum = try trace.layer.part(from: channels, to: map, withBias: false)
      .output(for: input, limit: .standard)
    let output = try trace.layer.part(from: channels, to: map, withBias: true)
      .output(for: input, limit: .standard)
    #expect(Array(output.elements) == Array(whole.plane(0, map)))
    for (index, element) in sum.elements.enumerated() {
      let step = trace[trace.index(of: Position(channel: map, row: 0, column: 0)) + index]
      #expect(step.sumBeforeBias == element)
    }
  }
}

@Test func `a pool's part is the pool`() throws {
  let trace = try trace("nn.MaxPool2d(2)", channels: 4)
  let part = trace.layer.part(from: 2..<3, to: 2, withBias: true)
  #expect(part.operation.notation(short: true) == trace.layer.operation.notation(short: true))
  #expect(trace[0].sumBeforeBias == nil)
}

@Test func `the matrix is full, in blocks, or a diagonal`() throws {
  func connections(_ layer: String) throws -> [String] {
    let trace = try trace(layer, channels: 4)
    let matrix = ConnectionMatrix(trace.layer, reading: trace.reading)
    return (0..<matrix.maps).map { map in
      (0..<matrix.channels).map { matrix.norm(from: $0, to: map) == nil ? "·" : "█" }.joined()
    }
  }
  #expect(try connections("nn.Conv2d(4, 2, 3)") == ["████", "████"])
  #expect(try connections("nn.Conv2d(4, 2, 1, groups=2)") == ["██··", "··██"])
  #expect(try connections("nn.Conv2d(4, 4, 3, groups=4)") == ["█···", "·█··", "··█·", "···█"])
  #expect(try connections("nn.AvgPool2d(2)") == ["█···", "·█··", "··█·", "···█"])
}

@Test func `a connection is as strong as its slice's norm`() throws {
  let weight = Tensor(
    shape: Shape(batch: 2, channels: 1, height: 1, width: 2), elements: [3, -4, 0, 1])
  let operation = try Notation.network("nn.Conv2d(2, 2, (1, 2), groups=2)").layers[0].operation
  let layer = Layer(
    name: "", operation: operation, parameters: Parameters(weight: weight, bias: [0, 0]))
  let reading = try operation.reading(of: Shape(channels: 2, height: 3, width: 3))
  let matrix = ConnectionMatrix(layer, reading: reading)
  #expect(matrix.norm(from: 0, to: 0) == 5)
  #expect(matrix.norm(from: 1, to: 1) == 1)
  #expect(matrix.strength(maps: 1..<2, channels: 0..<2) == 0.2)
  #expect(matrix.strength(maps: 0..<1, channels: 1..<2) == nil)
}
