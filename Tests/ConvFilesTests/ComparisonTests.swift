import ConvCore
import Testing

@testable import ConvFiles

@Test func `the comparisons have names of their own, and samples that are there`() throws {
  let all = NamedComparison.all
  #expect(
    all.map(\.name) == [
      "dilation", "max-average", "depthwise", "separable", "padding", "include-pad", "ceil-mode",
      "phases", "sparse-dense",
    ])
  for comparison in all { _ = try Sample.named(comparison.input).tensor() }
}

private let unsound: [(String, String)] = [
  ("A nn.ReLU()", "c.txt: line 1: no comparison has begun"),
  ("a: one\nC nn.ReLU()", "c.txt: line 2: 'C' is neither input, A nor B"),
  ("a: one\n\nA", "c.txt: line 3: 'A' says nothing"),
  ("a: one\ninput digit\nA nn.ReLU()", "c.txt: a lacks its input, A or B"),
  (
    "a: one\nA nn.Conv2d(1, 1, 3) = sobel",
    "c.txt: line 2: no kernel is called 'sobel': did you mean sobel-x or sobel-y?"
  ),
  ("a: one\nB nn.ReLU(", "c.txt: line 2: the layers end where a number should stand"),
]

@Test(arguments: unsound)
func `a text that is no comparison is refused by the line`(_ text: String, why: String) throws {
  #expect(try refusal { try NamedComparison.all(in: text, named: "c.txt") } == why)
}

extension NamedComparison.WeightedLayer {
  fileprivate var layer: Layer {
    let shape = operation.parameterShape
    let parameters = kernel.flatMap { Parameters.repeating($0.rows, in: shape) }
    return Layer(name: "", operation: operation, parameters: parameters ?? .integers(shape))
  }
}

/// DeepLab, arXiv:1606.00915, Fig. 3. PyTorch 2.15 finds no difference either.
@Test(arguments: [("camera", 48 * 48), ("astronaut-large", 256 * 256)])
func `sparse and dense features of a photo are equal, bit for bit, at every common position`(
  _ sample: String, common: Int
) throws {
  let comparison = try #require(NamedComparison.all.first { $0.name == "sparse-dense" })
  let input = try Sample.named(sample).tensor().gray()
  let networks = [comparison.first, comparison.second].map { Network(layers: $0.map(\.layer)) }
  let outputs = try networks.map { try $0.output(for: input, limit: .standard) }
  let centres = try networks.map { FieldCentres(through: try $0.readings(of: input.shape)) }
  var compared = Comparison(
    of: outputs[0].shape, with: outputs[1].shape,
    by: Alignment(of: centres[0], with: centres[1]))
  compared.advance(rows: outputs[0].shape.height, of: outputs[0], with: outputs[1])
  #expect(compared.compared == common)
  #expect(compared.equal == common)
  #expect(compared.largest?.difference == 0)
  #expect(outputs[1].elements.contains { abs($0) > 0.1 })
}

/// 16 · 16 · 49 against 32 · 32 · 49; the implant multiplies each response once, by 1.
@Test func `sparse features cost a quarter of the dense ones`() throws {
  let comparison = try #require(NamedComparison.all.first { $0.name == "sparse-dense" })
  let macs = try [comparison.first, comparison.second].map { layers in
    try Report(
      of: Network(layers: layers.map(\.layer)),
      input: Shape(channels: 1, height: 32, width: 32), limit: .standard
    ).lines.map(\.cost.macs)
  }
  #expect(macs == [[0, 12_544, 256], [50_176]])
}
