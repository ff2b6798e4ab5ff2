import Testing

@testable import ConvCore

/// Which column of B belongs to each column of A, both stacks over eight columns.
private struct Aligned: CustomTestStringConvertible {
  let first: String
  let second: String
  let partners: [Int?]
  var respond: [Bool]?
  var testDescription: String { "\(first) with \(second)" }
}

private let rows = [
  Aligned(
    first: "nn.Conv2d(1, 1, 3, padding=1)", second: "nn.Conv2d(1, 1, 3, padding=2, dilation=2)",
    partners: [0, 1, 2, 3, 4, 5, 6, 7]),
  Aligned(
    first: "nn.Conv2d(1, 1, 3, padding=1)", second: "nn.Conv2d(1, 1, 3)",
    partners: [nil, 0, 1, 2, 3, 4, 5, nil]),
  Aligned(
    first: "nn.Conv2d(1, 1, 3)", second: "nn.Conv2d(1, 1, 3, padding=1)",
    partners: [1, 2, 3, 4, 5, 6]),
  // Every second column of the dense map has a partner, the others lie between two.
  Aligned(
    first: "nn.Identity()", second: "nn.MaxPool2d(1, stride=2)",
    partners: [0, nil, 1, nil, 2, nil, 3, nil]),
  // An even window's centre lies between two columns: half a column off is near enough.
  Aligned(
    first: "nn.AvgPool2d(3, 1)", second: "nn.AvgPool2d(2, 1)", partners: [0, 1, 2, 3, 4, 5]),
  // The two phases are one column apart, half their jump.
  Aligned(
    first: "nn.MaxPool2d(1, stride=2)",
    second: "nn.Sequential(nn.ZeroPad2d((-1, 0, 0, 0)), nn.MaxPool2d(1, stride=2))",
    partners: [0, 1, 2, 3]),
  Aligned(
    first: "nn.AvgPool2d(2)", second: "nn.AdaptiveAvgPool2d(4)", partners: [0, 1, 2, 3]),
  Aligned(
    first: "nn.Identity()", second: "nn.AdaptiveAvgPool2d(1)",
    partners: [nil, nil, nil, 0, nil, nil, nil, nil]),
  // What is implanted stands where it was taken, and between them nothing responds.
  Aligned(
    first: "nn.Sequential(nn.MaxPool2d(1, stride=2), "
      + "nn.ConvTranspose2d(1, 1, 1, stride=2, output_padding=1))",
    second: "nn.Identity()", partners: [0, 1, 2, 3, 4, 5, 6, 7],
    respond: [true, false, true, false, true, false, true, false]),
  // A kernel of 1 with padding reads nothing but padding at the border.
  Aligned(
    first: "nn.Conv2d(1, 1, 1, padding=1)", second: "nn.Conv2d(1, 1, 3, padding=2)",
    partners: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    respond: [false] + Array(repeating: true, count: 8) + [false]),
]

private func centres(_ layers: String) throws -> FieldCentres {
  let network = try Notation.network(layers)
  return FieldCentres(
    through: try network.readings(of: Shape(channels: 1, height: 8, width: 8)))
}

@Test(arguments: rows)
private func `elements are partners whose fields have the same middle`(_ row: Aligned) throws {
  let alignment = Alignment(of: try centres(row.first), with: try centres(row.second))
  #expect(alignment.columns.partners == row.partners)
  #expect(alignment.columns.respond == row.respond ?? row.partners.map { $0 != nil })
}

/// Where a closed form exists, the centres are its start + jump · o.
@Test(arguments: [
  "nn.Conv2d(1, 1, 3, stride=2, padding=1)", "nn.AvgPool2d(2)", "nn.MaxPool2d(3, 2, 1)",
  "nn.Sequential(nn.Conv2d(1, 1, 3, padding=2, dilation=2), nn.MaxPool2d(2), nn.Conv2d(1, 1, 2))",
])
func `the centres are those of the receptive field`(_ layers: String) throws {
  let network = try Notation.network(layers)
  let input = Shape(channels: 1, height: 8, width: 8)
  let line = try #require(
    try Report(of: network, input: input, limit: .standard).lines.last)
  let field = try #require(line.field).columns
  let centres = try centres(layers).columns.centres
  #expect(
    centres
      == (0..<line.reading.output.width).map { field.start + Double(field.jump * $0) })
}

/// The centre of what a transposed convolution spreads is where its input element is.
@Test func `a transposed convolution's centres undo its stride`() throws {
  let centres = try centres("nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1)").columns.centres
  #expect(centres == (0..<15).map { Double($0) / 2 })
}

private func comparison(_ first: String, _ second: String, on input: Tensor) throws -> Comparison {
  var tensors: [Tensor] = []
  var centres: [FieldCentres] = []
  for layers in [first, second] {
    var network = try Notation.network(layers)
    for index in network.layers.indices {
      network.layers[index].parameters = .integers(network.layers[index].operation.parameterShape)
    }
    centres.append(FieldCentres(through: try network.readings(of: input.shape)))
    tensors.append(try network.output(for: input, limit: .standard))
  }
  var comparison = Comparison(
    of: tensors[0].shape, with: tensors[1].shape,
    by: Alignment(of: centres[0], with: centres[1]))
  while !comparison.isWhole { comparison.advance(rows: 2, of: tensors[0], with: tensors[1]) }
  return comparison
}

private func ramp(_ rows: Int, _ columns: Int) -> Tensor {
  Tensor(
    shape: Shape(channels: 1, height: rows, width: columns),
    elements: (0..<rows * columns).map { Float($0) })
}

/// PyTorch 2.15: max_pool2d(x, 3, 2) − avg_pool2d(x, 3, 2) is 8 everywhere on 0 … 48.
@Test func `max and average of a ramp are a step of each axis apart`() throws {
  let comparison = try comparison("nn.MaxPool2d(3, 2)", "nn.AvgPool2d(3, 2)", on: ramp(7, 7))
  #expect(comparison.differences.elements == Array(repeating: 8, count: 9))
  #expect(comparison.compared == 9)
  #expect(comparison.equal == 0)
  #expect(comparison.largest?.difference == 8)
}

@Test func `padding changes the border alone`() throws {
  let comparison = try comparison(
    "nn.Conv2d(1, 1, 3)", "nn.Conv2d(1, 1, 3, padding=1)", on: ramp(7, 7))
  #expect(comparison.compared == 25)
  #expect(comparison.equal == 25)
  #expect(comparison.largest?.difference == 0)
}

@Test func `what is no number is equal to itself and farthest from every number`() throws {
  var input = ramp(4, 4)
  input.elements[5] = .infinity
  input.elements[10] = .nan
  let same = try comparison("nn.Identity()", "nn.MaxPool2d(1)", on: input)
  #expect(same.equal == 16)
  #expect(same.largest?.difference == 0)
  // Only 0, ∞ and NaN are their own halves.
  let half = try comparison("nn.Identity()", "nn.AvgPool2d(1, divisor_override=2)", on: input)
  #expect(half.equal == 3)
  #expect(half.largest?.difference == 7.5)
  // The pool spreads the NaN over its neighbours.
  let spread = try comparison("nn.Identity()", "nn.MaxPool2d(3, 1, 1)", on: input)
  #expect(spread.largest?.difference.isNaN == true)
}

/// DeepLab, arXiv:1606.00915, Fig. 3: on 32×32 the sparse way responds at 16×16 positions.
@Test func `sparse features equal the dense ones wherever both respond`() throws {
  let input = Tensor(
    shape: Shape(channels: 1, height: 32, width: 32),
    elements: (0..<1024).map { Float(($0 * 7919) % 256) / 255 })
  let sparse = "nn.MaxPool2d(1, stride=2), nn.Conv2d(1, 1, 7, padding=3, bias=False)"
  let dense = "nn.Conv2d(1, 1, 7, padding=6, dilation=2, bias=False)"
  let comparison = try comparison("nn.Sequential(\(sparse))", dense, on: input)
  #expect(comparison.compared == 256)
  #expect(comparison.equal == 256)
  #expect(comparison.largest?.difference == 0)
}
