import ArgumentParser
import ConvCore

/// How one step and a whole map grow with the picture: a step must not, a map as its elements do.
struct Growth: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "growth",
    abstract: "Time one step and the whole map over RGB pictures of growing size.")

  @Option(help: "The heights of the pictures; they are 4:3.")
  var heights = [96, 375, 750, 1500, 3000]

  @Option(help: "The layer.")
  var layer = "nn.Conv2d(3, 8, 3, padding=1)"

  func run() throws {
    print("\(layer), medians\n\n| picture | a step, µs | the map, ms | ns an element |")
    print("| ---: | ---: | ---: | ---: |")
    for height in heights {
      let row = try Growth.row(of: layer, height: height)
      print("| \(height * 4 / 3)×\(height) | " + row.joined(separator: " | ") + " |")
    }
  }

  private static func row(of text: String, height: Int) throws -> [String] {
    let shape = Shape(channels: 3, height: height, width: height * 4 / 3)
    let picture = Tensor(shape: shape, elements: (0..<shape.count).map { Float($0 % 251) / 250 })
    var layer = try Notation.network(text).layers[0]
    layer.parameters = .integers(layer.operation.parameterShape)
    let trace = try Trace(of: layer, over: picture)
    var sum: Float = 0
    let step = median(of: 200) { time in sum += trace[time * 7919 % trace.count].value }
    let map = try median(of: 5) { _ in
      sum += try layer.output(for: picture, limit: .standard).elements[0]
    }
    let elements = Double(trace.count)
    precondition(!sum.isNaN, "a result that nobody looks at need not be computed")
    return [
      decimal(step * 1e6, 1), decimal(map * 1e3, 2), decimal(map * 1e9 / elements, 2),
    ]
  }

  /// The median of the seconds that some work takes.
  private static func median(
    of times: Int, _ work: (Int) throws -> Void
  ) rethrows -> Double {
    let clock = ContinuousClock()
    let seconds = try (0..<times).map { time -> Double in
      let duration = try clock.measure { try work(time) }
      return Double(duration.components.attoseconds) / 1e18 + Double(duration.components.seconds)
    }.sorted()
    return seconds[times / 2]
  }

  private static func decimal(_ number: Double, _ digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    return "\((number * scale).rounded() / scale)"
  }
}
