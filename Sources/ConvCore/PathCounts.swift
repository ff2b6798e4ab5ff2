/// How many paths of taps lead from each input position to one output element of a stack.
///
/// Counted exactly, layer by layer backwards and border by border; padding that repeats an element
/// leads to it, other padding leads nowhere. Rows and columns multiply.
public struct PathCounts: Sendable {
  /// The paths from each input row, and from each input column.
  public let rows: [Double]
  public let columns: [Double]

  /// The element is one of the last layer's; it must lie inside the output.
  public init(to row: Int, column: Int, through readings: [Reading]) {
    rows = PathCounts.axis(readings.map(\.rows), to: row)
    columns = PathCounts.axis(readings.map(\.columns), to: column)
  }

  private static func axis(_ readings: [AxisReading], to element: Int) -> [Double] {
    var counts = [Int: Double]()
    counts[element] = 1
    for reading in readings.reversed() {
      var before = [Int: Double]()
      // In order, since counts beyond 2⁵³ are rounded: the same stack gives the same numbers.
      for (position, paths) in counts.sorted(by: { $0.key < $1.key }) {
        for tap in reading.taps(at: position) {
          if let source = tap.element { before[source, default: 0] += paths }
        }
      }
      counts = before
    }
    var axis = [Double](repeating: 0, count: readings.first?.input ?? 0)
    for (position, paths) in counts { axis[position] = paths }
    return axis
  }

  /// The input positions from which at least one path leads.
  public var touched: Int { rows.count { $0 > 0 } * columns.count { $0 > 0 } }

  /// All paths.
  public var total: Double { rows.reduce(0, +) * columns.reduce(0, +) }

  /// The first and last row and column touched, or nil when padding is all that is seen.
  public var box: (top: Int, left: Int, bottom: Int, right: Int)? {
    guard let top = rows.firstIndex(where: { $0 > 0 }),
      let bottom = rows.lastIndex(where: { $0 > 0 }),
      let left = columns.firstIndex(where: { $0 > 0 }),
      let right = columns.lastIndex(where: { $0 > 0 })
    else { return nil }
    return (top, left, bottom, right)
  }

  /// The counts of all positions of one plane, row by row.
  public var plane: [Double] { rows.flatMap { row in columns.map { row * $0 } } }
}
