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
    let lines = self.lines
    let room = rect.rows - 2
    let top = firstLine(lines, room: room)
    for (offset, line) in lines.dropFirst(top).prefix(room).enumerated() {
      frame.write(line.text, column: rect.column, row: rect.row + 2 + offset, columns: rect.columns)
    }
    guard lines.count > room, room > 0 else { return }
    let place = "  lines \(top + 1)–\(min(top + room, lines.count)) of \(lines.count)"
    frame.write(
      place, column: rect.column + rect.columns - place.width, row: rect.row,
      style: .structure)
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

  /// One line of terms.
  private struct Terms {
    var text: Line
    var taps: Range<Int>
  }

  /// The line from which on the terms are shown: the tap in focus stays in sight.
  private func firstLine(_ lines: [Terms], room: Int) -> Int {
    guard let tap = model.tap, let line = lines.firstIndex(where: { $0.taps.contains(tap) }) else {
      return 0
    }
    return min(max(line - room / 2, 0), max(lines.count - room, 0))
  }

  private var lines: [Terms] {
    let inputWidth = width(step.taps.map { NumberFormat.short($0.input) })
    let weightWidth = width(step.taps.map { $0.weight.map(NumberFormat.short) ?? "" })
    let labelWidth = step.taps.map { label($0).width }.max() ?? 0
    let term = inputWidth + (weightWidth > 0 ? weightWidth + 1 : 0) + 3
    let perLine = max((columns - labelWidth - 16) / term, 1)
    let longest = min(perLine, Set(step.taps.map(\.place.column)).count)
    var lines: [Terms] = []
    var start = 0
    while start < step.taps.count {
      let first = step.taps[start]
      var end = start
      while end < step.taps.count, end - start < perLine,
        step.taps[end].place.channel == first.place.channel,
        step.taps[end].kernel.rows == first.kernel.rows
      { end += 1 }
      lines.append(
        terms(
          start..<end, labelWidth: labelWidth, inputWidth: inputWidth, weightWidth: weightWidth,
          width: longest * term - 3))
      start = end
    }
    return lines
  }

  private func width(_ texts: [String]) -> Int { texts.map(\.width).max() ?? 0 }

  private func label(_ tap: Tap) -> String {
    let channels = model.stage.trace.input.shape.channels
    return (channels > 1 ? "channel \(tap.place.channel)  " : "")
      + "row \(NumberFormat.short(Float(tap.place.row)))"
  }

  private func terms(
    _ range: Range<Int>, labelWidth: Int, inputWidth: Int, weightWidth: Int, width: Int
  ) -> Terms {
    var line = Line(label(step.taps[range.lowerBound]).left(labelWidth) + "  ", .structure)
    let start = line.width
    for index in range {
      let tap = step.taps[index]
      var term = NumberFormat.short(tap.input).right(inputWidth)
      if let weight = tap.weight {
        term += "×" + NumberFormat.short(weight).left(weightWidth)
      }
      line.add(term, style(of: index))
      if index < range.upperBound - 1 { line.add(separator, .structure) }
    }
    if case .sum = step.reduction {
      let sum = step.taps[range].reduce(0.0) { $0 + Double($1.input) * Double($1.weight ?? 1) }
      line.add(String(repeating: " ", count: max(start + width - line.width, 0)))
      line.add(" = ", .structure)
      line.add(NumberFormat.short(Float(sum)))
    }
    return Terms(text: line, taps: range)
  }

  private var separator: String {
    switch step.reduction {
    case .sum, .mean, .norm: " + "
    case .maximum, .copy, .rectified: "   "
    }
  }

  private func style(of index: Int) -> Style {
    if index == model.tap { return .tap }
    if let tap = model.tap, index > tap { return .structure }
    if model.tap == nil, index == step.winner { return .window }
    return step.taps[index].isPadding ? .structure : .plain
  }
}
