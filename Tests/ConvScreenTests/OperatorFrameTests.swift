import Testing

@testable import ConvScreen

/// Layers on the ramp, keys, and lines that the Window view then shows.
private let shown: [(layers: String, keys: String, lines: [String])] = [
  (
    "nn.LPPool2d(2, 2)", ". .",
    [
      "out[0, 0, 0] = (Σ input^2)^(1/2) = …^(1/2) = …",
      "so far 1  input[0, 0, 1] 1^2 = 1", "row 0  0^2 + 1^2 = 1", "row 1  7^2 + 8^2 = …",
    ]
  ),
  (
    "nn.LPPool2d(2, 2)", "",
    ["out[0, 0, 0] = (Σ input^2)^(1/2) = 114^(1/2) = 10.677078", "row 1  7^2 + 8^2 = 113"]
  ),
  (
    "nn.LPPool2d(3, 3, stride=3, ceil_mode=True)", "End",
    ["(Σ input^3 / 1 ⋅ 9)^(1/3)", "48^3"]
  ),
  ("nn.AdaptiveMaxPool2d(3)", "", ["[ 0] ", "[ 2+ ", " 4+ "]),
  ("nn.LPPool2d(float('inf'), 2)", "", ["= max |input| = 8", "27 comparisons"]),
  ("nn.LPPool2d(float('-inf'), 2)", "Right", ["= min |input| = 2"]),
  (
    "nn.AdaptiveAvgPool2d((4, 3))", "Right",
    [
      "columns ⌊1⋅7/3⌋…⌈2⋅7/3⌉ = 2…5", "3 of 7 rows in several bins",
      "2 of 7 columns in several bins",
    ]
  ),
  (
    "nn.ConvTranspose2d(1, 1, 3, stride=2)", "",
    ["each output column is hit", "1 1 2 1 2 1 2 1 2 1 2 1 2 1 1 times", "∘"]
  ),
  (
    "nn.Conv2d(1, 1, 3, padding=1, padding_mode='reflect')", ".",
    ["padding repeats input[0,1,1] 8 × −2 = −16"]
  ),
  (
    "nn.Conv2d(1, 1, 3, padding=1, padding_mode='circular')", ".",
    ["padding repeats input[0,6,6] 48"]
  ),
  (
    "nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.MaxPool2d(2))", "] ]",
    ["layer 2 of 0–2", "max of 4 inputs"]
  ),
]

@Test(arguments: shown.indices)
func `every operator shows how its sum comes about`(_ index: Int) throws {
  let row = shown[index]
  var model = try Model.example(row.layers, size: Size(columns: 120, rows: 40))
  try model.press(keys: row.keys)
  let text = model.frame().text
  for line in row.lines { #expect(text.contains(line), "\(row.layers): \(text)") }
}
