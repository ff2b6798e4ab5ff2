/// What one layer costs for a whole batch.
///
/// One multiply-accumulate (MAC) is one multiply and add of a weight; biases are not counted, taps on
/// padding are, and their number is given. A transposed convolution's MACs follow its input: each
/// element meets every tap, and those that its padding crops off count as on padding.
public struct Cost: Hashable, Sendable {
  /// M · (C / groups) · kH · kW.
  public let weights: Int
  public let biases: Int
  public let macs: Int
  public let macsOnPadding: Int
  /// Comparisons of a maximum or an infinite norm: taps on data less one, each output.
  public let comparisons: Int
  /// Additions of an average or a norm: taps less one, each output.
  public let additions: Int
  /// Elements of one input plane that no output reads.
  public let unreadInputs: Int
  public let outputBytes: Int

  /// Numbers that training would change.
  public var parameters: Int { weights + biases }

  /// A report admits only layers whose counts fit `Int`.
  public init(of operation: any Operator, reading: Reading) {
    let rows = reading.rows.counts
    let columns = reading.columns.counts
    let planes = reading.output.batch * reading.output.channels
    let taps = rows.taps * columns.taps
    let onData = rows.onData * columns.onData
    let outputs = reading.output.count

    weights = operation.parameterShape?.weight.count ?? 0
    biases = operation.parameterShape?.bias ?? 0
    if operation.parameterShape != nil {
      let slices = planes * operation.inputChannels(of: 0).count
      macs = slices * taps
      macsOnPadding = slices * (taps - onData)
    } else {
      macs = 0
      macsOnPadding = 0
    }
    switch operation.reductionKind {
    case .maximum:
      comparisons = planes * (onData - rows.outputsOnData * columns.outputsOnData)
      additions = 0
    case .norm(let power, _, _) where power.isInfinite:
      comparisons = max(planes * taps - outputs, 0)
      additions = 0
    case .rectified:
      comparisons = outputs
      additions = 0
    case .mean, .norm:
      comparisons = 0
      additions = max(planes * taps - outputs, 0)
    case .sum, .copy:
      comparisons = 0
      additions = 0
    }
    unreadInputs =
      reading.input.plane
      - (reading.input.height - rows.unread) * (reading.input.width - columns.unread)
    outputBytes = 4 * outputs
  }
}

extension Operator {
  /// The kind of reduction, whatever the window holds.
  public var reductionKind: Reduction {
    reduction(rows: [], columns: [], outputChannel: 0, parameters: .none)
  }
}
