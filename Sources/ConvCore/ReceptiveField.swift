/// What one element of a stack's output can see of the input, along one axis, away from borders.
///
/// r ← r + (kₑ − 1)·jump, start ← start + ((kₑ − 1)/2 − p)·jump, jump ← jump·s, with kₑ = d(k − 1) + 1
/// (Araujo et al., Distill 2019, extended by the dilation).
public struct AxisField: Hashable, Sendable {
  /// Input elements from the first to the last that is seen.
  public private(set) var size = 1
  /// Input elements from one output element's field to the next.
  public private(set) var jump = 1
  /// The input index of the first output element's field; below 0 in the padding.
  public private(set) var first = 0
  /// The offsets from the field's first element that are really read, as runs that do not touch.
  private var runs = [0...0]

  /// The centre of the first output element's field, in input indices.
  public var start: Double { Double(first) + Double(size - 1) / 2 }

  /// The input positions that really reach the output; holes of dilated kernels are left out.
  public var touched: Int { runs.reduce(0) { $0 + $1.count } }

  /// An input position, counted from the field's first, is really read.
  public func touches(_ offset: Int) -> Bool { runs.contains { $0.contains(offset) } }

  /// The input positions that an output element sees, from the first to the last; padding included.
  public func box(of position: Int) -> Range<Int> {
    let start = first + position * jump
    return start..<start + size
  }

  /// The most runs that are followed, 256 MiB of them.
  private static let mostRuns = 1 << 24

  /// The field seen through one more layer; nil when its numbers exceed `Int`, or its holes `mostRuns`.
  func through(_ axis: Axis) -> AxisField? {
    var next = self
    let (reach, overflow) = (axis.extent - 1).multipliedReportingOverflow(by: jump)
    let (nextJump, jumpOverflow) = jump.multipliedReportingOverflow(by: axis.stride)
    let (nextSize, sizeOverflow) = size.addingReportingOverflow(reach)
    let (shift, shiftOverflow) = axis.paddingBefore.multipliedReportingOverflow(by: jump)
    let (nextFirst, firstOverflow) = first.subtractingReportingOverflow(shift)
    guard !overflow, !jumpOverflow, !sizeOverflow, !shiftOverflow, !firstOverflow else {
      return nil
    }
    // A single tap spreads nothing, whatever its dilation is.
    let spacing = axis.kernel == 1 ? 1 : axis.dilation * jump
    guard
      runs.count == 1 && runs[0].count >= spacing
        || axis.kernel <= AxisField.mostRuns / runs.count
    else { return nil }
    next.runs = AxisField.spread(runs, count: axis.kernel, spacing: spacing)
    (next.size, next.jump, next.first) = (nextSize, nextJump, nextFirst)
    return next
  }

  /// The union of `count` copies of the runs, `spacing` apart.
  private static func spread(
    _ runs: [ClosedRange<Int>], count: Int, spacing: Int
  ) -> [ClosedRange<Int>] {
    if runs.count == 1, runs[0].count >= spacing {
      return [runs[0].lowerBound...runs[0].upperBound + (count - 1) * spacing]
    }
    let copies = (0..<count).flatMap { copy in
      runs.map { $0.lowerBound + copy * spacing...$0.upperBound + copy * spacing }
    }.sorted { $0.lowerBound < $1.lowerBound }
    var joined: [ClosedRange<Int>] = []
    for run in copies {
      if let last = joined.last, run.lowerBound <= last.upperBound + 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, run.upperBound)
      } else {
        joined.append(run)
      }
    }
    return joined
  }
}

/// The receptive field of a stack up to and including a layer, away from borders.
public struct ReceptiveField: Hashable, Sendable {
  public private(set) var rows = AxisField()
  public private(set) var columns = AxisField()

  /// Before any layer: one element sees itself.
  public init() {}

  /// Input positions of one plane that really reach an output element.
  public var touched: Int { rows.touched * columns.touched }

  /// The field through one more layer.
  ///
  /// Nil where no closed form exists: after a transposed convolution, and after adaptive bins of
  /// different sizes.
  public func through(_ reading: Reading) -> ReceptiveField? {
    guard let rowAxis = reading.rows.uniformAxis, let columnAxis = reading.columns.uniformAxis,
      let rows = rows.through(rowAxis), let columns = columns.through(columnAxis),
      !rows.size.multipliedReportingOverflow(by: columns.size).overflow
    else { return nil }
    var next = self
    next.rows = rows
    next.columns = columns
    return next
  }
}

extension AxisReading {
  /// The one window that all outputs have; nil when they differ.
  fileprivate var uniformAxis: Axis? {
    switch rule {
    case .window(let axis, _): return axis
    case .bins:
      guard output > 0, input % output == 0 else { return nil }
      return Axis(kernel: input / output, stride: input / output)
    case .transposed: return nil
    }
  }
}
