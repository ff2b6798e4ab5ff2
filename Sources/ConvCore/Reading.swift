/// How an operator's output reads an input of a given shape.
public struct Reading: Hashable, Sendable {
  public let input: Shape
  public let output: Shape
  public let rows: AxisReading
  public let columns: AxisReading

  init(input: Shape, outputChannels: Int, rows: AxisReading, columns: AxisReading) {
    self.input = input
    self.rows = rows
    self.columns = columns
    output = Shape(
      batch: input.batch, channels: outputChannels, height: rows.output, width: columns.output)
  }

  /// The window's axes; nil for adaptive bins and transposed convolutions.
  public var window: Window? {
    guard case .window(let rows, _) = rows.rule, case .window(let columns, _) = columns.rule else {
      return nil
    }
    return Window(rows: rows, columns: columns)
  }

  /// Some place under a window is padding.
  public var hasPadding: Bool { rows.hasPadding || columns.hasPadding }
}

extension AxisReading {
  fileprivate var hasPadding: Bool {
    guard case .window(let axis, _) = rule else { return false }
    return axis.paddingBefore > 0 || axis.paddingAfter > 0
  }
}
