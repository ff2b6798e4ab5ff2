import ConvCore

/// Opens one output element to its full sum: every tap as input × weight, row by row of the kernel.
struct SumView {
  private let model: Model
  private let step: Step
  private let columns: Int

  /// The lines above the terms.
  static let headRows = 2
  /// What the place among the lines takes beside the last one.
  private static let placeWidth = 15

  init(_ model: Model, columns: Int) {
    self.model = model
    step = model.step
    self.columns = columns
  }

  func draw(_ rect: Rect, into frame: inout Frame) {
    frame.write(headline, column: rect.column, row: rect.row, columns: rect.columns)
    let detail = detail
    frame.write(detail, column: rect.column, row: rect.row + 1, columns: rect.columns)
    let room = rect.rows - SumView.headRows
    // With many rows the last is the place's own; with few the lines leave it some columns.
    let hasPlaceRow = room >= SumView.manyRows
    var shown = terms(columns: columns - (hasPlaceRow ? 0 : SumView.placeWidth), rows: room)
    if shown.place != nil, hasPlaceRow { shown = terms(columns: columns, rows: room - 1) }
    for (offset, line) in shown.lines.enumerated() {
      frame.write(
        line, column: rect.column, row: rect.row + SumView.headRows + offset,
        columns: rect.columns)
    }
    guard let place = shown.place else { return }
    frame.write(
      place, column: rect.column + rect.columns - place.width, row: rect.row + rect.rows - 1,
      style: .structure)
    let way = Line("   }", .title) + Line(" \(model.say("row by row"))", .structure)
    guard model.tap == nil, detail.width + way.width <= rect.columns else { return }
    frame.write(way, column: rect.column + detail.width, row: rect.row + 1)
  }

  private static let manyRows = 7

  private func terms(columns: Int, rows: Int) -> (lines: [Line], place: String?) {
    SumTerms(
      step, tap: model.tap, channels: model.stage.trace.input.shape.channels, columns: columns,
      language: model.options.language, hidesResults: model.hidesValue
    ).shown(rows: rows)
  }

  /// The result and how it came to be, in one line: with all its digits and its formula where they
  /// fit, and with every number whole.
  var headline: Line {
    let (exact, short) = (NumberFormat.exact(step.value), NumberFormat.short(step.value))
    let ways = [
      headline(value: exact), headline(value: short), headline(value: short, comma: ","),
    ]
    return ways.first { $0.width <= columns }
      ?? headline(value: short, comma: ",", hasFormula: false)
  }

  private func headline(value: String, comma: String = ", ", hasFormula: Bool = true) -> Line {
    let place = [step.output.channel, step.output.row, step.output.column].map(String.init)
    var line = Line("out[\(place.joined(separator: comma))]", .accent)
    line.add(" = ")
    switch step.reduction {
    case .sum(let bias):
      line.add(isWalking ? "Σ input × weight" : channelSums(columns: columns - line.width))
      if let bias { line.add(" + bias \(NumberFormat.short(bias))") }
    case .maximum:
      line.add(model.say("max of \(step.tapsOnData) \(plural(step.tapsOnData, "input"))"))
    case .mean(let divisor):
      let sum = step.taps.reduce(0.0) { $0 + Double($1.input) }
      if hasFormula { line.add("Σ input / divisor = ") }
      line.add("\(shown(Float(sum))) / \(divisor)")
    case .norm(let power, let divisor, let scale):
      guard let underRoot = step.underRoot else {
        line.add(power > 0 ? "max |input|" : "min |input|")
        break
      }
      let root = "^(1/\(NumberFormat.short(power)))"
      if hasFormula {
        line.add("(Σ input^\(NumberFormat.short(power))")
        if divisor != scale { line.add(" / \(divisor) ⋅ \(scale)") }
        line.add(")\(root) = ")
      }
      line.add("\(shown(underRoot))\(root)")
    case .copy: line.add("input")
    case .rectified: line.add("max(input, 0)")
    }
    line.add(" = ")
    line.add(model.hidesValue ? "?" : isWalking ? "…" : value, .accent)
    return line
  }

  /// Taps are still to come: what they add up to is not said yet.
  private var isWalking: Bool { model.tap.map { $0 < step.taps.count - 1 } ?? false }

  /// A result on the way to the value: hidden as long as the value is.
  private func shown(_ number: Float) -> String {
    model.hidesValue ? "?" : isWalking ? "…" : NumberFormat.short(number)
  }

  /// The channels' sums, or that there are too many to name them.
  private func channelSums(columns: Int) -> String {
    let sums = step.channelSums
    guard sums.count > 1 else { return "Σ input × weight" }
    // The bias and the result stand behind.
    let room = columns - 30
    let text = NumberFormat.joined(sums.prefix(max(room, 0)).map { shown($0.sum) })
    return text.width <= room ? text : model.say("Σ of \(sums.count) channel sums")
  }

  /// The tap in focus with its coordinates, or what the whole window has to say.
  var detail: Line {
    guard let index = model.tap else { return whole }
    return TapLine(
      step, tap: index, language: model.options.language, hidesResults: model.hidesValue
    ).line(columns: columns)
  }

  private var whole: Line {
    guard !step.taps.isEmpty else {
      return Line(model.say("no tap lands here: only the bias is left"), .structure)
    }
    let channels = step.channelSums.count
    let over = channels > 1 ? " over \(channels) channels" : ""
    let taps = "\(step.taps.count) \(plural(step.taps.count, "tap"))\(over)"
    let padding = step.taps.count - step.tapsOnData
    var words = ["\(taps), \(step.tapsOnData) on data"]
    if padding > 0 { words[0] += ", \(padding) on padding" }
    if let winner = step.winner, !model.hidesValue {
      let place = step.taps[winner].place
      words.append("the winner is input[\(place.channel), \(place.row), \(place.column)]")
      let equal = step.taps.count { $0.source != nil && $0.input == step.taps[winner].input }
      if equal > 1 { words[1] += ", the first of \(equal) equal" }
    }
    if case .mean = step.reduction { words.append("variance \(NumberFormat.short(step.variance))") }
    let said = words.map(model.say)
    let all = said.joined(separator: "; ")
    // What is special about the rule says more than how many taps there are.
    guard all.width > columns, said.count > 1 else { return Line(all, .structure) }
    return Line(said.dropFirst().joined(separator: "; "), .structure)
  }
}
