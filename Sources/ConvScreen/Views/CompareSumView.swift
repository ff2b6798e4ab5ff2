import ConvCore

/// One side's element, opened to its terms: the value first, then how it came to be.
struct CompareSumView {
  private let side: CompareSide
  private let opened: Model.Opened?
  private let model: Model

  /// Nothing is opened where this side has no element.
  init(_ side: CompareSide, _ opened: Model.Opened?, _ model: Model) {
    self.side = side
    self.opened = opened
    self.model = model
  }

  func draw(_ rect: Rect, into frame: inout Frame) {
    guard let opened else {
      frame.write(
        Line("\(side.letter) ", side.accent) + Line(model.say("has no element here"), .structure),
        column: rect.column, row: rect.row, columns: rect.columns)
      return
    }
    let step = opened.step
    let tap = model.tap.flatMap { $0 < step.taps.count ? $0 : nil }
    let terms = terms(step, tap: tap, rows: rect.rows - 1, columns: rect.columns)
    let headline = headline(opened, tap: tap)
    let place = terms.place ?? ""
    let said = tap == nil ? rules(step).map { Line("   " + model.say($0), .structure) } : []
    let rule =
      said.first { headline.width + $0.width + place.width <= rect.columns }
      ?? said.last { headline.width + $0.width <= rect.columns }
    var lines = [rule.map { headline + $0 } ?? headline] + terms.lines
    // The value comes first: the place among the lines stands where it cuts no number.
    let row = lines.indices.first { lines[$0].width + place.width <= rect.columns }
    if let row, !place.isEmpty {
      let gap = rect.columns - lines[row].width - place.width
      lines[row].add(String(repeating: " ", count: gap) + place, .structure)
    }
    for (offset, line) in lines.enumerated() {
      frame.write(line, column: rect.column, row: rect.row + offset, columns: rect.columns)
    }
  }

  /// Term by term where that fits, or while a tap is in focus; else the parts of the sum.
  private func terms(
    _ step: Step, tap: Int?, rows: Int, columns: Int
  ) -> (lines: [Line], place: String?) {
    let (language, hidesResults) = (model.options.language, model.hidesValue)
    let terms = SumTerms(
      step, tap: tap, channels: Set(step.taps.map(\.place.channel)).count, columns: columns,
      language: language, hidesResults: hidesResults
    ).shown(rows: rows)
    guard terms.place != nil, tap == nil,
      let parts = SumParts(step, language: language, hidesResults: hidesResults)
        .lines(rows: rows, columns: columns)
    else { return terms }
    guard parts.count > rows else { return (parts, nil) }
    return (
      Array(parts.prefix(rows)), "  " + language.say("lines \(1)–\(rows) of \(parts.count)")
    )
  }

  private func headline(_ opened: Model.Opened, tap: Int?) -> Line {
    let step = opened.step
    let place = step.output
    var line = Line(
      "\(side.letter) out[\(place.channel), \(place.row), \(place.column)] = ", side.accent)
    line.add(model.hidesValue ? "?" : NumberFormat.short(opened.value), side.accent)
    if let tap {
      let place = model.say("tap \(tap + 1) of \(step.taps.count)")
      line.add("   \(place)   \(model.say("so far")) ", .structure)
      let value = NumberFormat.short(step.value(after: tap + 1))
      line.add(model.hidesValue ? "?" : value, .title)
    }
    return line
  }

  /// How the terms make the value, and how many of them are on data; then without their number.
  private func rules(_ step: Step) -> [String] {
    guard !step.taps.isEmpty else { return ["no tap here"] }
    let count = step.taps.count
    let onData = "\(step.tapsOnData) of \(count) \(plural(count, "tap")) on data"
    let rule: String
    switch step.reduction {
    case .sum(let bias): rule = "sum" + (bias.map { " + bias \(NumberFormat.short($0))" } ?? "")
    case .maximum: rule = "the largest"
    case .mean(let divisor):
      let sum = step.taps.reduce(0.0) { $0 + Double($1.input) }
      rule = "\(model.hidesValue ? "?" : NumberFormat.short(Float(sum))) / \(divisor)"
    case .norm(let power, _, _): rule = "norm \(NumberFormat.short(power))"
    case .copy: return ["copied"]
    case .rectified: return ["max(input, 0)"]
    }
    return ["\(rule), \(onData)", rule]
  }
}
