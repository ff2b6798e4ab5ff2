/// What a convolution or pool puts around its input.
public enum Padding: Hashable, Sendable {
  /// The same number before and after, for rows and for columns.
  case pair(Pair)
  /// Each of the four sides by itself.
  case sides(Sides)
  /// PyTorch's `'same'`: d(k − 1) in all, the smaller half first; stride 1 only.
  case same
  /// ONNX's and TensorFlow's SAME: as much as ⌈n / s⌉ outputs need, the odd one after.
  case sameUpper
  /// The same, the odd one before.
  case sameLower

  public static let none = Padding.pair(Pair(0))

  /// The padding before and after an axis of `input` elements.
  func resolved(rows: Bool, input: Int, kernel: Int, stride: Int, dilation: Int) -> (
    before: Int, after: Int
  ) {
    switch self {
    case .pair(let pair):
      let both = rows ? pair.rows : pair.columns
      return (both, both)
    case .sides(let sides):
      return rows ? (sides.top, sides.bottom) : (sides.left, sides.right)
    case .same:
      let total = dilation * (kernel - 1)
      return (total / 2, total - total / 2)
    case .sameUpper, .sameLower:
      let outputs = (input + stride - 1) / stride
      let total = max((outputs - 1) * stride + dilation * (kernel - 1) + 1 - input, 0)
      let (smaller, larger) = (total / 2, total - total / 2)
      return self == .sameUpper ? (smaller, larger) : (larger, smaller)
    }
  }
}

/// A number for each of the four sides.
public struct Sides: Hashable, Sendable {
  public var left: Int
  public var right: Int
  public var top: Int
  public var bottom: Int

  public init(left: Int, right: Int, top: Int, bottom: Int) {
    self.left = left
    self.right = right
    self.top = top
    self.bottom = bottom
  }

  public init(_ all: Int) { self.init(left: all, right: all, top: all, bottom: all) }
}

/// What stands in the padding.
public enum PaddingMode: String, Hashable, Sendable, CaseIterable {
  /// One value everywhere: 0, or what the operator says.
  case zeros
  /// The input mirrored at its edge, the edge itself not repeated.
  case reflect
  /// The edge repeated.
  case replicate
  /// The opposite side.
  case circular

  /// The element that a padding place repeats; nil when it repeats none.
  ///
  /// `place` is counted from the first element and may be negative; `count` is the axis' length.
  func repeated(_ place: Int, in count: Int) -> Int? {
    switch self {
    case .zeros: nil
    case .replicate: min(max(place, 0), count - 1)
    case .circular: ((place % count) + count) % count
    case .reflect: place < 0 ? -place : 2 * (count - 1) - place
    }
  }
}
