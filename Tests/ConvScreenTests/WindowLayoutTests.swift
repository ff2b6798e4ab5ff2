import ConvCore
import Testing

@testable import ConvScreen

/// A layer over small whole numbers on the smallest usual screen.
private func model(_ layer: String, side: Int) throws -> Model {
  let shape = Shape(channels: 1, height: side, width: side)
  return try Model(
    size: Size(columns: 80, rows: 24),
    setup: Setup(
      inputName: "numbers",
      input: Tensor(shape: shape, elements: (0..<shape.count).map { Float($0 % 10) }),
      strata: try Notation.network(layer).layers.map {
        Stratum(name: $0.name, operation: $0.operation, weights: .integers)
      }), options: Model.Options(samples: [], kernels: []))
}

extension WindowLayout.Map {
  /// Where it stands, and how large: the same for other elements of the same map.
  fileprivate var place: [Int] {
    [
      picture.map { [$0.rect.column, $0.rect.row, $0.rect.columns, $0.rect.rows] },
      grid.map { [$0.column, $0.row, $0.width, $0.height] },
    ].flatMap { $0 ?? [0, 0, 0, 0] }
  }

  /// All its elements are numbers.
  fileprivate var isCells: Bool { picture == nil }
}

@Test func `stepping moves no map, however the bins' lengths differ`() throws {
  var model = try model("nn.AdaptiveAvgPool2d(5)", side: 12)
  let rows = model.stage.reading.rows
  #expect(Set((0..<5).map { rows.bin(at: $0).count }) == [3, 4])
  let layout = WindowLayout(model)
  for row in 0..<5 {
    for column in 0..<5 {
      model.setup.position = Position(channel: 0, row: row, column: column)
      let next = WindowLayout(model)
      #expect(next.input.place == layout.input.place, "(\(row), \(column))")
      #expect(next.output.place == layout.output.place, "(\(row), \(column))")
      #expect(next.kernel.width == layout.kernel.width, "(\(row), \(column))")
    }
  }
}

@Test(arguments: [
  ("nn.Conv2d(1, 1, kernel, stride=2)", 12), ("nn.Conv2d(1, 1, kernel, stride=2)", 10),
  ("nn.Conv2d(1, 1, kernel)", 8), ("nn.Conv2d(1, 1, kernel)", 7), ("nn.MaxPool2d(kernel)", 12),
  ("nn.Conv2d(1, 1, kernel, padding=2)", 7),
])
func `a growing kernel turns cells into pictures, or back, once at most`(
  _ layer: String, side: Int
) throws {
  let forms = try (1...6).map { kernel in
    let layout = WindowLayout(
      try model(layer.split(separator: "kernel").joined(separator: "\(kernel)"), side: side))
    return [layout.input.isCells, layout.output.isCells]
  }
  #expect(zip(forms, forms.dropFirst()).filter { $0 != $1 }.count <= 1, "\(forms)")
}

@Test func `eight by eight elements and their output are cells on 80 columns`() throws {
  for kernel in 2...5 {
    let layout = WindowLayout(try model("nn.Conv2d(1, 1, \(kernel))", side: 8))
    #expect(layout.input.isCells && layout.output.isCells, "kernel \(kernel)")
  }
}

@Test func `a long formula of the size keeps its fraction`() throws {
  var model = try model("nn.Conv2d(1, 1, 3, stride=2)", side: 28)
  model.size = Size(columns: 112, rows: 30)
  let text = model.frame().text
  #expect(text.contains("⌊(28 + 2⋅0 − 1⋅(3−1) − 1) / 2⌋ + 1 = 13"))
  #expect(text.contains("(12.5 down)"))
  let size = try #require(text.split(separator: "\n").first { $0.contains("size ") })
  #expect(!size.contains("…"))
}
