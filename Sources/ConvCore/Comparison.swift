/// How two maps made from one input differ, element by element where both respond.
///
/// Worked out in bands of rows; channel is compared with channel, as many as both maps have.
public struct Comparison: Sendable {
  public let alignment: Alignment
  /// First − second, at the first map's elements; 0 where `respond` is false.
  public private(set) var differences: Tensor
  /// Rows compared so far.
  public private(set) var rows = 0
  /// Elements that are equal: the same number, or not a number in both.
  public private(set) var equal = 0
  /// The largest |first − second|, and an element where it stands; NaN beats every number.
  public private(set) var largest: (difference: Float, position: Position)?

  public init(of first: Shape, with second: Shape, by alignment: Alignment) {
    self.alignment = alignment
    differences = Tensor(
      shape: Shape(
        channels: min(first.channels, second.channels), height: first.height, width: first.width),
      repeating: 0)
  }

  /// All rows of the first map have been compared.
  public var isWhole: Bool { rows == differences.shape.height }

  /// The elements where both maps respond.
  public var compared: Int {
    differences.shape.channels * alignment.rows.respond.count { $0 }
      * alignment.columns.respond.count { $0 }
  }

  /// Both maps have an element here that the input reaches.
  public func responds(row: Int, column: Int) -> Bool {
    alignment.rows.respond[row] && alignment.columns.respond[column]
  }

  /// Compares the next rows, at most `count`.
  public mutating func advance(rows count: Int, of first: Tensor, with second: Tensor) {
    let band = rows..<min(rows + count, differences.shape.height)
    for row in band where alignment.rows.respond[row] {
      for channel in 0..<differences.shape.channels {
        compare(row: row, channel: channel, of: first, with: second)
      }
    }
    rows = band.upperBound
  }

  private mutating func compare(
    row: Int, channel: Int, of first: Tensor, with second: Tensor
  ) {
    guard let otherRow = alignment.rows.partners[row] else { return }
    for column in 0..<differences.shape.width where alignment.columns.respond[column] {
      guard let otherColumn = alignment.columns.partners[column] else { continue }
      let one = first[0, channel, row, column]
      let two = second[0, channel, otherRow, otherColumn]
      let isEqual = one == two || one.isNaN && two.isNaN
      let difference = isEqual ? 0 : one - two
      if isEqual { equal += 1 }
      differences[0, channel, row, column] = difference
      note(abs(difference), at: Position(channel: channel, row: row, column: column))
    }
  }

  private mutating func note(_ difference: Float, at position: Position) {
    guard let largest else {
      self.largest = (difference, position)
      return
    }
    guard !largest.difference.isNaN, difference > largest.difference || difference.isNaN else {
      return
    }
    self.largest = (difference, position)
  }
}
