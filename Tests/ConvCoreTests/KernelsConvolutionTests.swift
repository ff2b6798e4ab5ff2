import Testing

@testable import ConvCore

/// A convolution of random shape and values, and a random part of its output.
struct RandomConvolution: CustomTestStringConvertible {
  let seed: Int
  let groups: Int
  let window: Window
  let input, filter: Tensor
  let bias: [Float]?
  let output: Shape
  let channels, rows: Range<Int>
  let threads: Int

  init(seed: Int, transposed: Bool, dilated: Bool = false, values: [Float] = [0]) {
    var random = Seeded(seed)
    self.seed = seed
    let wide = seed % 8 == 0
    groups = random.integer(1...3)
    let channels = random.integer(0...3) == 0 ? random.integer(20...40) : random.integer(1...5)
    let many = dilated || random.integer(0...3) == 0
    let filters = many ? random.integer(5...17) : random.integer(1...4)
    let shape = Shape(
      batch: random.integer(1...2), channels: groups * channels, height: random.integer(1...13),
      width: random.integer(wide ? 30...70 : 1...19))
    window = Window(
      rows: random.axis(length: shape.height, dilated: dilated),
      columns: random.axis(length: shape.width, dilated: dilated))
    let kernel = (window.rows.kernel, window.columns.kernel)
    input = random.tensor(shape, sprinkledWith: values)
    filter = random.tensor(
      transposed
        ? Shape(batch: groups * channels, channels: filters, height: kernel.0, width: kernel.1)
        : Shape(batch: groups * filters, channels: channels, height: kernel.0, width: kernel.1),
      sprinkledWith: [0])
    bias =
      seed % 3 == 0
      ? nil : random.tensor(Shape(channels: groups * filters, height: 1, width: 1)).elements
    let lengths =
      transposed
      ? [
        window.rows.outputsTransposed(length: shape.height),
        window.columns.outputsTransposed(length: shape.width),
      ]
      : [
        window.rows.outputs(length: shape.height), window.columns.outputs(length: shape.width),
      ]
    output = Shape(
      batch: shape.batch, channels: groups * filters, height: max(0, lengths[0]),
      width: max(0, lengths[1]))
    self.channels = random.part(output.channels)
    self.rows = random.part(output.height)
    threads = random.integer(1...3)
  }

  var testDescription: String { "seed \(seed): \(input.shape) \(filter.shape) \(window)" }
}

extension Seeded {
  /// All of 0 ..< count, or a part of it.
  mutating func part(_ count: Int) -> Range<Int> {
    guard integer(0...1) == 0 else { return 0..<count }
    let first = integer(0...count)
    return first..<integer(first...count)
  }
}

typealias Fast = @Sendable (RandomConvolution, inout Tensor) -> Void
typealias Exact =
  @Sendable (RandomConvolution, _ image: Int, _ channel: Int, _ row: Int, _ column: Int)
  -> Reference.Sum

let convolve: Fast = { random, output in
  Kernels.convolve(
    random.input, filter: random.filter, bias: random.bias, window: random.window,
    groups: random.groups, into: &output, channels: random.channels, rows: random.rows,
    threads: random.threads)
}

let convolveTransposed: Fast = { random, output in
  Kernels.convolveTransposed(
    random.input, filter: random.filter, bias: random.bias, window: random.window,
    groups: random.groups, into: &output, channels: random.channels, rows: random.rows,
    threads: random.threads)
}

let convolution: Exact = { random, image, channel, row, column in
  Reference.convolution(
    random.input, random.filter, random.bias, random.window, groups: random.groups,
    image: image, channel: channel, row: row, column: column, filters: random.output.channels)
}

let transposedConvolution: Exact = { random, image, channel, row, column in
  Reference.transposed(
    random.input, random.filter, random.bias, random.window, groups: random.groups,
    image: image, channel: channel, row: row, column: column, filters: random.output.channels)
}

/// The part is within the bound, the rest untouched.
func expectAgreement(_ random: RandomConvolution, _ fast: Fast, _ exact: Exact) {
  let untouched: Float = 1e30
  var output = Tensor(shape: random.output, repeating: untouched)
  fast(random, &output)
  var wrong: [String] = []
  for image in 0..<random.output.batch {
    for channel in 0..<random.output.channels {
      for row in 0..<random.output.height {
        let part = random.channels.contains(channel) && random.rows.contains(row)
        for column in 0..<random.output.width {
          let value = output[image, channel, row, column]
          let agrees =
            part
            ? exact(random, image, channel, row, column).admits(value) : value == untouched
          if !agrees { wrong.append("\(value) at \(image) \(channel) \(row) \(column)") }
        }
      }
    }
  }
  #expect(wrong.isEmpty, "\(wrong.count) wrong, such as \(wrong.first ?? "")")
}

@Test(arguments: (0..<160).map { RandomConvolution(seed: $0, transposed: false) })
func `the fast convolution stays within the rounding bound`(_ random: RandomConvolution) {
  expectAgreement(random, convolve, convolution)
}

@Test(arguments: (0..<60).map { RandomConvolution(seed: $0, transposed: false, dilated: true) })
func `taps on padding may be left out under large dilation`(_ random: RandomConvolution) {
  expectAgreement(random, convolve, convolution)
}

@Test(arguments: (0..<80).map { RandomConvolution(seed: $0, transposed: true) })
func `the fast transposed convolution stays within the bound`(_ random: RandomConvolution) {
  expectAgreement(random, convolveTransposed, transposedConvolution)
}

@Test(
  arguments: (0..<40).map {
    RandomConvolution(seed: $0, transposed: false, values: [.nan, .infinity, -.infinity])
  })
func `NaN and infinities spread through taps on data only`(_ random: RandomConvolution) {
  expectAgreement(random, convolve, convolution)
}
