import ConvCore
import Testing

@testable import ConvScreen

/// A situation of the Stack view, and the file that keeps its screen.
struct StackSituation: CustomTestStringConvertible {
  let testDescription: String
  var layers = StackSituation.three
  var channels = 1
  var length = 30
  var keys = ""
  var size = Size(columns: 80, rows: 24)
  var language = Language.english

  private static let convolution = "nn.Conv2d(1, 1, 3, padding=1)"
  private static let three = "nn.Sequential(\(convolution), \(convolution), \(convolution))"
  private static let mixed =
    "nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.MaxPool2d(2), nn.Conv2d(8, 4, 3))"

  func model() throws -> Model {
    let shape = Shape(channels: channels, height: length, width: length)
    let network = try Notation.network(layers)
    var options = Model.Options(samples: ["digit"], kernels: [])
    options.language = language
    var model = try Model(
      size: size,
      setup: Setup(
        inputName: "numbers",
        input: Tensor(shape: shape, elements: (0..<shape.count).map { Float($0 * 7 % 10) }),
        strata: network.layers.map {
          Stratum(name: $0.name, operation: $0.operation, weights: .integers)
        }),
      options: options)
    try model.press(keys: "3 " + keys)
    while model.nextTick == 0 { _ = model.update(.tick) }
    return model
  }

  static let all: [StackSituation] = [
    StackSituation(testDescription: "stack-standard", keys: "] ] z"),
    StackSituation(testDescription: "stack-gridding", keys: "] ] z t"),
    StackSituation(testDescription: "stack-hybrid", keys: "] ] z t t t"),
    StackSituation(testDescription: "stack-corner", keys: "] ]"),
    StackSituation(
      testDescription: "stack-paths", length: 9, keys: "] ] z n",
      size: Size(columns: 100, rows: 24)),
    StackSituation(testDescription: "stack-focus", layers: mixed, channels: 3, keys: "Tab Down z"),
    StackSituation(
      testDescription: "stack-caption", keys: "] ] z t n", size: Size(columns: 80, rows: 20)),
    StackSituation(
      testDescription: "stack-narrow", layers: mixed, channels: 3, keys: "] z",
      size: Size(columns: 60, rows: 20)),
    StackSituation(
      testDescription: "stack-transposed", layers: "nn.ConvTranspose2d(1, 2, 3, 2)", length: 6,
      keys: "z"),
    StackSituation(
      testDescription: "stack-hundred",
      layers: Array(repeating: convolution, count: 100).joined(separator: "\n"),
      keys: "Tab End [ [ z"),
    StackSituation(testDescription: "stack-korean", keys: "] ] z t", language: .korean),
    StackSituation(
      testDescription: "stack-120x40", layers: mixed, channels: 3, length: 48, keys: "] ] z",
      size: Size(columns: 120, rows: 40)),
    StackSituation(
      testDescription: "stack-200x60", length: 48, keys: "] ] z t t t n",
      size: Size(columns: 200, rows: 60)),
  ]
}

@Test(arguments: StackSituation.all)
func `the Stack view looks as it is kept`(_ situation: StackSituation) throws {
  let text = try situation.model().frame().text
  try expectLines(
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init),
    named: situation.testDescription)
}

/// Where the titles and labels of a screen begin, row by row.
private func structure(_ model: Model) -> [[Int]] {
  let frame = model.frame()
  return (model.body.row..<model.size.rows - 3).map { row in
    let cells = Array(frame.row(row))
    return cells.indices.filter { place in
      let isLabel = cells[place].style == .structure || cells[place].style == .title
      return isLabel && cells[place].scalar.properties.isAlphabetic
    }
  }
}

@Test(arguments: ["Right", "Down", "n", "Tab", "PageDown"])
func `moving the element, paths and focus move no label`(_ key: String) throws {
  for size in [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)] {
    var model = try StackSituation(
      testDescription: "", layers: "nn.Conv2d(1, 9, 3, padding=1)", keys: "z", size: size
    ).model()
    let before = structure(model)
    try model.press(keys: key)
    let after = structure(model)
    for (row, places) in after.enumerated() where key != "Tab" {
      #expect(places == before[row], "row \(row)")
    }
    #expect(after.count == before.count)
  }
}
