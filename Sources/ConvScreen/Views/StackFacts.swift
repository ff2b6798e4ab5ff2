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
    [element] + field + paths + [onData(columns: columns), cost].compactMap { $0 }
  }

  private func fact(_ name: String, _ text: String) -> Line {
    Line(name.left(9), .structure) + Line(text)
  }

  private var element: Line {
    let position = model.setup.position
    var line = Line("element".left(9), .title)
    line.add("[\(position.channel), \(position.row), \(position.column)]", .accent)
    if model.stage.filled.contains(position.row) {
      let value = model.stage.output[0, position.channel, position.row, position.column]
      line.add(" = \(NumberFormat.short(value))")
    }
    return line
  }

  private var field: [Line] {
    guard let field = survey.line.field else {
      guard let box = survey.paths.box else { return [fact("field", "only padding is read")] }
      return [
        fact("field", "\(Pair(box.bottom - box.top + 1, box.right - box.left + 1))"),
        fact("touched", "\(grouped(survey.paths.touched))"),
      ]
    }
    let (rows, columns) = survey.box
    var lines = [
      fact("field", "\(field.rows.size)×\(field.columns.size)"),
      fact("rows", span(rows)), fact("columns", span(columns)),
      fact(
        "touched",
        "\(grouped(field.touched)) of \(grouped(field.area))"),
    ]
    if survey.paths.touched != field.touched {
      lines.append(fact("on input", "\(grouped(survey.paths.touched)), the rest is padding"))
    }
    return lines
  }

  private func span(_ places: Range<Int>) -> String {
    "\(signed(places.lowerBound)) to \(signed(places.upperBound - 1))"
  }

  private func signed(_ number: Int) -> String { number < 0 ? "−\(-number)" : "\(number)" }

  private var paths: [Line] {
    guard survey.mostPaths > 0 else { return [] }
    let (most, fewest) = (Float(survey.mostPaths), Float(survey.fewestPaths))
    let total = count(Float(survey.paths.total))
    let span = most == fewest ? count(most) : "\(count(fewest)) to \(count(most))"
    var lines = [fact("paths", "\(total), \(span) each")]
    if model.stack.showsPaths {
      let (rows, columns) = (perAxis(survey.paths.rows), perAxis(survey.paths.columns))
      lines +=
        rows == columns
        ? [fact("per axis", rows)] : [fact("per row", rows), fact("per col.", columns)]
    }
    return lines
  }

  private func count(_ number: Float) -> String {
    number < 1e7 ? grouped(Int(number)) : NumberFormat.short(number)
  }

  /// The paths along one axis, from position to position; holes left out.
  private func perAxis(_ counts: [Double]) -> String {
    guard let first = counts.firstIndex(where: { $0 > 0 }),
      let last = counts.lastIndex(where: { $0 > 0 })
    else { return "" }
    return counts[first...last].filter { $0 > 0 }.map { NumberFormat.short(Float($0)) }.joined(
      separator: " ")
  }

  /// How many positions of the layer keep all their taps.
  private func onData(columns: Int) -> Line? {
    guard let whole = survey.line.reading.positionsWithAllTapsOnData else { return nil }
    let plane = survey.line.reading.output.plane
    let share = "on data \(percent(whole, of: plane)) %"
    return fact(
      "all taps", columns < 40 ? share : "\(share) (\(grouped(whole)) of \(grouped(plane)))")
  }

  private var cost: Line? {
    let cost = survey.line.cost
    guard cost.parameters > 0 else { return fact("weights", "none") }
    return fact(
      "weights",
      "\(grouped(cost.weights))\(cost.biases > 0 ? " + \(grouped(cost.biases)) bias" : "")")
  }
}
