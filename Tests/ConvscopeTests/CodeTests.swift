import ConvCore
import ConvFiles
import Foundation
import Testing

@testable import ConvScreen
@testable import convscope

/// A set-up, its program in `Fixtures/code`, and what that computed in PyTorch.
struct CodeRow: CustomTestStringConvertible {
  let name: String
  var layers: String?
  var input = "sample:digit"
  var options: [String] = []
  var lines: [String] = []
  var testDescription: String { name }

  func model() throws -> Model {
    let options = try ExploreOptions.parse(
      (layers.map { [$0] } ?? []) + ["--input", input] + options)
    var model = try options.model(size: Size(columns: 80, rows: 24), isDark: true)
    for line in lines {
      _ = model.run(line)
      try #require(!model.status.isAlarm, "\(model.status.text)")
    }
    return model
  }
}

/// What `run_code.py` stored.
private struct Computed: Decodable {
  let torch: String
  let printed: String
  let shape: [Int]
  let elements: [String]
}

private let folder = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "Fixtures/code")

extension CodeRow {
  static let all = [
    CodeRow(name: "sobel", lines: ["goto 3,4"]),
    CodeRow(
      name: "stack",
      layers: "nn.Sequential(nn.Conv2d(1, 2, 3, padding=1), nn.ReLU(), nn.MaxPool2d(3, 2, 1))",
      lines: ["layer nn.Conv2d(1, 4, 3, padding='same', dilation=2)"]),
    CodeRow(name: "strided", layers: "nn.Conv2d(1, 3, (2, 3), (2, 1), (1, 2), bias=False)"),
    CodeRow(
      name: "depthwise", layers: "nn.Conv2d(3, 6, 3, groups=3, padding=1, stride=2)",
      input: "sample:astronaut", options: ["--resize", "9x8"], lines: ["goto 4,1,2"]),
    CodeRow(name: "sides", layers: "nn.Conv2d(1, 1, 3, padding=((0, 1), (2, 1)))"),
    CodeRow(
      name: "reflect",
      layers: "nn.Conv2d(1, 1, 3, padding=((0, 2), (1, 0)), padding_mode='reflect')"
    ),
    CodeRow(
      name: "circular", layers: "nn.Conv2d(1, 1, 3, padding=(2, 1), padding_mode='circular')"),
    CodeRow(name: "same-upper", layers: "nn.Conv2d(1, 1, 4, stride=3, padding='same_upper')"),
    CodeRow(
      name: "replicate", layers: "nn.Conv2d(1, 1, 4, padding='same', padding_mode='replicate')"),
    CodeRow(
      name: "transposed",
      layers: "nn.ConvTranspose2d(1, 2, 3, stride=2, padding=1, output_padding=1, dilation=2)"),
    CodeRow(name: "max-ceil", layers: "nn.MaxPool2d(2, ceil_mode=True, return_indices=True)"),
    CodeRow(
      name: "max-sides",
      layers: "nn.MaxPool2d(3, 2, padding=((1, 0), (0, 1)), dilation=2, ceil_mode=True)"),
    CodeRow(name: "max-same-lower", layers: "nn.MaxPool2d(4, 3, padding='same_lower')"),
    CodeRow(
      name: "average-ceil",
      layers: "nn.AvgPool2d(3, 2, 1, ceil_mode=True, count_include_pad=False)"),
    CodeRow(name: "average-sides", layers: "nn.AvgPool2d(3, 2, padding=((1, 0), (0, 1)))"),
    CodeRow(
      name: "average-sides-ceil",
      layers: "nn.AvgPool2d(4, 3, padding=((1, 0), (0, 2)), ceil_mode=True)"),
    CodeRow(
      name: "average-same",
      layers: "nn.AvgPool2d(3, 2, padding='same_upper', count_include_pad=False)"),
    CodeRow(
      name: "average-divisor",
      layers: "nn.AvgPool2d(3, 2, padding=((1, 0), (0, 1)), ceil_mode=True, divisor_override=5)"),
    CodeRow(name: "norm", layers: "nn.LPPool2d(1.5, 3, 2, ceil_mode=True)"),
    CodeRow(name: "adaptive-average", layers: "nn.AdaptiveAvgPool2d((3, 2))"),
    CodeRow(
      name: "adaptive-max", layers: "nn.AdaptiveMaxPool2d((None, 4), return_indices=True)"),
    CodeRow(name: "pad-zero", layers: "nn.ZeroPad2d((1, -2, 0, 1))"),
    CodeRow(name: "pad-constant", layers: "nn.ConstantPad2d(1, -0.3)"),
    CodeRow(name: "pad-circular", layers: "nn.CircularPad2d(2)"),
    CodeRow(
      name: "large", layers: "nn.Conv2d(1, 12, 5)", input: "sample:horse",
      options: ["--resize", "16x12"], lines: ["goto 11,7,11"]),
    CodeRow(name: "edited"),
  ]

  /// The model with numbers typed over the input, a weight and the bias where the row says so.
  func edited() throws -> Model {
    var model = try model()
    guard name == "edited" else { return model }
    for text in ["0.1", "-3e-7"] {
      _ = model.update(.key(.backTab))
      _ = model.update(.key(.down))
      for character in text { _ = model.update(.key(.character(character))) }
      _ = model.update(.key(.enter))
    }
    for character in "b0.25" { _ = model.update(.key(.character(character))) }
    _ = model.update(.key(.enter))
    return model
  }
}

@Test(arguments: CodeRow.all)
func `the PyTorch lines compute in PyTorch what the screen shows`(_ row: CodeRow) throws {
  var model = try row.edited()
  let effect = model.run("code \(row.name).py")
  guard case .save(.code(let code), "\(row.name).py", isReplacing: false)? = effect else {
    Issue.record("\(String(describing: effect))")
    return
  }
  let program = folder.appending(path: "\(row.name).py")
  if ProcessInfo.processInfo.environment["UPDATE_CODE"] == "1" {
    _ = try Export.code(code).write(to: program.path, isReplacing: true)
  }
  // The very lines that were run in PyTorch, and the very arrays.
  #expect(try String(contentsOf: program, encoding: .utf8) == code.text)
  if !code.arrays.isEmpty {
    let arrays = try Data(contentsOf: folder.appending(path: "\(row.name).npz"))
    #expect(try Npz.bytes(of: code.arrays, named: row.name) == [UInt8](arrays))
  }
  #expect(code.lines.allSatisfy { $0.count <= 100 })
  let stored = try JSONDecoder().decode(
    Computed.self, from: Data(contentsOf: folder.appending(path: "\(row.name).json")))
  #expect(stored.torch == "2.15.0")
  #expect(stored.shape == model.stage.output.shape.lengths)
  let elements = try stored.elements.map { try #require(Double($0)) }
  for (ours, theirs) in zip(model.stage.output.elements, elements) {
    #expect(abs(Double(ours) - theirs) <= 1e-5 * max(1, abs(theirs)))
  }
  let printed = try #require(Double(stored.printed))
  #expect(abs(Double(model.step.value) - printed) <= 1e-5 * max(1, abs(printed)))
}
