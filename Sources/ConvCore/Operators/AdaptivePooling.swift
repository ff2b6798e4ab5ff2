/// The output lengths of adaptive pooling; nil keeps the input's length.
public struct AdaptiveSize: Hashable, Sendable {
  /// The output's height; nil keeps the input's.
  public var rows: Int?
  /// The output's width; nil keeps the input's.
  public var columns: Int?

  public init(rows: Int?, columns: Int?) {
    self.rows = rows
    self.columns = columns
  }
}

extension AdaptiveSize: SettingValue {
  init(_ value: Value, least: Int) throws(Refusal) {
    if value == .none {
      throw Refusal("None says nothing of rows or columns: use (None, None) to keep both lengths")
    }
    guard case .list(let items) = value else {
      let both = try Int?(value, least: least)
      self.init(rows: both, columns: both)
      return
    }
    guard items.count == 2 else {
      throw Refusal("\(value) has \(numbers(items)): give one, or (rows, columns)")
    }
    self.init(rows: try Int?(items[0], least: least), columns: try Int?(items[1], least: least))
  }

  func literal(short: Bool) -> Value {
    let lengths = [rows, columns].map { $0.literal(short: true) }
    return short && rows == columns && rows != nil ? lengths[0] : .list(lengths)
  }

  func stepped(by change: Int, least: Int) throws(Refusal) -> AdaptiveSize {
    AdaptiveSize(
      rows: try rows.stepped(by: change, least: least),
      columns: try columns.stepped(by: change, least: least))
  }
}

/// Pooling by bins that share the input out evenly: ⌊i·n / o⌋ to ⌈(i + 1)·n / o⌉, overlapping where n / o
/// is not whole.
protocol AdaptivePooling: Operator {
  var size: AdaptiveSize { get set }
}

extension AdaptivePooling {
  static var sizeSetting: Setting<Self> {
    Setting(
      "output_size", \.size, standard: AdaptiveSize?.none, knob: .kernel, isPositional: true)
  }

  func bins(of input: Shape) -> Reading {
    Reading(
      input: input, outputChannels: input.channels,
      rows: AxisReading(rule: .bins, input: input.height, output: size.rows ?? input.height),
      columns: AxisReading(rule: .bins, input: input.width, output: size.columns ?? input.width))
  }
}

/// Averages each bin. An output size of 1 is global average pooling (PyTorch's `AdaptiveAvgPool2d`).
public struct AdaptiveAveragePooling: AdaptivePooling {
  public static let name = "AdaptiveAvgPool2d"

  public var size = AdaptiveSize(rows: 1, columns: 1)

  public init() {}

  public static let settings: [Setting<AdaptiveAveragePooling>] = [sizeSetting]

  public func reading(of input: Shape) throws(Refusal) -> Reading {
    // Without channels there is nothing to average, and no mean of nothing.
    if input.channels > 0 || input.plane == 0 {
      try requireElements(input, of: AdaptiveAveragePooling.name)
    }
    return bins(of: input)
  }

  public func reduction(
    rows: [AxisTap], columns: [AxisTap], outputChannel: Int, parameters: Parameters
  ) -> Reduction { .mean(divisor: rows.count * columns.count) }

  public func fill(
    _ output: inout Tensor, rows: Range<Int>, from input: Tensor, parameters: Parameters,
    reading: Reading
  ) {
    Kernels.poolBinsAverage(
      input, rowBins: reading.rows.bins, columnBins: reading.columns.bins, into: &output,
      rows: rows, threads: Kernels.cores)
  }
}

/// Takes the largest element of each bin (PyTorch's `AdaptiveMaxPool2d`).
public struct AdaptiveMaxPooling: AdaptivePooling {
  public static let name = "AdaptiveMaxPool2d"

  public var size = AdaptiveSize(rows: 1, columns: 1)
  public var returnsIndices = false

  public init() {}

  public static let settings: [Setting<AdaptiveMaxPooling>] = [
    sizeSetting, Setting("return_indices", \.returnsIndices, standard: false),
  ]

  public func reading(of input: Shape) throws(Refusal) -> Reading {
    try requireElements(input, of: AdaptiveMaxPooling.name)
    return bins(of: input)
  }

  public func reduction(
    rows: [AxisTap], columns: [AxisTap], outputChannel: Int, parameters: Parameters
  ) -> Reduction { .maximum }

  public func fill(
    _ output: inout Tensor, rows: Range<Int>, from input: Tensor, parameters: Parameters,
    reading: Reading
  ) {
    Kernels.poolBinsMaximum(
      input, rowBins: reading.rows.bins, columnBins: reading.columns.bins, into: &output,
      rows: rows, threads: Kernels.cores)
  }
}

extension AxisReading {
  /// All adaptive bins, in order.
  var bins: [Range<Int>] { (0..<output).map { bin(at: $0) } }
}
