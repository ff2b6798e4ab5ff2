import Testing

@testable import ConvCore

/// A layer over a square map, and the length that PyTorch 2.15 gives.
private let sizes: [(layer: String, input: Int, output: Int)] = [
  ("nn.Conv2d(1, 1, 3, stride=2)", 5, 2), ("nn.Conv2d(1, 1, 3, stride=2)", 6, 2),
  ("nn.MaxPool2d(3, 2, padding=1)", 6, 3), ("nn.MaxPool2d(3, 2, padding=1, ceil_mode=True)", 6, 4),
  // Windows that would start in the padding after the input are dropped.
  ("nn.MaxPool2d(2, 2, padding=1, ceil_mode=True)", 5, 3),
  ("nn.MaxPool2d(3, 3, padding=1, ceil_mode=True)", 5, 2),
  ("nn.MaxPool2d(1, 2, ceil_mode=True)", 6, 3),
  ("nn.Conv2d(1, 1, 4, padding='same', dilation=3)", 7, 7),
  ("nn.Conv2d(1, 1, 7, stride=2, padding='same_upper')", 224, 112),
  ("nn.ConvTranspose2d(1, 1, 3, stride=2)", 4, 9),
  ("nn.ConvTranspose2d(1, 1, 4, stride=2, padding=1)", 4, 8),
  ("nn.ConvTranspose2d(1, 1, 3, stride=3, padding=1, output_padding=2, dilation=2)", 4, 14),
]

@Test(arguments: sizes.indices)
func `outputs are as long as PyTorch's`(_ index: Int) throws {
  let (layer, input, output) = sizes[index]
  let reading = try Notation.operation(layer).reading(
    of: Shape(channels: 1, height: input, width: input))
  #expect(reading.output.height == output && reading.output.width == output, "\(layer)")
}

@Test func `a stride that does not fit leaves the last row and column unread`() throws {
  let convolution = try Notation.operation("nn.Conv2d(1, 1, 3, stride=2)")
  let reading = try convolution.reading(of: Shape(channels: 1, height: 6, width: 6))
  #expect(Cost(of: convolution, reading: reading).unreadInputs == 11)
}

@Test(arguments: [(224, 7, 2, 2, 3), (224, 3, 2, 0, 1), (225, 3, 2, 1, 1), (10, 4, 1, 1, 2)])
func `SAME pads as TensorFlow does`(
  _ input: Int, kernel: Int, stride: Int, before: Int, after: Int
) {
  let upper = Padding.sameUpper.resolved(
    rows: true, input: input, kernel: kernel, stride: stride, dilation: 1)
  let lower = Padding.sameLower.resolved(
    rows: true, input: input, kernel: kernel, stride: stride, dilation: 1)
  #expect(upper == (before, after))
  #expect(lower == (after, before))
}

@Test(arguments: [
  (7, 3, [0..<3, 2..<5, 4..<7]), (10, 4, [0..<3, 2..<5, 5..<8, 7..<10]),
  (32, 3, [0..<11, 10..<22, 21..<32]), (2, 5, [0..<1, 0..<1, 0..<2, 1..<2, 1..<2]),
])
func `adaptive bins overlap and differ`(_ input: Int, output: Int, bins: [Range<Int>]) {
  let axis = AxisReading(rule: .bins, input: input, output: output)
  #expect((0..<output).map { axis.bin(at: $0) } == bins)
}
