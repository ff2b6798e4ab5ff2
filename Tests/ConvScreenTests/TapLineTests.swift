import ConvCore
import Testing

@testable import ConvScreen

/// An input of numbers as wide as they are written.
private func model(_ layers: String, size: Size, _ language: Language) throws -> Model {
  let shape = Shape(channels: 2, height: 16, width: 130)
  let input = Tensor(
    shape: shape,
    elements: (0..<shape.count).map { index in
      let number = Float(index * 5 % 41 - 20)
      return index.isMultiple(of: 2) ? number / 7 : number / 7e9
    })
  var options = Model.Options(samples: [], kernels: [])
  options.language = language
  return try Model(
    size: size,
    setup: Setup(
      inputName: "wide", input: input,
      strata: try Notation.network(layers).layers.map {
        Stratum(name: $0.name, operation: $0.operation, weights: .integers)
      }), options: options)
}

private let layers = [
  "nn.Conv2d(2, 2, (10, 11), padding=5)", "nn.Conv2d(2, 2, 11, padding=5, padding_mode='reflect')",
  "nn.ConvTranspose2d(2, 2, 11)", "nn.MaxPool2d(11, padding=5)", "nn.AvgPool2d(11, padding=5)",
  "nn.LPPool2d(1.5, 11)", "nn.LPPool2d(float('inf'), 11)", "nn.AdaptiveAvgPool2d(7)",
  "nn.AdaptiveMaxPool2d(7)", "nn.ReflectionPad2d(5)", "nn.ReLU()",
]

private let sizes = [
  Model.smallest, Size(columns: 80, rows: 24), Size(columns: 112, rows: 34),
  Size(columns: 120, rows: 40), Size(columns: 160, rows: 48),
]

@Test(arguments: layers, sizes)
func `no number of the tap in focus or of its result is cut`(
  _ layer: String, _ size: Size
) throws {
  for language in Language.allCases {
    var model = try model(layer, size: size, language)
    for key in ["Home", "End"] {
      try model.press(keys: key)
      let columns = WindowLayout(model).sum.columns
      for tap in stride(from: model.step.taps.count - 1, through: 0, by: -31) {
        model.tap = tap
        let view = SumView(model, columns: columns)
        for line in [view.headline, view.detail] {
          #expect(line.width <= columns, "\(line.spans.map(\.text).joined())")
        }
      }
    }
  }
}

/// Columns, and all that is said in them.
private let brevities = [
  (61, "tap 1 of 9  so far −1  input[0, 0, 0] 0 × kernel[0, 0] −2 = 0"),
  (60, "tap 1 of 9  so far −1  input[0,0,0] 0 × kernel[0,0] −2 = 0"),
  (57, "tap 1  so far −1  input[0,0,0] 0 × kernel[0,0] −2 = 0"),
  (52, "tap 1  so far −1  input[0,0,0] 0 × −2 = 0"),
  (40, "tap 1  so far −1  0 × −2 = 0"),
  (27, "so far −1  0 × −2 = 0"),
]

@Test(arguments: brevities)
func `words and coordinates go before a number does`(_ columns: Int, _ text: String) throws {
  var model = try Model.example("nn.Conv2d(1, 1, 3, padding=1)")
  try model.press(keys: "Right Down d .")
  let tap = TapLine(model.step, tap: 0, language: .english, hidesResults: false)
  #expect(tap.line(columns: columns).spans.map(\.text).joined() == text)
}

@Test func `of padding its coordinates go before a number does, in Korean too`() throws {
  let model = try Model.example("nn.Conv2d(1, 1, 3, padding=1)")
  let tap = TapLine(model.step, tap: 0, language: .korean, hidesResults: false)
  func text(_ columns: Int) -> String {
    tap.line(columns: columns).spans.map(\.text).joined()
  }
  #expect(text(80) == "탭 1/9  지금까지 −1  −1행 −1열의 패딩: 0 × kernel[0, 0] −2 = 0")
  #expect(text(40) == "탭 1  지금까지 −1  패딩 0 × −2 = 0")
}
