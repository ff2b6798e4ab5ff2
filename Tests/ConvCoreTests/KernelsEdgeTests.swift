import Testing

@testable import ConvCore

private func square(_ kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1) -> Window {
  let axis = Axis(
    kernel: kernel, stride: stride, paddingBefore: padding, paddingAfter: padding,
    dilation: dilation)
  return Window(rows: axis, columns: axis)
}

private func map(_ side: Int, _ elements: [Float]) -> Tensor {
  Tensor(shape: Shape(channels: 1, height: side, width: side), elements: elements)
}

private let sixteen = map(4, (1...16).map(Float.init))

@Test func `an infinite weight makes no number of padding, as 0 · ∞ is none`() {
  var output = Tensor(shape: Shape(channels: 1, height: 2, width: 2), repeating: 0)
  Kernels.convolve(
    map(2, [1, 2, 3, 4]), filter: map(3, [.infinity, 0, 0, 0, 1, 0, 0, 0, 0]), bias: nil,
    window: square(3, padding: 1), groups: 1, into: &output, threads: 1)
  #expect(output.elements[..<3].allSatisfy { $0.isNaN })
  #expect(output.elements[3] == .infinity)
}

@Test func `rows of taps on padding are not left out under an infinite weight`() {
  let filter = Tensor(
    shape: Shape(batch: 8, channels: 1, height: 3, width: 3),
    elements: (0..<72).map { $0 == 0 ? .infinity : 0.5 })
  let input = Tensor(shape: Shape(channels: 1, height: 40, width: 40), repeating: 1)
  var output = Tensor(shape: Shape(channels: 8, height: 40, width: 40), repeating: 0)
  Kernels.convolve(
    input, filter: filter, bias: nil, window: square(3, padding: 20, dilation: 20), groups: 1,
    into: &output, threads: 1)
  #expect(output[0, 0, 0, 25].isNaN)
  #expect(output[0, 0, 25, 25] == .infinity)
  #expect(output[0, 1, 0, 0] == 2)
}

@Test func `an infinite weight of a transposed convolution adds only where it is a tap`() {
  var output = Tensor(shape: Shape(channels: 1, height: 1, width: 4), repeating: 0)
  let window = Window(rows: Axis(kernel: 1), columns: Axis(kernel: 3))
  Kernels.convolveTransposed(
    Tensor(shape: Shape(channels: 1, height: 1, width: 2), elements: [1, 2]),
    filter: Tensor(shape: Shape(channels: 1, height: 1, width: 3), elements: [.infinity, 3, 4]),
    bias: nil, window: window, groups: 1, into: &output, threads: 1)
  #expect(output.elements == [.infinity, .infinity, 10, 8])
}

@Test func `an empty batch gives an empty output`() {
  let empty = Shape(batch: 0, channels: 1, height: 4, width: 4)
  var output = Tensor(shape: empty, elements: [])
  var indices: [Int64] = []
  Kernels.convolve(
    output, filter: map(1, [2]), bias: nil, window: square(1), groups: 1, into: &output,
    threads: 2)
  Kernels.poolMaximum(
    output, window: square(1), into: &output, indices: &indices, threads: 2)
  Kernels.poolBinsAverage(
    output, rowBins: [0..<1, 1..<2, 2..<3, 3..<4], columnBins: [0..<1, 1..<2, 2..<3, 3..<4],
    into: &output, rows: 0..<4, threads: 2)
  #expect(output.elements.isEmpty)
}

@Test func `a stride far beyond the input leaves one output`() {
  var output = Tensor(shape: Shape(channels: 1, height: 1, width: 1), repeating: 0)
  let window = square(2, stride: 2_000_000_000, padding: 1, dilation: 4)
  Kernels.convolve(
    sixteen, filter: map(2, [1, 2, 3, 4]), bias: [0.5], window: window, groups: 1, into: &output,
    threads: 1)
  #expect(output.elements == [64.5])
  Kernels.poolMaximum(sixteen, window: window, into: &output, rows: 0..<1, threads: 1)
  #expect(output.elements == [16])
}

@Test func `padding may exceed the kernel`() {
  var output = Tensor(shape: Shape(channels: 1, height: 11, width: 11), repeating: .nan)
  Kernels.convolve(
    map(1, [5]), filter: map(2, [1, 2, 3, 4]), bias: [1], window: square(2, padding: 5000),
    groups: 1, into: &output, threads: 1)
  #expect(output.elements.allSatisfy { $0 == 1 })
}

@Test func `the taps of a transposed convolution overlap unevenly`() {
  let ones = Tensor(shape: Shape(channels: 1, height: 1, width: 4), repeating: 1)
  let filter = Tensor(shape: Shape(channels: 1, height: 1, width: 3), repeating: 1)
  let window = Window(rows: Axis(kernel: 1), columns: Axis(kernel: 3, stride: 2))
  var output = Tensor(shape: Shape(channels: 1, height: 1, width: 9), repeating: 0)
  Kernels.convolveTransposed(
    ones, filter: filter, bias: nil, window: window, groups: 1, into: &output, threads: 1)
  #expect(output.elements == [1, 1, 2, 1, 2, 1, 2, 1, 1])
}

@Test func `correlation does not flip the filter`() {
  var output = Tensor(shape: Shape(channels: 1, height: 3, width: 3), repeating: 0)
  Kernels.convolve(
    sixteen, filter: map(2, [1, 2, 3, 4]), bias: nil, window: square(2), groups: 1, into: &output,
    threads: 1)
  #expect(output.elements[..<3] == [44, 54, 64])
}
