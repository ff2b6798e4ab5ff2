import ConvCore
import Testing

private func bill(_ layer: String, maps: Int? = nil, channels: Int, side: Int) throws -> ChannelBill
{
  let operation = try Notation.network(layer).layers[0].operation
  let convolution = try #require(operation as? any Convolving)
  let input = Shape(channels: channels, height: side, width: side)
  return try bill(convolution, maps: maps, over: input)
}

private func bill(
  _ convolution: some Convolving, maps: Int?, over input: Shape
) throws -> ChannelBill {
  try #require(
    ChannelBill(
      of: convolution, maps: maps ?? convolution.outputChannels,
      reading: try convolution.reading(of: input)))
}

@Test func `32 to 64 channels under 3 × 3 cost 18,432 weights, apart 2,336`() throws {
  // MobileNet's arithmetic (arXiv:1704.04861, section 3.1): 1/64 + 1/9 = 0.1267.
  let bill = try bill("nn.Conv2d(32, 64, 3, padding=1)", channels: 32, side: 14)
  let weights = bill.entries.map { $0.weights }
  #expect(bill.entries.map(\.kind) == [.standard, .grouped(2), .depthwise, .separable])
  #expect(weights == [18_432, 9_216, 288, 2_336])
  #expect(bill.entries.map(\.macs) == weights.map { $0 * 196 })
  #expect(abs(bill.ratio(bill.entries[3]) - (1 / 64.0 + 1 / 9.0)) < 1e-12)
}

@Test func `bytes are each layer's input, weights and output`() throws {
  let bill = try bill("nn.Conv2d(2, 4, 3)", channels: 2, side: 5)
  // Input 2·25, output 4·9 or 2·9 elements; the separable maps are written and read.
  let bytes = [50 + 72 + 36, 50 + 18 + 18, 50 + 18 + 18 + 18 + 8 + 36].map { $0 * 4 }
  #expect(bill.entries.map(\.bytes) == bytes)
  #expect(bill.entries[0].macsPerByte == Double(72 * 9) / Double(bytes[0]))
}

@Test(arguments: [
  "nn.Conv2d(6, 4, 3, padding=1)", "nn.Conv2d(6, 4, (3, 2), stride=2, groups=2)",
  "nn.Conv2d(6, 12, 3, dilation=2, groups=6)", "nn.ConvTranspose2d(6, 4, 3, stride=2)",
])
func `the bill's formulas agree with the layers' own counts`(_ layer: String) throws {
  let operation = try Notation.network(layer).layers[0].operation
  let convolution = try #require(operation as? any Convolving)
  try expectAgreement(convolution, over: Shape(channels: 6, height: 7, width: 9))
}

private func expectAgreement(_ convolution: some Convolving, over input: Shape) throws {
  let bill = try bill(convolution, maps: nil, over: input)
  for entry in bill.entries {
    var standard = convolution
    standard.groups = 1
    let layers: [any Operator]
    switch entry.kind {
    case .standard: layers = [standard]
    case .grouped(let groups):
      standard.groups = groups
      layers = [standard]
    case .depthwise: layers = [standard.separablePair.depthwise]
    case .separable: layers = [standard.separablePair.depthwise, standard.separablePair.pointwise]
    }
    let network = Network(
      layers: layers.map {
        Layer(name: "", operation: $0, parameters: .integers($0.parameterShape))
      })
    let report = try Report(of: network, input: input, limit: .standard)
    #expect(report.total(\.weights) == entry.weights, "\(entry.kind)")
    #expect(report.total(\.macs) == entry.macs, "\(entry.kind)")
  }
}

@Test func `a bill beyond 64 bits is none`() throws {
  var convolution = Convolution()
  convolution.inputChannels = 1 << 31
  convolution.outputChannels = 1 << 31
  let reading = try Convolution().reading(of: Shape(channels: 1, height: 4, width: 4))
  #expect(ChannelBill(of: convolution, maps: 1 << 31, reading: reading) == nil)
}
