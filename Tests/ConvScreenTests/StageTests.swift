import ConvCore
import Testing

@testable import ConvScreen

/// A stage of one layer over a plane of small numbers.
private func stage(_ layer: String, height: Int, width: Int) throws -> Stage {
  let layer = try Notation.network(layer).layers[0]
  let shape = Shape(channels: 1, height: height, width: width)
  let input = Tensor(shape: shape, elements: (0..<shape.count).map { Float($0 % 23) })
  var filled = layer
  filled.parameters = .integers(layer.operation.parameterShape)
  let trace = try Trace(of: filled, over: input)
  let line = Report.Line(layer: layer, reading: trace.reading, field: nil)
  return Stage(trace, line: line, before: nil, output: nil, old: nil)
}

@Test(arguments: [
  "nn.Conv2d(1, 3, 3, padding=1)", "nn.MaxPool2d(2)", "nn.AvgPool2d(3, 1, 1)",
  "nn.AdaptiveAvgPool2d(20)", "nn.ConvTranspose2d(1, 2, 3, stride=2)", "nn.LPPool2d(2, 2)",
  "nn.ReflectionPad2d(2)",
])
func `the rows around the window are filled first, and all of them in the end`(
  _ layer: String
) throws {
  var stage = try stage(layer, height: 60, width: 9)
  let height = stage.output.shape.height
  for row in [height / 2, 0, height - 1] {
    stage.fill(work: 250, around: row)
    if row == height / 2 { #expect(stage.filled.contains(row)) }
    #expect(stage.filled.count < height)
  }
  while !stage.isFilled { stage.fill(work: 2000, around: 0) }
  let whole = try stage.trace.layer.output(for: stage.trace.input, limit: .standard)
  #expect(stage.output == whole)
  #expect(stage.outputRange == ValueRange(whole))
}
