import ConvCore

/// What the Stack view shows beside the maps: costs and fields of all layers, and all paths to one
/// element. Derived from a setup, never edited.
struct Survey: Sendable {
  let report: Report
  let layer: Int
  let inputRange: ValueRange
  /// Row and column of the element in the layer's output.
  private(set) var element: Pair
  /// How many paths lead to the element from each position of the stack's input.
  private(set) var paths: PathCounts { didSet { mostAlongAxes = Survey.most(paths) } }
  /// The most paths from a row and from a column.
  private(set) var mostAlongAxes: (rows: Double, columns: Double)

  /// Refused when a layer cannot follow.
  init(of setup: Setup, limit: MemoryLimit) throws(Refusal) {
    report = try setup.report(limit: limit)
    layer = setup.layer
    inputRange = ValueRange(setup.input)
    element = Pair(setup.position.row, setup.position.column)
    paths = Survey.paths(to: element, of: layer, in: report)
    mostAlongAxes = Survey.most(paths)
  }

  private static func most(_ paths: PathCounts) -> (rows: Double, columns: Double) {
    (paths.rows.max() ?? 0, paths.columns.max() ?? 0)
  }

  mutating func move(to element: Pair) {
    guard element != self.element else { return }
    self.element = element
    paths = Survey.paths(to: element, of: layer, in: report)
  }

  private static func paths(to element: Pair, of layer: Int, in report: Report) -> PathCounts {
    PathCounts(
      to: element.rows, column: element.columns,
      through: report.lines.prefix(layer + 1).map(\.reading))
  }

  /// The chosen layer.
  var line: Report.Line { report.lines[layer] }

  /// The input positions from the first to the last that the element sees, padding included.
  ///
  /// Where the field has no closed form only what is really touched counts; empty when nothing is.
  var box: (rows: Range<Int>, columns: Range<Int>) {
    if let field = line.field {
      return (field.rows.box(of: element.rows), field.columns.box(of: element.columns))
    }
    guard let box = paths.box else { return (0..<0, 0..<0) }
    return (box.top..<box.bottom + 1, box.left..<box.right + 1)
  }

  /// The most paths from one position.
  var mostPaths: Double { Survey.product(mostAlongAxes.rows, mostAlongAxes.columns) }

  /// The paths from a position against the most from any.
  func share(_ row: Int, _ column: Int) -> Double {
    paths.rows[row] / mostAlongAxes.rows * (paths.columns[column] / mostAlongAxes.columns)
  }

  /// The fewest paths from a position that is touched.
  var fewestPaths: Double {
    func least(_ counts: [Double]) -> Double { counts.filter { $0 > 0 }.min() ?? 0 }
    return Survey.product(least(paths.rows), least(paths.columns))
  }

  /// No paths along one axis are none at all, however many the other has: 0 · ∞ is 0.
  private static func product(_ rows: Double, _ columns: Double) -> Double {
    rows == 0 || columns == 0 ? 0 : rows * columns
  }

  func touches(row: Int, column: Int) -> Bool {
    paths.rows.indices.contains(row) && paths.columns.indices.contains(column)
      && paths.rows[row] > 0 && paths.columns[column] > 0
  }

  /// The element whose field has its centre nearest to an input position.
  func element(seeing place: Pair) -> Pair? {
    guard let field = line.field else { return nil }
    func nearest(_ place: Int, _ axis: AxisField, count: Int) -> Int {
      let steps = ((Double(place) - axis.start) / Double(axis.jump)).rounded()
      return min(max(Int(steps), 0), count - 1)
    }
    return Pair(
      nearest(place.rows, field.rows, count: line.reading.output.height),
      nearest(place.columns, field.columns, count: line.reading.output.width))
  }
}

/// A number of paths: whole up to six digits, else two digits and an exponent, as `8.2e14`.
func pathText(_ paths: Double) -> String {
  guard paths >= 1e6 else { return grouped(Int(paths)) }
  guard paths.isFinite else { return "∞" }
  var exponent = 0
  var mantissa = paths
  while mantissa >= 9.95 {
    mantissa /= 10
    exponent += 1
  }
  let tenths = Int((mantissa * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)e\(exponent)"
}
