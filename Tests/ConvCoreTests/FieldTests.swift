import Testing

@testable import ConvCore

/// Linear layers of one channel whose weights are all 1: what an input of 1 adds to an output is then
/// the number of paths between them.
private struct Chain: CustomTestStringConvertible {
  let network: Network
  let input: Shape
  let readings: [Reading]

  var testDescription: String {
    network.layers.map { $0.operation.notation(short: true) }.joined(separator: ", ")
      + " on \(input)"
  }

  static let all = (0..<40).compactMap { Chain(seed: $0) }

  private init?(seed: Int) {
    var random = Seeded(seed)
    input = Shape(channels: 1, height: random.integer(4...11), width: random.integer(4...11))
    var layers: [Layer] = []
    var shape = input
    for index in 0..<random.integer(2...6) {
      let operation = random.linear()
      guard let reading = try? operation.reading(of: shape), reading.output.plane < 400,
        reading.output.plane > 0
      else { continue }
      let weight = operation.parameterShape.map { Tensor(shape: $0.weight, repeating: 1) }
      layers.append(
        Layer(
          name: "\(index)", operation: operation,
          parameters: Parameters(weight: weight, bias: nil)))
      shape = reading.output
    }
    network = Network(layers: layers)
    guard !layers.isEmpty, let readings = try? network.readings(of: input) else { return nil }
    self.readings = readings
  }

  /// The outputs for every input element alone, one image each.
  func responses() throws -> Tensor {
    var batch = input
    batch.batch = input.plane
    let ones = Tensor.make(batch) { $0 == $2 * input.width + $3 && $1 == 0 ? 1 : 0 }
    return try network.output(for: ones, limit: .standard)
  }
}

extension Seeded {
  /// A linear operator of one channel.
  fileprivate mutating func linear() -> any Operator {
    switch integer(0...5) {
    case 0:
      var pool = AveragePooling()
      (pool.kernel, pool.stride, pool.divisor) = (pair(1...3), pair(1...2), 1)
      pool.ceil = chance(2)
      return pool
    case 1:
      var transposed = TransposedConvolution()
      (transposed.kernel, transposed.stride) = (pair(1...3), pair(1...2))
      (transposed.padding, transposed.hasBias) = (pair(0...1), false)
      transposed.dilation = pair(1...2)
      return transposed
    case 2:
      var padding = CircularPadding()
      padding.padding = sides(-1...2)
      return padding
    default:
      var convolution = Convolution()
      (convolution.kernel, convolution.stride) = (pair(1...3), pair(1...2))
      (convolution.padding, convolution.dilation) = (.sides(sides(0...2)), pair(1...2))
      convolution.hasBias = false
      convolution.paddingMode = PaddingMode.allCases[integer(0...3)]
      return convolution
    }
  }
}

@Test func `most random chains fit their input`() { #expect(Chain.all.count > 30) }

@Test(arguments: Chain.all)
private func `paths are what an input adds to an output`(_ chain: Chain) throws {
  let responses = try chain.responses()
  let output = responses.shape
  for row in 0..<output.height {
    for column in 0..<output.width {
      let measured = (0..<output.batch).map { Double(responses[$0, 0, row, column]) }
      let paths = PathCounts(to: row, column: column, through: chain.readings)
      #expect(paths.plane == measured, "to \(row), \(column)")
      #expect(paths.total == measured.reduce(0, +))
      #expect(paths.touched == measured.count { $0 > 0 })
      let places = measured.indices.filter { measured[$0] > 0 }
        .map { $0.quotientAndRemainder(dividingBy: chain.input.width) }
      #expect(paths.box?.top == places.map(\.quotient).min())
      #expect(paths.box?.bottom == places.map(\.quotient).max())
      #expect(paths.box?.left == places.map(\.remainder).min())
      #expect(paths.box?.right == places.map(\.remainder).max())
    }
  }
}

@Test(arguments: 0..<60)
func `away from borders the composed window is what is measured`(seed: Int) throws {
  var random = Seeded(seed)
  let input = Shape(channels: 1, height: 90, width: 100)
  var field: ReceptiveField? = ReceptiveField()
  var readings: [Reading] = []
  for _ in 0..<random.integer(1...4) {
    var convolution = Convolution()
    (convolution.kernel, convolution.stride) = (random.pair(1...4), random.pair(1...2))
    (convolution.padding, convolution.dilation) = (random.padding(0...3), random.pair(1...3))
    guard let reading = try? convolution.reading(of: readings.last?.output ?? input) else {
      continue
    }
    field = field?.through(reading)
    readings.append(reading)
  }
  let output = try #require(readings.last?.output)
  let composed = try #require(field)
  let (row, column) = (output.height / 2, output.width / 2)
  let rows = composed.rows.box(of: row)
  let columns = composed.columns.box(of: column)
  guard rows.clamped(to: 0..<90) == rows, columns.clamped(to: 0..<100) == columns else { return }
  let paths = PathCounts(to: row, column: column, through: readings)
  #expect(paths.touched == composed.touched)
  #expect(paths.box.map { $0.top..<$0.bottom + 1 } == rows)
  #expect(paths.box.map { $0.left..<$0.right + 1 } == columns)
  for place in rows {
    #expect((paths.rows[place] > 0) == composed.rows.touches(place - rows.lowerBound))
  }
}

/// The field after layers, on an input that is large enough.
private func field(_ layers: [String]) throws -> ReceptiveField {
  let network = try Notation.network("nn.Sequential(\(layers.joined(separator: ", ")))")
  let report = try Report(
    of: network, input: Shape(channels: 1, height: 600, width: 600), limit: .standard)
  return try #require(report.lines.last?.field)
}

@Test(arguments: [
  ([1, 1, 1], 7, 49), ([2, 2, 2], 13, 49), ([1, 2, 3], 13, 169), ([1, 2, 5], 17, 289),
  ([2, 4, 8], 29, 225), ([3, 3, 3], 19, 49), ([1, 2, 9], 25, 441),
])
func `dilations leave holes in the field`(_ rates: [Int], size: Int, touched: Int) throws {
  let field = try field(rates.map { "nn.Conv2d(1, 1, 3, dilation=\($0))" })
  #expect(field.rows.size == size && field.columns.size == size)
  #expect(field.touched == touched)
}

@Test func `three layers of 3 × 3 see the centre 49 times as often as a corner`() throws {
  let network = try Notation.network(
    "nn.Sequential(nn.Conv2d(1, 1, 3), nn.Conv2d(1, 1, 3), nn.Conv2d(1, 1, 3))")
  let readings = try network.readings(of: Shape(channels: 1, height: 7, width: 7))
  let paths = PathCounts(to: 0, column: 0, through: readings)
  #expect(paths.rows == [1, 3, 6, 7, 6, 3, 1])
  #expect(paths.plane[24] == 49 * paths.plane[0])
}

@Test func `dilation 2 with padding 2 keeps the first centre at 0`() throws {
  #expect(try field(["nn.Conv2d(1, 1, 3, dilation=2, padding=2)"]).rows.start == 0)
}

@Test func `a single tap has no spacing to overflow`() throws {
  let stride = "nn.Conv2d(1, 1, 1, stride=2147483647)"
  let far = try field([stride, stride, "nn.Conv2d(1, 1, 1, dilation=2147483647)"])
  #expect(far.rows.jump == 2_147_483_647 * 2_147_483_647)
  #expect(far.touched == 1)
}

// The networks of Araujo et al., Computing Receptive Fields of CNNs, Distill 2019.

private let pool2 = "nn.MaxPool2d(2)"
private let pool3 = "nn.MaxPool2d(3, 2)"

private func convolutions(_ count: Int, stride: Int = 1) -> [String] {
  (0..<count).map { _ in "nn.Conv2d(1, 1, 3, stride=\(stride), padding=1)" }
}

/// The longest path: in each block the last unit has the stride.
private func residual(_ units: [Int]) -> [String] {
  units.enumerated().flatMap { block, count in
    convolutions(count - 1) + convolutions(1, stride: block < units.count - 1 ? 2 : 1)
  }
}

private let published: [(name: String, layers: [String], field: Int, stride: Int)] = [
  ("VGG-16", [2, 2, 3, 3, 3].flatMap { convolutions($0) + [pool2] }, 212, 32),
  (
    "AlexNet",
    ["nn.Conv2d(1, 1, 11, stride=4)", pool3, "nn.Conv2d(1, 1, 5, padding=2)", pool3]
      + convolutions(3) + [pool3], 195, 32
  ),
  (
    "ResNet-50",
    ["nn.Conv2d(1, 1, 7, stride=2, padding=3)", "nn.MaxPool2d(3, 2, padding=1)"]
      + residual([3, 4, 6, 3]), 483, 32
  ),
  (
    "MobileNet",
    [2, 1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1].flatMap { convolutions(1, stride: $0) }, 315, 32
  ),
]

@Test(arguments: published.indices)
func `fields are as published`(_ index: Int) throws {
  let network = published[index]
  let field = try field(network.layers)
  #expect(field.rows.size == network.field, "\(network.name)")
  #expect(field.columns.size == network.field, "\(network.name)")
  #expect(field.rows.jump == network.stride, "\(network.name)")
}
