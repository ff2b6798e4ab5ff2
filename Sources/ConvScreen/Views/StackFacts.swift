import ConvCore

/// What the element sees and the chosen layer costs, in numbers.
struct StackFacts {
  private let model: Model
  private let survey: Survey

  init(_ model: Model, _ survey: Survey) {
    self.model = model
    self.survey = survey
  }

  func draw(_ rect: Rect, into frame: inout Frame) {
    for (offset, fact) in facts(columns: rect.columns).prefix(rect.rows).enumerated() {
      frame.write(fact, column: rect.column, row: rect.row + offset, columns: rect.columns)
    }
  }

  private func facts(columns: Int) -> [Line] {
    [element(columns: columns)] + field + [onData(columns: columns), weights].compactMap { $0 }
      + paths + macs
  }

  private func fact(_ name: String, _ text: String) -> Line {
    label(name, .structure) + Line(model.say(text))
  }

  private func label(_ name: String, _ style: Style) -> Line {
    Line(model.say(name).left(9), style)
  }

  /// Without its name where its value would be cut.
  private func element(columns: Int) -> Line {
    let element = self.element
    let line = label("element", .title) + element
    return line.width <= columns ? line : element
  }

  private var element: Line {
    let position = model.setup.position
    var line = Line("[\(position.channel), \(position.row), \(position.column)]", .accent)
    if model.stage.filled.contains(position.row) {
      let value = model.stage.output[0, position.channel, position.row, position.column]
      line.add(" = \(model.hidesValue ? "?" : NumberFormat.short(value))")
    }
    return line
  }

  private var field: [Line] {
    let (rows, columns) = survey.box
    guard !rows.isEmpty, !columns.isEmpty else { return [fact("field", "only padding is read")] }
    let touched = survey.line.field?.touched ?? survey.paths.touched
    return [
      fact("field", "\(rows.count)×\(columns.count)"),
      fact("touched", "\(grouped(touched)) / \(grouped(rows.count * columns.count))"),
      fact("box", "\(span(rows)) × \(span(columns))"),
      fact("on input", grouped(survey.paths.touched)),
    ]
  }

  private func span(_ places: Range<Int>) -> String {
    "\(signed(places.lowerBound))…\(signed(places.upperBound - 1))"
  }

  private var paths: [Line] {
    guard survey.mostPaths > 0 else { return [] }
    let (most, fewest) = (pathText(survey.mostPaths), pathText(survey.fewestPaths))
    let total = pathText(survey.paths.total)
    let span = most == fewest ? most : "\(fewest)–\(most)"
    let (rows, columns) = (perAxis(survey.paths.rows), perAxis(survey.paths.columns))
    return [fact("paths", "\(total), \(span) each")]
      + (rows == columns
        ? [fact("per axis", rows)] : [fact("per row", rows), fact("per col.", columns)])
  }

  /// The paths along one axis, from position to position; holes left out.
  private func perAxis(_ counts: [Double]) -> String {
    counts.filter { $0 > 0 }.map(pathText).joined(separator: " ")
  }

  /// How many positions of the layer keep all their taps.
  private func onData(columns: Int) -> Line? {
    guard let whole = survey.line.reading.positionsWithAllTapsOnData else { return nil }
    let plane = survey.line.reading.output.plane
    let share = "on data \(percent(whole, of: plane)) %"
    return fact(
      "all taps", columns < 40 ? share : "\(share) (\(grouped(whole)) of \(grouped(plane)))")
  }

  private var weights: Line {
    let cost = survey.line.cost
    guard cost.parameters > 0 else { return fact("weights", "none") }
    let bias = cost.biases > 0 ? " + \(grouped(cost.biases)) bias" : ""
    return fact("weights", "\(grouped(cost.weights))\(bias)")
  }

  private var macs: [Line] {
    survey.line.cost.parameters > 0 ? [fact("MACs", grouped(survey.line.cost.macs))] : []
  }
}
