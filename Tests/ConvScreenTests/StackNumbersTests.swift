import ConvCore
import Testing

@testable import ConvScreen

private func model(_ layers: String, _ shape: Shape, size: Size) throws -> Model {
  let network = try Notation.network(layers)
  var model = try Model(
    size: size,
    setup: Setup(
      inputName: "test", input: Tensor(shape: shape, repeating: 1),
      strata: network.layers.map {
        Stratum(name: $0.name, operation: $0.operation, weights: .integers)
      }),
    options: Model.Options(samples: ["digit"], kernels: []))
  try model.press(keys: "3")
  return model
}

/// The words of the table's row that begins with a layer's number, or with `in all`.
private func row(_ name: String, of model: Model) throws -> [Substring] {
  let line = try #require(
    model.frame().text.split(separator: "\n").first { line in
      line.drop { " ▸".contains($0) }.hasPrefix("\(name) ")
    })
  return line.drop { " ▸".contains($0) }.split(separator: " ")
}

/// VGG-16's first two blocks: parameters and MACs by M·C·K² + M and M·C·K²·H′·W′; fields by
/// r ← r + (k − 1)·jump, as in Araujo et al. (Distill 2019).
@Test func `the table's numbers are those of the formulas`() throws {
  let model = try model(
    """
    nn.Conv2d(3, 64, 3, padding=1)
    nn.Conv2d(64, 64, 3, padding=1)
    nn.MaxPool2d(2)
    nn.Conv2d(64, 128, 3, padding=1)
    """, Shape(channels: 3, height: 32, width: 32), size: Size(columns: 160, rows: 40))
  let last = "nn.Conv2d(64, 128, kernel_size=3, padding=1)"
  #expect(
    try row("3", of: model).joined(separator: " ")
      == "3 \(last) 128×16×16 73,856 18,874,368 128 KiB 10 2 0.5")
  #expect(
    try row("0", of: model).suffix(8).joined(separator: " ")
      == "64×32×32 1,792 1,769,472 256 KiB 3 1 0")
  #expect(
    try row("2", of: model).suffix(8).joined(separator: " ") == "64×16×16 0 0 64 KiB 6 2 0.5")
  let weights = 3 * 64 * 9 + 64 + 64 * 64 * 9 + 64 + 64 * 128 * 9 + 128
  let macs = (3 * 64 * 9 + 64 * 64 * 9) * 1024 + 64 * 128 * 9 * 256
  #expect(
    try row("in", of: model).joined(separator: " ")
      == "in all \(grouped(weights)) \(grouped(macs)) 704 KiB")
}

@Test func `rows and columns that differ are told apart`() throws {
  let model = try model(
    "nn.Conv2d(1, 1, (3, 5), stride=(1, 2), padding=(1, 0))",
    Shape(channels: 1, height: 12, width: 17), size: Size(columns: 160, rows: 40))
  #expect(try row("0", of: model).suffix(3).joined(separator: " ") == "3×5 1×2 0,2")
}

@Test(arguments: [
  (0, "0"), (9_999, "9,999"), (10_000, "10.0 k"), (36_928, "36.9 k"), (99_949, "99.9 k"),
  (99_950, "100 k"), (999_499, "999 k"), (999_500, "1.00 M"), (1_849_688_064, "1.85 G"),
  (Int.max, "9.22 E"),
])
func `counts are rounded to their first three digits`(_ count: Int, text: String) {
  #expect(rounded(count) == text)
}

@Test(arguments: [
  (441, 1089, "40.5"), (81, 1089, "7.4"), (0, 1089, "0"), (1089, 1089, "100"), (1, 3, "33.3"),
  (0, 0, "0"),
])
func `shares have one decimal`(_ part: Int, whole: Int, text: String) {
  #expect(percent(part, of: whole) == text)
}

@Test(arguments: [
  (0.0, "0"), (49, "49"), (104_976, "104,976"), (999_999, "999,999"), (1_000_000, "1.0e6"),
  (8.24e14, "8.2e14"), (9.96e9, "1.0e10"), (2.6e93, "2.6e93"), (.infinity, "∞"),
])
func `numbers of paths keep their size in any column`(_ paths: Double, text: String) {
  #expect(pathText(paths) == text)
}

@Test(arguments: [(0.0, "0"), (0.5, "0.5"), (-1.5, "−1.5"), (-0.5, "−0.5"), (15.5, "15.5")])
func `centres lie on elements or halfway`(_ number: Double, text: String) {
  #expect(NumberFormat.halves(number) == text)
}

@Test func `paths beyond Double leave the view whole`() throws {
  var model = try model(
    Array(repeating: "nn.AvgPool2d(9, 1, 4)", count: 340).joined(separator: "\n"),
    Shape(channels: 1, height: 5, width: 5), size: Size(columns: 120, rows: 40))
  try model.press(keys: "Tab End n z")
  #expect(model.stack.survey?.mostPaths == .infinity)
  #expect(model.frame().text.contains("∞"))
}

@Test func `beyond Double in rows, no path in columns is no path`() throws {
  let pools = Array(repeating: "nn.AvgPool2d((9, 1), 1, (4, 0))", count: 460)
  var model = try model(
    (pools + ["nn.Conv2d(1, 1, 1, padding=(0, 1))"]).joined(separator: "\n"),
    Shape(channels: 1, height: 5, width: 5), size: Size(columns: 120, rows: 40))
  try model.press(keys: "Tab End n Tab z")
  #expect(model.stack.survey?.mostPaths == .infinity)
  for _ in 0..<3 { try model.press(keys: "Left") }
  #expect(model.setup.position.column == 0)
  #expect(model.stack.survey?.mostPaths == 0)
  #expect(model.stack.survey?.fewestPaths == 0)
  #expect(!model.frame().text.contains("NaN"))
}

@Test func `a picture's frame shows its lower edge without colour`() {
  let cell = Cell(
    scalar: "▀", style: Style(ink: .shade(RGB(90, 90, 90)), ground: .pixel(.window)))
  let bare = Rendition(palette: Palette(tier: .none, background: .dark), charset: .unicode)
  #expect(bare.appearance(of: cell).scalar == "▄")
  let both = Cell(scalar: "▀", style: Style(ink: .pixel(.window), ground: .pixel(.window)))
  #expect(bare.appearance(of: both).scalar == "█")
}
