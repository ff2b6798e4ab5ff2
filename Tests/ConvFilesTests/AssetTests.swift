import ConvCore
import Testing

@testable import ConvFiles

@Test(arguments: [
  ("digit", Shape(channels: 1, height: 7, width: 7)),
  ("grid", Shape(channels: 1, height: 5, width: 5)),
  ("responses", Shape(channels: 1, height: 4, width: 6)),
  ("impulse", Shape(channels: 1, height: 7, width: 7)),
  ("edge", Shape(channels: 1, height: 6, width: 8)),
  ("checkerboard", Shape(channels: 1, height: 8, width: 8)),
  ("ramp", Shape(channels: 1, height: 6, width: 8)),
  ("rgb", Shape(channels: 3, height: 8, width: 8)),
  ("astronaut", Shape(channels: 3, height: 96, width: 96)),
  ("camera", Shape(channels: 1, height: 96, width: 96)),
  ("chelsea", Shape(channels: 3, height: 80, width: 120)),
  ("coffee", Shape(channels: 3, height: 80, width: 120)),
  ("coins", Shape(channels: 1, height: 76, width: 96)),
  ("rocket", Shape(channels: 3, height: 64, width: 96)),
  ("text", Shape(channels: 1, height: 64, width: 160)),
  ("brick", Shape(channels: 1, height: 64, width: 64)),
  ("horse", Shape(channels: 1, height: 64, width: 78)),
  ("astronaut-large", Shape(channels: 3, height: 512, width: 512)),
  ("rocket-large", Shape(channels: 3, height: 427, width: 640)),
])
func `every sample has its shape`(_ name: String, shape: Shape) throws {
  let tensor = try Sample.named(name).tensor()
  #expect(tensor.shape == shape)
  let isGrid = shape.width <= 8
  #expect(tensor.elements.allSatisfy { isGrid ? 0...9 ~= $0 && $0 == $0.rounded() : 0...1 ~= $0 })
}

@Test func `the samples begin with the digit and have names of their own`() {
  #expect(Sample.all.count == 19)
  #expect(Sample.all.first?.name == "digit")
  #expect(Set(Sample.all.map(\.name)).count == Sample.all.count)
}

@Test func `an unknown sample is refused with the nearest`() throws {
  #expect(
    try refusal { try Sample.named("digt") }
      == "no sample is called 'digt': did you mean digit?")
}

private let unknownKernels: [(String, String)] = [
  ("sobel", "no kernel is called 'sobel': did you mean sobel-x or sobel-y?"),
  ("gausian", "no kernel is called 'gausian': did you mean gaussian?"),
  ("x", "no kernel is called 'x': did you mean box, sobel-x or scharr-x?"),
  (
    "median",
    "no kernel is called 'median': there are identity, box, gaussian, sharpen, outline, emboss, "
      + "sobel-x, sobel-y, scharr-x, scharr-y, laplacian, gaussian-derivative-y"
  ),
]

@Test(arguments: unknownKernels)
func `an unknown kernel is refused with the nearest`(_ name: String, why: String) throws {
  #expect(try refusal { try NamedKernel.named(name) } == why)
}

@Test(
  arguments: [
    ("identity", 1), ("box", 1), ("gaussian", 1), ("sharpen", 1), ("outline", 0), ("emboss", 1),
    ("sobel-x", 0), ("sobel-y", 0), ("scharr-x", 0), ("scharr-y", 0), ("laplacian", 0),
    ("gaussian-derivative-y", 0),
  ] as [(String, Float)])
func `a kernel's weights sum to one, or to zero when it looks for change`(
  _ name: String, sum: Float
) throws {
  let kernel = try NamedKernel.named(name)
  #expect(abs(kernel.rows.flatMap { $0 }.reduce(0, +) - sum) < 1e-6)
  #expect(Set(kernel.rows.map(\.count)) == [kernel.rows.count])
}

@Test(arguments: [("x", true), ("y", false)])
func `a slope kernel answers to brightness behind it, without a flip`(
  _ axis: String, isAcross: Bool
) throws {
  for family in ["sobel", "scharr"] {
    let rows = try NamedKernel.named("\(family)-\(axis)").rows
    #expect((isAcross ? rows[1][2] : rows[2][1]) > 0)
    #expect((isAcross ? rows[1][0] : rows[0][1]) < 0)
  }
}

@Test func `the Gaussian derivative is y exp(-(x² + y²) ∕ 2σ²) at σ = 1½`() throws {
  let rows = try NamedKernel.named("gaussian-derivative-y").rows
  try #require(rows.count == 7 && rows.allSatisfy { $0.count == 7 })
  // Σ y · weight is 1: the answer to a slope of 1.
  let slope = rows.enumerated().reduce(Float(0)) { sum, row in
    sum + Float(row.offset - 3) * row.element.reduce(0, +)
  }
  #expect(abs(slope - 1) < 1e-5)
  // exp(-1 / 2σ²) is 0.800737; a step aside multiplies by it once, a second one thrice more.
  let ratio: Float = 0.800_737
  #expect(abs(rows[4][4] / rows[4][3] - ratio) < 1e-3)
  #expect(abs(rows[4][5] / rows[4][4] - ratio * ratio * ratio) < 1e-3)
  #expect(abs(rows[5][3] / rows[4][3] - 2 * ratio * ratio * ratio) < 1e-3)
}

@Test func `a kernel reads every channel alike as a filter`() throws {
  let filter = try NamedKernel.named("laplacian").filter(channels: 2)
  #expect(filter.shape == Shape(channels: 2, height: 3, width: 3))
  #expect(filter.elements == [0, 1, 0, 1, -4, 1, 0, 1, 0, 0, 1, 0, 1, -4, 1, 0, 1, 0])
}

@Test(arguments: [
  ("1 2", 1), ("a: one\n1 2\n3", 3), ("a: one\n1 x", 2), ("a: one\n# note\n\n1/2/3", 4),
])
func `a text that is no grid is refused by the line`(_ text: String, line: Int) throws {
  #expect(
    try refusal { try NamedGrid.all(in: text, named: "g.txt") }
      == "g.txt: line \(line) is not a row of its grid")
}
