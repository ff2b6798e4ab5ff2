/// One element of an image: channel, row, column, each from 0.
public struct Position: Hashable, Sendable {
  public var channel: Int
  public var row: Int
  public var column: Int

  public init(channel: Int, row: Int, column: Int) {
    self.channel = channel
    self.row = row
    self.column = column
  }
}

/// One value that an output element reads.
public struct Tap: Hashable, Sendable {
  /// The input channel, and the row and column counted from the first element (padding lies outside).
  public let place: Position
  /// The element whose value is read: the place itself, the one its padding repeats, or nil.
  public let source: Position?
  /// The row and column in the kernel.
  public let kernel: Pair
  public let input: Float
  /// The weight, or nil where the operator has none.
  public let weight: Float?

  /// Nothing stands at the place itself: the value is the operator's own, or repeats an element.
  public var isPadding: Bool { source != place }

  /// Input × weight, or the input where there is no weight.
  public var product: Float { weight.map { $0 * input } ?? input }
}

/// How taps become a value.
public enum Reduction: Hashable, Sendable {
  /// Σ input × weight, over all channels of the group, + bias.
  case sum(bias: Float?)
  case maximum
  /// Σ input / divisor.
  case mean(divisor: Int)
  /// (Σ inputᵖ / divisor · scale)^(1/p), PyTorch's `LPPool2d`; p = ±∞ is the largest or smallest |input|.
  case norm(power: Float, divisor: Int, scale: Int)
  case copy
  /// max(input, 0).
  case rectified
}

/// One output element: the taps that were read and how they became a value.
public struct Step: Hashable, Sendable {
  public let output: Position
  /// Channel by channel, row by row of the kernel.
  public let taps: [Tap]
  public let reduction: Reduction

  /// The value, from nothing but the taps and the reduction; sums in Double, then rounded.
  public var value: Float { value(after: taps.count) }

  /// The value when only the first `count` taps were read; a bias counts from the start.
  public func value(after count: Int) -> Float {
    let read = taps.prefix(count)
    switch reduction {
    case .sum(let bias):
      return Float(Step.sum(read.lazy.map(\.exactProduct)) + Double(bias ?? 0))
    case .maximum:
      return winner(after: count).map { taps[$0].input } ?? -.infinity
    case .mean(let divisor):
      // The sum is rounded before it is divided: what overflows Float32 stays infinite.
      return Float(Step.sum(read.lazy.map { Double($0.input) })) / Float(divisor)
    case .norm(let power, let divisor, let scale):
      return Step.norm(read.map(\.input), power: power, divisor: divisor, scale: scale)
    case .copy:
      return read.first?.input ?? 0
    case .rectified:
      return read.first.map { $0.input < 0 ? 0 : $0.input } ?? 0
    }
  }

  /// The sum over the taps of each input channel, in order; the bias is not in them.
  public var channelSums: [(channel: Int, sum: Float)] {
    var sums: [(channel: Int, sum: Double)] = []
    for tap in taps {
      if sums.last?.channel != tap.place.channel { sums.append((tap.place.channel, 0)) }
      sums[sums.count - 1].sum += tap.exactProduct
    }
    return sums.map { ($0.channel, Float($0.sum)) }
  }

  /// The index of the tap that a maximum takes; nil for other reductions and windows without data.
  public var winner: Int? { winner(after: taps.count) }

  /// The winner among the first `count` taps: the first maximum, unless a NaN comes; then the last NaN.
  public func winner(after count: Int) -> Int? {
    guard reduction == .maximum else { return nil }
    var winner: Int?
    for (index, tap) in taps.prefix(count).enumerated() where tap.source != nil {
      guard let best = winner else {
        winner = index
        continue
      }
      if tap.input > taps[best].input || tap.input.isNaN { winner = index }
    }
    return winner
  }

  /// Taps that read an element at its own place.
  public var tapsOnData: Int { taps.count { !$0.isPadding } }

  private static func sum(_ terms: some Sequence<Double>) -> Double { terms.reduce(0, +) }
}

extension Tap {
  /// The product before any rounding: 24-bit factors fit a Double exactly.
  fileprivate var exactProduct: Double { Double(input) * Double(weight ?? 1) }
}
