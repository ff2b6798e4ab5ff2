/// One number for rows and one for columns, as PyTorch's `kernel_size=(3, 5)`.
public struct Pair: Hashable, Sendable {
  public var rows: Int
  public var columns: Int

  public init(_ rows: Int, _ columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  public init(_ both: Int) { self.init(both, both) }
}

extension Pair: CustomStringConvertible {
  /// `3` when both are equal, else `3×5`.
  public var description: String { rows == columns ? "\(rows)" : "\(rows)×\(columns)" }
}
