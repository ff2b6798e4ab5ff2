import ConvCore
import Foundation
import Testing

@testable import ConvScreen
@testable import convscope

/// One element of a layer over the astronaut, as PyTorch computed it.
struct PhotoStep: Decodable, CustomTestStringConvertible {
  let layers: String
  let at: [Int]
  let value: Float

  var testDescription: String { "\(layers) at \(at)" }

  private struct File: Decodable {
    let pytorch: String
    let cases: [PhotoStep]
  }

  /// From `Fixtures/photo_steps.json`.
  static let all: [PhotoStep] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/photo_steps.json")
    return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: file)).cases) ?? []
  }()

  func isClose(_ other: Float) -> Bool {
    abs(other - value) <= 1e-5 * max(1, abs(value))
  }
}

/// What `step --json` prints, as far as it matters here.
private struct Printed: Decodable {
  struct Output: Decodable {
    let position: [Int]
    let value: Float
  }
  let output: Output
}

@Test func `there are steps of a photo to compare`() { #expect(PhotoStep.all.count == 40) }

@Test(arguments: PhotoStep.all)
func `the JSON of a step and the screen show what PyTorch computes`(_ expected: PhotoStep) throws {
  let arguments = [expected.layers, "--input", "sample:astronaut"]
  let place = expected.at.map(String.init).joined(separator: ",")
  let command = try StepCommand.parse(arguments + ["--at", place, "--json"])
  let printed = try JSONDecoder().decode(Printed.self, from: Data(try command.text().utf8))
  #expect(printed.output.position == expected.at)
  #expect(expected.isClose(printed.output.value))

  var model = try ExploreOptions.parse(arguments).model(
    size: Size(columns: 160, rows: 48), isDark: true)
  model.go(to: Position(channel: expected.at[0], row: expected.at[1], column: expected.at[2]))
  #expect(model.step.value == printed.output.value)
  let headline = model.frame().text.split(separator: "\n").first { $0.contains(" out[") }
  let line = try #require(headline)
  #expect(line.contains("out[\(expected.at.map(String.init).joined(separator: ", "))]"))
  #expect(line.contains(" = \(NumberFormat.exact(printed.output.value))"))
}

@Test(arguments: [
  ("nn.Conv2d(3, 64, 7, stride=2, padding=3)", "sample:rgb"),
  ("nn.Conv2d(1, 1, 3)", "sample:digit"), ("nn.MaxPool2d(9)", "sample:camera"),
  ("nn.Conv2d(3, 2, 31)", "sample:astronaut"),
])
func `layers without an input open on the first sample that they take`(
  _ layers: String, _ input: String
) throws {
  let model = try ExploreOptions.parse([layers]).model(
    size: Size(columns: 80, rows: 24), isDark: true)
  #expect(model.setup.inputName == input)
}

@Test(arguments: [
  ("nn.Conv2d(1, 1, 3)", "Σ input × weight + bias -1"), ("nn.AvgPool2d(3)", "Σ input / 9"),
  ("nn.LPPool2d(2, 3)", "(Σ input^2)^(1/2)"), ("nn.MaxPool2d(3)", "max input"),
  ("nn.ReLU()", "max(input, 0)"),
])
func `a step says how its taps become the value`(_ layers: String, _ formula: String) throws {
  let command = try StepCommand.parse([layers, "--input", "sample:digit", "--at", "0,1,1"])
  let line = try #require(try command.text().split(separator: "\n").last)
  #expect(line.hasPrefix("out[0, 1, 1] = \(formula) = "))
}
