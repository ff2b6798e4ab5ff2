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
