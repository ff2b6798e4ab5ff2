/// A sliding window plus a rule.
///
/// An operator is its hyper-parameters: a value, described by its table of settings.
public protocol Operator: Hashable, Sendable {
  /// PyTorch's name, without `nn.`.
  static var name: String { get }

  /// Every argument, in PyTorch's order.
  static var settings: [Setting<Self>] { get }

  /// The operator before its arguments are known.
  init()

  /// Refuses settings that fit no input at all.
  func check() throws(Refusal)

  /// How the output reads an input (N, C, H, W); refused when the operator cannot be applied to it.
  func reading(of input: Shape) throws(Refusal) -> Reading

  /// The lengths of the learned parameters, nil without any.
  var parameterShape: ParameterShape? { get }

  /// The input channels that an output channel reads.
  func inputChannels(of outputChannel: Int) -> Range<Int>

  /// The first two subscripts of the weight between an output channel and an input channel.
  func filter(from inputChannel: Int, to outputChannel: Int) -> (Int, Int)

  /// What a padding tap reads where it repeats no element.
  var paddingValue: Float { get }

  /// How the taps of one output element become its value.
  func reduction(
    rows: [AxisTap], columns: [AxisTap], outputChannel: Int, parameters: Parameters
  ) -> Reduction

  /// Computes a band of output rows of every image and channel.
  func fill(
    _ output: inout Tensor, rows: Range<Int>, from input: Tensor, parameters: Parameters,
    reading: Reading)

  /// The operator with one setting a step larger (+1) or smaller (−1).
  func stepping(_ name: String, by change: Int) throws(Refusal) -> Self

  /// The operator for another number of input channels; refused when the settings cannot follow.
  func adapted(toChannels channels: Int) throws(Refusal) -> Self
}

extension Operator {
  public func check() throws(Refusal) {}

  public var parameterShape: ParameterShape? { nil }

  public func inputChannels(of outputChannel: Int) -> Range<Int> {
    outputChannel..<outputChannel + 1
  }

  public func filter(from inputChannel: Int, to outputChannel: Int) -> (Int, Int) { (0, 0) }

  public var paddingValue: Float { 0 }

  public func adapted(toChannels channels: Int) throws(Refusal) -> Self { self }

  /// One output element of one image: its taps, read from the input.
  public func step(
    at position: Position, of input: Tensor, image: Int, parameters: Parameters, reading: Reading
  ) -> Step {
    let rows = reading.rows.taps(at: position.row)
    let columns = reading.columns.taps(at: position.column)
    let channels = inputChannels(of: position.channel)
    var taps: [Tap] = []
    taps.reserveCapacity(channels.count * rows.count * columns.count)
    for channel in channels {
      let (first, second) = filter(from: channel, to: position.channel)
      for row in rows {
        for column in columns {
          var source: Position?
          if let row = row.element, let column = column.element {
            source = Position(channel: channel, row: row, column: column)
          }
          taps.append(
            Tap(
              place: Position(channel: channel, row: row.place, column: column.place),
              source: source, kernel: Pair(row.kernel, column.kernel),
              input: source.map { input[image, channel, $0.row, $0.column] } ?? paddingValue,
              weight: parameters.weight?[first, second, row.kernel, column.kernel]))
        }
      }
    }
    return Step(
      output: position, taps: taps,
      reduction: reduction(
        rows: rows, columns: columns, outputChannel: position.channel, parameters: parameters))
  }

  /// The band worked out step by step: the reference that a fast path must equal.
  func fillByStepping(
    _ output: inout Tensor, rows: Range<Int>, from input: Tensor, parameters: Parameters,
    reading: Reading
  ) {
    for image in 0..<output.shape.batch {
      for channel in 0..<output.shape.channels {
        for row in rows {
          for column in 0..<output.shape.width {
            let position = Position(channel: channel, row: row, column: column)
            output[image, channel, row, column] =
              step(
                at: position, of: input, image: image, parameters: parameters, reading: reading
              ).value
          }
        }
      }
    }
  }
}

/// Refuses an input without a single element where PyTorch needs one; a batch may be empty.
func requireElements(_ input: Shape, of name: String) throws(Refusal) {
  guard input.channels > 0, input.height > 0, input.width > 0 else {
    throw Refusal("nn.\(name) needs at least one element a channel, but the input is \(input)")
  }
}
