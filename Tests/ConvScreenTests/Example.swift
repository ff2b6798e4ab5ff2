import ConvCore
import Testing

@testable import ConvScreen

/// Models to test on, and what is typed at them.
extension Model {
  /// The layers with whole numbers as weights, on a 7×7 ramp from 0 to 48 in every channel.
  static func example(
    _ layers: String = "nn.Conv2d(1, 1, 3)", channels: Int = 1,
    size: Size = Size(columns: 80, rows: 24)
  ) throws -> Model {
    let network = try Notation.network(layers)
    let shape = Shape(channels: channels, height: 7, width: 7)
    let input = Tensor(shape: shape, elements: (0..<shape.count).map { Float($0 % 49) })
    let strata = network.layers.map {
      Stratum(name: $0.name, operation: $0.operation, weights: .integers)
    }
    return try Model(
      size: size, setup: Setup(inputName: "ramp", input: input, strata: strata),
      options: example)
  }

  private static var example: Options {
    var options = Options(
      samples: ["digit", "grid"],
      kernels: [
        KernelChoice(name: "sobel-x", rows: [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
        KernelChoice(name: "blur", rows: [[1, 1], [1, 1]]),
      ])
    options.lessons = LessonShelf(names: ["atrous", "stride"]) { name in
      Lesson(name: name, steps: [Lesson.Step()])
    }
    return options
  }

  /// Presses keys named as tmux names them, between blanks.
  mutating func press(keys names: String) throws {
    for name in names.split(separator: " ") {
      _ = update(.key(try #require(Key(named: String(name)))))
    }
  }

  /// Types a text, character by character.
  @discardableResult
  mutating func type(_ text: String) -> Effect? {
    var effect: Effect?
    for character in text { effect = update(.key(.character(character))) }
    return effect
  }

  /// The notation of the layer that is stepped.
  var notation: String { stratum.operation.notation(short: true) }

  /// The last lines of the screen, without blanks at their ends.
  func lastLines(_ count: Int) -> [String] {
    frame().text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().suffix(count)
      .map(String.init)
  }
}
