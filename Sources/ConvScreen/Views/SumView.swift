import ConvCore

/// Opens one output element to its full sum: every tap as input × weight, row by row of the kernel.
struct SumView {
  private let model: Model
  private let step: Step
  private let columns: Int

  init(_ model: Model, columns: Int) {
    self.model = model
    step = model.step
    self.columns = columns
  }

  func draw(_ rect: Rect, into frame: inout Frame) {
    frame.write(headline, column: rect.column, row: rect.row, columns: rect.columns)
    frame.write(detail, column: rect.column, row: rect.row + 1, columns: rect.columns)
    let terms = SumTerms(
      step, tap: model.tap, channels: model.stage.trace.input.shape.channels, columns: columns
    ).shown(rows: rect.rows - 2)
    for (offset, line) in terms.lines.enumerated() {
      frame.write(line, column: rect.column, row: rect.row + 2 + offset, columns: rect.columns)
    }
    guard let place = terms.place else { return }
    frame.write(
      place, column: rect.column + rect.columns - place.width, row: rect.row, style: .structure)
  }

  /// The result and how it came to be, in one line.
  private var headline: Line {
    let place = step.output
    var line = Line("out[\(place.channel), \(place.row), \(place.column)]", .accent)
    line.add(" = ")
    switch step.reduction {
    case .sum(let bias):
      let sums = step.channelSums
      if sums.count > 1 {
        line.add(sums.prefix(8).map { NumberFormat.short($0.sum) }.joined(separator: " + "))
        line.add(sums.count > 8 ? " + … over \(sums.count) channels" : "  over the channels")
      } else {
        line.add("Σ input × weight")
      }
      if let bias { line.add(" + bias \(NumberFormat.short(bias))") }
    case .maximum:
      line.add("max of \(step.tapsOnData) input\(step.tapsOnData == 1 ? "" : "s")")
    case .mean(let divisor):
      let sum = step.taps.reduce(0.0) { $0 + Double($1.input) }
      line.add("Σ input / divisor = \(NumberFormat.short(Float(sum))) / \(divisor)")
    case .norm(let power, let divisor, let scale):
      line.add("(Σ input^\(NumberFormat.short(power))")
      if divisor != scale { line.add(" / \(divisor) · \(scale)") }
      line.add(")^(1/\(NumberFormat.short(power)))")
    case .copy: line.add("input")
    case .rectified: line.add("max(input, 0)")
    }
    line.add(" = ")
    line.add(NumberFormat.exact(step.value), .accent)
    return line
  }

  /// The tap in focus with its coordinates, or what the whole window has to say.
  private var detail: Line {
    guard let index = model.tap else { return whole }
    let tap = step.taps[index]
    var line = Line("tap \(index + 1) of \(step.taps.count)  ", .accent)
    let place = tap.place
    switch tap.source {
    case tap.place?: line.add("input[\(place.channel), \(place.row), \(place.column)]")
    case let source?:
      line.add("padding repeats input[\(source.channel), \(source.row), \(source.column)]")
    case nil: line.add("padding at row \(place.row), column \(place.column)")
    }
    line.add(" = \(NumberFormat.exact(tap.input))")
    if let weight = tap.weight {
      line.add(
        "  ×  kernel[\(tap.kernel.rows), \(tap.kernel.columns)] = \(NumberFormat.exact(weight))")
      line.add("  =  \(NumberFormat.short(tap.product))")
    }
    line.add("   so far ")
    line.add(NumberFormat.short(step.value(after: index + 1)), .accent)
    return line
  }

  private var whole: Line {
    var line = Line("\(step.taps.count) taps, \(step.tapsOnData) on data", .structure)
    let padding = step.taps.count - step.tapsOnData
    if padding > 0 { line.add(", \(padding) on padding", .structure) }
    if let winner = step.winner {
      let place = step.taps[winner].place
      line.add("; the winner is input[\(place.channel), \(place.row), \(place.column)]", .structure)
      let equal = step.taps.count { $0.source != nil && $0.input == step.taps[winner].input }
      if equal > 1 { line.add(", the first of \(equal) equal", .structure) }
    }
    if case .mean = step.reduction {
      line.add("; variance \(NumberFormat.short(variance))", .structure)
    }
    if step.taps.isEmpty { line = Line("no tap lands here: only the bias is left", .structure) }
    return line
  }

  /// The mean squared distance of the window's data from its mean.
  private var variance: Float {
    let data = step.taps.filter { $0.source != nil }.map { Double($0.input) }
    let mean = data.reduce(0, +) / Double(max(data.count, 1))
    return Float(data.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(data.count, 1)))
  }
}
