import ConvCore
import Testing

@testable import ConvScreen

/// Long numbers in every element: sevenths, in three channels.
private func model(_ layer: String, size: Size, keys: String) throws -> Model {
  let shape = Shape(channels: 3, height: 24, width: 24)
  var model = try Model(
    size: size,
    setup: Setup(
      inputName: "sevenths",
      input: Tensor(shape: shape, elements: (0..<shape.count).map { Float($0 * 5 % 41) / 7 }),
      strata: try Notation.network(layer).layers.map {
        Stratum(name: $0.name, operation: $0.operation, weights: .integers)
      }), options: Model.Options(samples: ["digit"], kernels: []))
  try model.press(keys: keys + " Right Right Down")
  while model.nextTick == 0 { _ = model.update(.tick) }
  return model
}

private let layers = [
  "nn.MaxPool2d(3, stride=2)", "nn.AvgPool2d(3, stride=2, padding=1)", "nn.LPPool2d(2, 3)",
  "nn.AdaptiveAvgPool2d(2)", "nn.Conv2d(3, 8, 3, stride=2, padding=2, dilation=2)",
  "nn.Conv2d(3, 3, (3, 5), stride=(2, 1), padding=(1, 2), groups=3)",
]

private let sizes = [
  Size(columns: 80, rows: 24), Size(columns: 100, rows: 30), Size(columns: 112, rows: 34),
  Size(columns: 120, rows: 40), Size(columns: 160, rows: 48),
]

/// The lines of the body that end in a number that was cut.
private func cutNumbers(_ model: Model) -> [String] {
  let lines = model.frame().text.split(separator: "\n", omittingEmptySubsequences: false)
  return lines[model.body.row..<model.body.row + model.body.rows].map(String.init).filter { line in
    let characters = Array(line)
    return characters.indices.dropFirst().contains {
      // A bin's ends have a mark between them, and so has a range: "19…39", "⌋…⌈".
      characters[$0] == "…" && (characters[$0 - 1].isNumber || ".,=".contains(characters[$0 - 1]))
        && ($0 + 1 == characters.count || characters[$0 + 1] == " ")
    }
  }
}

@Test(arguments: layers, sizes)
func `no number of a step, of a size or of a comparison is cut`(
  _ layer: String, size: Size
) throws {
  for view in ["1", "2", "3", "4"] {
    let cut = cutNumbers(try model(layer, size: size, keys: view))
    #expect(cut.isEmpty, "view \(view): \(cut)")
  }
}

@Test func `stacks that differ in one layer are told apart in a narrow table`() throws {
  let stack =
    "nn.Sequential(nn.Conv2d(3, 64, 3), nn.ReLU(), nn.MaxPool2d(3, 2), nn.Conv2d(64, 92, 3))"
  var model = try model(stack, size: Size(columns: 80, rows: 24), keys: "] ] ] 4")
  #expect(cutNumbers(model).isEmpty)
  let text = model.frame().text
  #expect(text.contains("A dilation 1 ") && text.contains("B dilation 2 "))
  // 3·64·9 + 64 weights and biases, and 64·92·9 + 92.
  #expect(text.contains("54,876"))
  _ = model.update(.resize(Model.smallest))
  #expect(cutNumbers(model).isEmpty)
  #expect(model.frame().text.contains("   dilation 2\n"))
  _ = model.update(.resize(Size(columns: 160, rows: 48)))
  #expect(model.frame().text.contains("1,792 + 53,084"))
}

@Test func `every view's name is there at the least size`() throws {
  var model = try model("nn.Conv2d(3, 64, 3)", size: Model.smallest, keys: "1")
  for _ in 0..<2 {
    let tabs = model.frame().text.split(separator: "\n")[1]
    #expect(tabs.hasPrefix(" 1 Window  2 Channels  3 Stack  4 Compare "))
    #expect(tabs.hasSuffix(" 25/30,976"), "\(tabs)")
    try model.press(keys: "3")
  }
}

@Test func `a sum longer than its room says how to read on`() throws {
  var model = try model("nn.Conv2d(3, 8, 7)", size: Size(columns: 80, rows: 24), keys: "1")
  #expect(model.frame().text.contains("147 taps over 3 channels, 147 on data   } row by row"))
  model.options.language = .korean
  #expect(model.frame().text.contains("   } 한 행씩"))
  try model.press(keys: "}")
  #expect(!model.frame().text.contains("한 행씩"))
}

@Test(arguments: [
  (Size(columns: 100, rows: 30), 2, 3), (Size(columns: 120, rows: 40), 2, 5),
  (Size(columns: 160, rows: 48), 3, 5),
])
func `the Compare view's cells grow with the room`(_ size: Size, input: Int, maps: Int) throws {
  let shape = Shape(channels: 1, height: 5, width: 5)
  var model = try Model(
    size: size,
    setup: Setup(
      inputName: "numbers",
      input: Tensor(shape: shape, elements: (0..<shape.count).map { Float($0 % 4) }),
      strata: try Notation.network("nn.MaxPool2d(2)").layers.map {
        Stratum(name: $0.name, operation: $0.operation, weights: .integers)
      }), options: Model.Options(samples: [], kernels: []))
  try model.press(keys: "4")
  let layout = CompareLayout(model, try #require(model.contrast))
  #expect(layout.input.grid?.tile.height == input)
  let compared = [layout.first, layout.second, layout.difference].map { $0.grid?.tile.height }
  #expect(compared == [maps, maps, maps])
}
