import SeededRandom

@testable import ConvCore

/// What the kernels must compute, in Double and in the plainest way.
enum Reference {
  /// A sum of products: its value, how many, and the sum of their magnitudes.
  struct Sum {
    var value: Double
    var terms = 0
    var magnitude: Double

    init(_ start: Double) {
      value = start
      magnitude = abs(start)
    }

    mutating func add(_ product: Double) {
      value += product
      terms += 1
      magnitude += abs(product)
    }

    /// The bound that a sum in any order keeps: (n + 2) · 2⁻²⁴ · Σ|products|.
    func admits(_ result: Float) -> Bool {
      guard value.isFinite else {
        return value.isNaN ? result.isNaN : Double(result) == value
      }
      return abs(Double(result) - value) <= Double(terms + 2) * 0x1p-24 * magnitude
    }
  }

  /// The input row or column that a tap reads; nil is padding.
  static func source(_ axis: Axis, _ length: Int, _ output: Int, _ tap: Int) -> Int? {
    let source = output * axis.stride - axis.paddingBefore + tap * axis.dilation
    return source >= 0 && source < length ? source : nil
  }

  /// The taps (tap row, tap column, row, column) that are on data.
  static func taps(
    _ window: Window, _ input: Shape, _ row: Int, _ column: Int
  ) -> [(y: Int, x: Int, row: Int, column: Int)] {
    var taps: [(y: Int, x: Int, row: Int, column: Int)] = []
    for y in 0..<window.rows.kernel {
      guard let inputRow = source(window.rows, input.height, row, y) else { continue }
      for x in 0..<window.columns.kernel {
        guard let inputColumn = source(window.columns, input.width, column, x) else { continue }
        taps.append((y, x, inputRow, inputColumn))
      }
    }
    return taps
  }

  static func convolution(
    _ input: Tensor, _ filter: Tensor, _ bias: [Float]?, _ window: Window, groups: Int,
    image: Int, channel: Int, row: Int, column: Int, filters: Int
  ) -> Sum {
    var sum = Sum(Double(bias?[channel] ?? 0))
    let channels = input.shape.channels / groups
    for tap in taps(window, input.shape, row, column) {
      for c in 0..<channels {
        let source = channel / (filters / groups) * channels + c
        sum.add(
          Double(input[image, source, tap.row, tap.column])
            * Double(filter[channel, c, tap.y, tap.x]))
      }
    }
    return sum
  }

  static func transposed(
    _ input: Tensor, _ filter: Tensor, _ bias: [Float]?, _ window: Window, groups: Int,
    image: Int, channel: Int, row: Int, column: Int, filters: Int
  ) -> Sum {
    var sum = Sum(Double(bias?[channel] ?? 0))
    let channels = input.shape.channels / groups
    let group = channel / (filters / groups)
    for y in 0..<input.shape.height {
      let (tapRow, rowRest) = (row + window.rows.paddingBefore - y * window.rows.stride)
        .quotientAndRemainder(dividingBy: window.rows.dilation)
      guard rowRest == 0, (0..<window.rows.kernel).contains(tapRow) else { continue }
      for x in 0..<input.shape.width {
        let (tapColumn, rest) = (column + window.columns.paddingBefore - x * window.columns.stride)
          .quotientAndRemainder(dividingBy: window.columns.dilation)
        guard rest == 0, (0..<window.columns.kernel).contains(tapColumn) else { continue }
        for c in group * channels..<(group + 1) * channels {
          sum.add(
            Double(input[image, c, y, x])
              * Double(filter[c, channel % (filters / groups), tapRow, tapColumn]))
        }
      }
    }
    return sum
  }
}

/// Random layers and tensors, the same for a seed.
struct Seeded: RandomNumberGenerator {
  private var generator: SplitMix64

  init(_ seed: Int) { generator = SplitMix64(state: UInt64(seed)) }

  mutating func next() -> UInt64 { generator.next() }

  mutating func integer(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func tensor(_ shape: Shape) -> Tensor {
    Tensor(
      shape: shape,
      elements: (0..<shape.count).map { _ in Float.random(in: -1...1, using: &self) })
  }

  /// A tensor with some elements replaced, a tenth of them by the values given.
  mutating func tensor(_ shape: Shape, sprinkledWith values: [Float]) -> Tensor {
    var tensor = tensor(shape)
    for index in tensor.elements.indices where integer(0...9) == 0 {
      tensor.elements[index] = values[integer(0...values.count - 1)]
    }
    return tensor
  }

  /// An axis whose window fits the padded input; dilated, it holds many of its taps on padding.
  mutating func axis(length: Int, dilated: Bool = false) -> Axis {
    guard !dilated else {
      let (kernel, dilation) = (integer(2...4), integer(3...9))
      let padding = max(integer(0...dilation * 2), dilation * (kernel - 1) / 2 + 1)
      return Axis(
        kernel: kernel, stride: integer(1...2), paddingBefore: padding, paddingAfter: padding,
        dilation: dilation)
    }
    let stride = integer(1...4)
    var axis = Axis(
      kernel: integer(0...4) == 0 ? integer(6...9) : integer(1...5),
      stride: integer(0...1) == 0 ? 1 : stride,
      paddingBefore: integer(0...4), paddingAfter: integer(0...4), dilation: integer(1...3))
    if integer(0...9) == 0 { axis.kernel = length + axis.paddingBefore + axis.paddingAfter }
    let padded = length + axis.paddingBefore + axis.paddingAfter
    if axis.extent > padded { axis.dilation = 1 }
    axis.kernel = min(axis.kernel, padded)
    return axis
  }
}

extension Axis {
  func outputs(length: Int) -> Int {
    (length + paddingBefore + paddingAfter - extent) / stride + 1
  }

  func outputsTransposed(length: Int) -> Int {
    (length - 1) * stride - paddingBefore - paddingAfter + extent
  }
}
