import Testing

@testable import ConvCore

// Random layers that must compute the same in two ways. Weights and inputs lie in −1…1, and sums
// have fewer than 200 terms: 1e-5 is more than their rounding.

extension Tensor {
  /// Element by element equal but for rounding.
  func agrees(with other: Tensor) -> Bool {
    shape == other.shape
      && zip(elements, other.elements).allSatisfy { $0.agrees(with: $1, within: 1e-5) }
  }

  /// Another tensor of a shape, element by element.
  static func make(_ shape: Shape, _ element: (Int, Int, Int, Int) -> Float) -> Tensor {
    var made = Tensor(shape: shape, repeating: 0)
    for n in 0..<shape.batch {
      for c in 0..<shape.channels {
        for y in 0..<shape.height {
          for x in 0..<shape.width { made[n, c, y, x] = element(n, c, y, x) }
        }
      }
    }
    return made
  }
}

/// The output of an operator with given parameters.
private func output(
  _ operation: some Operator, _ weight: Tensor? = nil, bias: [Float]? = nil, of input: Tensor
) throws -> Tensor {
  try Layer(
    name: "", operation: operation, parameters: Parameters(weight: weight, bias: bias)
  ).output(for: input, limit: .standard)
}

extension Seeded {
  /// A convolution of random settings without a bias, and its weight.
  fileprivate mutating func convolution(
    channels: Int, groups: Int = 1, padding: ClosedRange<Int> = 0...3
  ) -> (Convolution, Tensor) {
    var convolution = Convolution()
    convolution.inputChannels = channels
    convolution.groups = groups
    convolution.outputChannels = groups * integer(1...3)
    convolution.kernel = pair(1...4)
    convolution.stride = pair(1...3)
    convolution.padding = .pair(pair(padding))
    convolution.dilation = pair(1...3)
    convolution.hasBias = false
    let shape = Shape(
      batch: convolution.outputChannels, channels: channels / groups,
      height: convolution.kernel.rows, width: convolution.kernel.columns)
    return (convolution, tensor(shape))
  }

  fileprivate mutating func input(channels: Int) -> Tensor {
    tensor(
      Shape(
        batch: integer(1...2), channels: channels, height: integer(10...14),
        width: integer(10...14)))
  }
}

@Test(arguments: 0..<30)
func `a dilated kernel is one with zeros between its taps`(seed: Int) throws {
  var random = Seeded(seed)
  let (dilated, weight) = random.convolution(channels: 2)
  var inflated = dilated
  let (rate, kernel) = (dilated.dilation, dilated.kernel)
  inflated.dilation = Pair(1)
  inflated.kernel = Pair(
    rate.rows * (kernel.rows - 1) + 1, rate.columns * (kernel.columns - 1) + 1)
  let shape = Shape(
    batch: weight.shape.batch, channels: 2, height: inflated.kernel.rows,
    width: inflated.kernel.columns)
  let zeros = Tensor.make(shape) { m, c, y, x in
    y % rate.rows == 0 && x % rate.columns == 0
      ? weight[m, c, y / rate.rows, x / rate.columns] : 0
  }
  let input = random.input(channels: 2)
  #expect(try output(dilated, weight, of: input).agrees(with: output(inflated, zeros, of: input)))
}

@Test(arguments: 0..<30)
func `each group convolves its own channels`(seed: Int) throws {
  var random = Seeded(seed)
  let groups = random.integer(2...4)
  let size = seed % 2 == 0 ? 1 : 2
  let (grouped, weight) = random.convolution(channels: groups * size, groups: groups)
  let input = random.input(channels: groups * size)
  let whole = try output(grouped, weight, of: input)
  let share = grouped.outputChannels / groups
  for group in 0..<groups {
    var one = grouped
    (one.groups, one.inputChannels, one.outputChannels) = (1, size, share)
    var shape = weight.shape
    shape.batch = share
    let part = Tensor.make(shape) { weight[group * share + $0, $1, $2, $3] }
    var channels = input.shape
    channels.channels = size
    let slice = Tensor.make(channels) { input[$0, group * size + $1, $2, $3] }
    var outputs = whole.shape
    outputs.channels = share
    let expected = Tensor.make(outputs) { whole[$0, group * share + $1, $2, $3] }
    #expect(try output(one, part, of: slice).agrees(with: expected), "group \(group)")
  }
}

@Test(arguments: 0..<20)
func `a separable convolution is the product of its two stages`(seed: Int) throws {
  var random = Seeded(seed)
  let channels = random.integer(2...4)
  var (depthwise, spatial) = random.convolution(channels: channels, groups: channels)
  depthwise.outputChannels = channels
  spatial = random.tensor(
    Shape(
      batch: channels, channels: 1, height: depthwise.kernel.rows,
      width: depthwise.kernel.columns))
  var pointwise = Convolution()
  (pointwise.inputChannels, pointwise.outputChannels) = (channels, 3)
  let mixing = random.tensor(Shape(batch: 3, channels: channels, height: 1, width: 1))
  var full = depthwise
  (full.groups, full.outputChannels) = (1, 3)
  let shape = Shape(
    batch: 3, channels: channels, height: full.kernel.rows, width: full.kernel.columns)
  let product = Tensor.make(shape) { mixing[$0, $1, 0, 0] * spatial[$1, 0, $2, $3] }
  let input = random.input(channels: channels)
  let middle = try output(depthwise, spatial, of: input)
  #expect(
    try output(pointwise, mixing, of: middle).agrees(with: output(full, product, of: input)))
}

@Test(arguments: 0..<20)
func `global pooling is adaptive pooling to 1 and a kernel of the whole map`(seed: Int) throws {
  var random = Seeded(seed)
  let input = random.input(channels: 2)
  let map = Pair(input.shape.height, input.shape.width)
  var (average, maximum) = (AveragePooling(), MaxPooling())
  (average.kernel, maximum.kernel) = (map, map)
  #expect(
    try output(AdaptiveAveragePooling(), of: input).agrees(with: output(average, of: input)))
  #expect(try output(AdaptiveMaxPooling(), of: input) == output(maximum, of: input))
}

@Test(arguments: 0..<40)
func `a transposed convolution is the adjoint`(seed: Int) throws {
  var random = Seeded(seed)
  let groups = random.integer(1...2)
  let (forward, weight) = random.convolution(channels: 2 * groups, groups: groups, padding: 0...1)
  let x = random.input(channels: 2 * groups)
  let ax = try output(forward, weight, of: x)
  guard case .pair(let padding) = forward.padding else { return }
  /// What the stride left unread at the end.
  func rest(_ length: Int, _ padding: Int, _ dilation: Int, _ kernel: Int, _ stride: Int) -> Int {
    (length + 2 * padding - dilation * (kernel - 1) - 1) % stride
  }
  var back = TransposedConvolution()
  (back.inputChannels, back.outputChannels) = (forward.outputChannels, forward.inputChannels)
  (back.kernel, back.stride, back.padding) = (forward.kernel, forward.stride, padding)
  (back.dilation, back.groups, back.hasBias) = (forward.dilation, groups, false)
  back.outputPadding = Pair(
    rest(
      x.shape.height, padding.rows, back.dilation.rows, back.kernel.rows, back.stride.rows),
    rest(
      x.shape.width, padding.columns, back.dilation.columns, back.kernel.columns,
      back.stride.columns))
  let y = random.tensor(ax.shape)
  let aty = try output(back, weight, of: y)
  try #require(aty.shape == x.shape)
  func dot(_ a: Tensor, _ b: Tensor) -> Double {
    zip(a.elements, b.elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
  #expect(abs(dot(ax, y) - dot(x, aty)) < 1e-4)
}

@Test(arguments: PaddingMode.allCases, 0..<8)
func `a convolution's padding is a padding layer before it`(
  _ mode: PaddingMode, seed: Int
) throws {
  var random = Seeded(seed)
  var (padded, weight) = random.convolution(channels: 2)
  let sides = random.sides(0...3)
  padded.padding = .sides(sides)
  padded.paddingMode = mode
  var plain = padded
  plain.padding = .none
  let input = random.input(channels: 2)
  let around: Tensor
  switch mode {
  case .zeros: around = try pad(ZeroPadding(), sides, input)
  case .reflect: around = try pad(ReflectionPadding(), sides, input)
  case .replicate: around = try pad(ReplicationPadding(), sides, input)
  case .circular: around = try pad(CircularPadding(), sides, input)
  }
  #expect(try output(padded, weight, of: input).agrees(with: output(plain, weight, of: around)))
}

private func pad(_ layer: some PaddingLayer, _ sides: Sides, _ input: Tensor) throws -> Tensor {
  var layer = layer
  layer.padding = sides
  return try output(layer, of: input)
}

// DeepLab (Chen et al., arXiv:1606.00915, figure 3), on 32 × 32 whole numbers, so that sums are exact.

/// Kernel 7 of whole numbers at a rate.
private func atrous(rate: Int) -> (Convolution, Tensor) {
  var convolution = Convolution()
  convolution.kernel = Pair(7)
  convolution.dilation = Pair(rate)
  convolution.padding = .pair(Pair(3 * rate))
  convolution.hasBias = false
  let shape = Shape(channels: 1, height: 7, width: 7)
  return (convolution, Tensor.make(shape) { _, _, y, x in Float((y - 3) * (4 - abs(x - 3))) })
}

private let image = Tensor.make(Shape(channels: 1, height: 32, width: 32)) { _, _, y, x in
  Float((y * 37 + x * 11) % 64)
}

/// Every second row and column, from one of the four phases on.
private func phase(_ tensor: Tensor, _ row: Int, _ column: Int) -> Tensor {
  let shape = Shape(channels: 1, height: 16, width: 16)
  return Tensor.make(shape) { _, _, y, x in tensor[0, 0, 2 * y + row, 2 * x + column] }
}

@Test func `dense features interleave those of the four phases`() throws {
  let (dense, weight) = atrous(rate: 2)
  let (sparse, _) = atrous(rate: 1)
  let whole = try output(dense, weight, of: image)
  #expect(whole.shape == image.shape)
  for row in 0...1 {
    for column in 0...1 {
      let part = try output(sparse, weight, of: phase(image, row, column))
      #expect(part == phase(whole, row, column), "phase \(row), \(column)")
    }
  }
}

@Test func `sparse features cost a quarter with the same 49 weights`() throws {
  let (dense, _) = atrous(rate: 2)
  let (sparse, _) = atrous(rate: 1)
  let whole = Cost(of: dense, reading: try dense.reading(of: image.shape))
  let part = Cost(
    of: sparse, reading: try sparse.reading(of: Shape(channels: 1, height: 16, width: 16)))
  #expect(part.macs == 12_544 && whole.macs == 50_176)
  #expect(part.parameters == 49 && whole.parameters == 49)
}
