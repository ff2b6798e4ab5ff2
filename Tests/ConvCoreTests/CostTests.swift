import Testing

@testable import ConvCore

@Test(arguments: RandomLayer.ofEveryOperator(25))
func `costs are what the steps do`(_ row: RandomLayer) throws {
  let reading = try row.reading()
  let cost = Cost(of: row.operation, reading: reading)
  let steps = try steps(of: row.layer, over: row.input)
  let taps = steps.reduce(0) { $0 + $1.taps.count }
  let onPadding = steps.reduce(0) { $0 + $1.taps.count(where: \.isPadding) }

  if let weight = row.layer.parameters.weight {
    if case .transposed = reading.rows.rule {
      // Every input element meets every weight of its channel, what is cropped included.
      let meetings = row.input.shape.batch * row.input.shape.plane * weight.shape.count
      #expect(cost.macs == meetings)
      #expect(cost.macs - cost.macsOnPadding == taps)
    } else {
      #expect(cost.macs == taps)
      #expect(cost.macsOnPadding == onPadding)
    }
  } else {
    #expect(cost.macs == 0 && cost.macsOnPadding == 0)
  }
  #expect(cost.weights == row.layer.parameters.weight?.elements.count ?? 0)
  #expect(cost.biases == row.layer.parameters.bias?.count ?? 0)
  #expect(cost.outputBytes == 4 * steps.count)

  switch row.operation.reductionKind {
  case .maximum:
    #expect(
      cost.comparisons == steps.reduce(0) { $0 + max($1.taps.count { $0.source != nil } - 1, 0) })
  case .norm(let power, _, _) where power.isInfinite:
    #expect(cost.comparisons == taps - steps.count && cost.additions == 0)
  case .mean, .norm: #expect(cost.additions == taps - steps.count)
  case .rectified: #expect(cost.comparisons == steps.count)
  case .sum, .copy: #expect(cost.comparisons == 0 && cost.additions == 0)
  }
}

@Test(arguments: RandomLayer.ofEveryOperator(25))
func `unread inputs are those that no step reads`(_ row: RandomLayer) throws {
  let cost = Cost(of: row.operation, reading: try row.reading())
  let read = try Set(
    Trace(of: row.layer, over: row.input).flatMap { step in
      step.taps.compactMap { tap in tap.source.map { Pair($0.row, $0.column) } }
    })
  #expect(cost.unreadInputs == row.input.shape.plane - read.count)
}

@Test(arguments: [
  // Common tools count 208, 192, 64 or 200 for the transposed one.
  ("nn.ConvTranspose2d(3, 1, 2, stride=2)", [1, 3, 2, 2], 48, 13),
  ("nn.Conv2d(3, 64, 7, stride=2, padding=3)", [1, 3, 224, 224], 118_013_952, 9472),
  ("nn.Conv2d(32, 64, 3, padding=1, bias=False)", [1, 32, 10, 10], 1_843_200, 18_432),
  (
    """
    nn.Conv2d(32, 32, 3, padding=1, groups=32, bias=False)
    nn.Conv2d(32, 64, 1, bias=False)
    """, [1, 32, 10, 10], 233_600, 2336
  ),
])
func `multiply-accumulates and parameters are counted`(
  _ layers: String, input: [Int], macs: Int, parameters: Int
) throws {
  let report = try Report(
    of: Notation.network(layers), input: Shape(input), limit: .standard)
  #expect(report.total(\.macs) == macs)
  #expect(report.total(\.parameters) == parameters)
}

@Test func `a total beyond 64 bits is none`() throws {
  let layer = "nn.Conv2d(1, 1, 1, bias=False)"
  let network = try Notation.network(
    "nn.Sequential(\(Array(repeating: layer, count: 2).joined(separator: ", ")))")
  let report = try Report(
    of: network, input: Shape([1, 1, 1, 1]), limit: .standard)
  #expect(report.total { _ in Int.max / 2 } == Int.max - 1)
  #expect(report.total { _ in Int.max / 2 + 1 } == nil)
}
