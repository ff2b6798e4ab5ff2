/// A layer that only puts elements around its input, or with negative numbers takes some away.
///
/// Input (N, C, H, W); output (N, C, H + top + bottom, W + left + right).
protocol PaddingLayer: Operator {
  static var mode: PaddingMode { get }
  var padding: Sides { get set }
}

extension PaddingLayer {
  static var paddingSetting: Setting<Self> {
    Setting(
      "padding", \.padding, standard: Sides?.none, least: -Int(Int32.max), knob: .padding,
      isPositional: true)
  }

  public func reading(of input: Shape) throws(Refusal) -> Reading {
    if Self.mode == .reflect || Self.mode == .replicate {
      try requireElements(input, of: Self.name)
    }
    return Reading(
      input: input, outputChannels: input.channels,
      rows: try axis(before: padding.top, after: padding.bottom, input: input.height),
      columns: try axis(before: padding.left, after: padding.right, input: input.width))
  }

  private func axis(before: Int, after: Int, input: Int) throws(Refusal) -> AxisReading {
    let output = input + before + after
    // What the negative sides leave; circular padding repeats that, reflection the whole input.
    let kept = input + min(before, 0) + min(after, 0)
    let least: Int
    switch Self.mode {
    case .zeros, .circular: least = 0
    case .reflect, .replicate: least = 1
    }
    guard (least == 0 ? kept : output) >= least else {
      throw Refusal(
        "padding \(before) and \(after) takes away \(input - kept) of \(input) \(plural(input, "element")): "
          + "take at most \(input - least)")
    }
    try checkRepetition(
      Self.mode, before: before, after: after, input: Self.mode == .circular ? kept : input)
    let axis = Axis(kernel: 1, paddingBefore: before, paddingAfter: after)
    return AxisReading(rule: .window(axis, Self.mode), input: input, output: output)
  }

  public func reduction(
    rows: [AxisTap], columns: [AxisTap], outputChannel: Int, parameters: Parameters
  ) -> Reduction { .copy }

  public func fill(
    _ output: inout Tensor, rows: Range<Int>, from input: Tensor, parameters: Parameters,
    reading: Reading
  ) {
    copy(to: &output, rows: rows, from: input, reading: reading)
  }

  /// Reads every row and column through its tap.
  private func copy(
    to output: inout Tensor, rows: Range<Int>, from input: Tensor, reading: Reading
  ) {
    let columns = (0..<output.shape.width).map {
      reading.columns.taps(at: $0).first?.element
    }
    for image in 0..<output.shape.batch {
      for channel in 0..<output.shape.channels {
        for row in rows {
          let source = reading.rows.taps(at: row).first?.element
          for (column, element) in columns.enumerated() {
            if let source, let element {
              output[image, channel, row, column] = input[image, channel, source, element]
            } else {
              output[image, channel, row, column] = paddingValue
            }
          }
        }
      }
    }
  }
}

public struct ZeroPadding: PaddingLayer {
  public static let name = "ZeroPad2d"
  static let mode = PaddingMode.zeros
  public var padding = Sides(0)
  public init() {}
  public static let settings: [Setting<ZeroPadding>] = [paddingSetting]
}

public struct ConstantPadding: PaddingLayer {
  public static let name = "ConstantPad2d"
  static let mode = PaddingMode.zeros
  public var padding = Sides(0)
  public var value: Float = 0
  public init() {}
  public static let settings: [Setting<ConstantPadding>] = [
    paddingSetting, Setting("value", \.value, standard: nil, isPositional: true),
  ]
  public var paddingValue: Float { value }
}

public struct ReflectionPadding: PaddingLayer {
  public static let name = "ReflectionPad2d"
  static let mode = PaddingMode.reflect
  public var padding = Sides(0)
  public init() {}
  public static let settings: [Setting<ReflectionPadding>] = [paddingSetting]
}

public struct ReplicationPadding: PaddingLayer {
  public static let name = "ReplicationPad2d"
  static let mode = PaddingMode.replicate
  public var padding = Sides(0)
  public init() {}
  public static let settings: [Setting<ReplicationPadding>] = [paddingSetting]
}

public struct CircularPadding: PaddingLayer {
  public static let name = "CircularPad2d"
  static let mode = PaddingMode.circular
  public var padding = Sides(0)
  public init() {}
  public static let settings: [Setting<CircularPadding>] = [paddingSetting]
}
