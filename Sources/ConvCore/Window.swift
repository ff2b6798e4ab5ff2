/// One axis of a sliding window.
public struct Axis: Hashable, Sendable {
  /// The window's length in taps.
  public var kernel: Int
  /// Input elements from one output element's window to the next.
  public var stride: Int
  /// Elements of padding before the first and after the last input element.
  public var paddingBefore: Int
  public var paddingAfter: Int
  /// Input elements from one tap to the next; 1 is no dilation.
  public var dilation: Int

  public init(
    kernel: Int, stride: Int = 1, paddingBefore: Int = 0, paddingAfter: Int = 0, dilation: Int = 1
  ) {
    self.kernel = kernel
    self.stride = stride
    self.paddingBefore = paddingBefore
    self.paddingAfter = paddingAfter
    self.dilation = dilation
  }

  /// The elements from the first tap to the last, holes included: d(k − 1) + 1.
  public var extent: Int { dilation * (kernel - 1) + 1 }
}

/// A sliding window: how an operator reads rows and columns.
public struct Window: Hashable, Sendable {
  public var rows: Axis
  public var columns: Axis

  public init(rows: Axis, columns: Axis) {
    self.rows = rows
    self.columns = columns
  }
}
