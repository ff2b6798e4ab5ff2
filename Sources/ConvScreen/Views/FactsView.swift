import ConvCore

/// What the operator costs and covers: formulas with the numbers in them.
struct FactsView {
  private let model: Model
  private let stage: Stage
  private let operation: any Operator

  init(_ model: Model) {
    self.model = model
    stage = model.stage
    operation = model.stratum.operation
  }

  func draw(_ rect: Rect, into frame: inout Frame) {
    for (offset, fact) in facts(columns: rect.columns).prefix(rect.rows).enumerated() {
      frame.write(fact, column: rect.column, row: rect.row + offset, columns: rect.columns)
    }
  }

  private func facts(columns: Int) -> [Line] {
    let settings = settings(columns: columns)
    let facts = [special, size, cost, field, data].compactMap { $0 }
    return model.focus == .settings ? [settings] + facts : facts + [settings]
  }

  private func fact(_ name: String, _ text: String) -> Line {
    Line(name.left(7), .structure) + Line(text)
  }

  /// Every setting with its value; the chosen one stands out while the settings are in focus.
  private func settings(columns: Int) -> Line {
    let values = operation.settingValues
    var line = Line("set".left(7), .structure)
    // Settings before the chosen one make room when the line is too short for all.
    var first = 0
    while first < model.chosenSetting, model.focus == .settings,
      values[first...model.chosenSetting].reduce(7, { $0 + settingText($1).width + 2 }) > columns
    { first += 1 }
    for (index, setting) in values.enumerated().dropFirst(first) {
      let isChosen = model.focus == .settings && index == model.chosenSetting
      if isChosen {
        line.add("▸\(settingText(setting))", .window)
      } else {
        line.add("\(settingName(setting.name)) ", .structure)
        line.add(setting.value)
      }
      line.add("  ")
    }
    return line
  }

  private func settingText(_ setting: (name: String, value: String, knob: Knob?)) -> String {
    "\(settingName(setting.name)) \(setting.value)"
  }

  private var size: Line {
    let (rows, columns) = (stage.reading.rows, stage.reading.columns)
    guard rows != columns else { return fact("size", rows.formula) }
    return fact("size", "\(rows.formula)   ×   \(columns.formula)")
  }

  private var cost: Line {
    let cost = stage.cost
    var words: [String] = []
    if cost.parameters > 0 {
      words.append(
        "\(grouped(cost.weights)) weight\(cost.weights == 1 ? "" : "s")"
          + (cost.biases > 0 ? " + \(grouped(cost.biases)) bias" : ""))
      words.append(
        "\(grouped(cost.macs)) MACs, \(grouped(cost.macsOnPadding)) "
          + (stage.reading.window == nil ? "cropped" : "on padding"))
    } else {
      words.append("no parameters, 0 MACs")
    }
    if cost.comparisons > 0 { words.append("\(grouped(cost.comparisons)) comparisons") }
    if cost.additions > 0 { words.append("\(grouped(cost.additions)) additions") }
    return fact("cost", words.joined(separator: "   "))
  }

  private var field: Line {
    guard let field = stage.field else {
      return fact("field", "has no closed form behind this operator: step through it")
    }
    let jump = Pair(field.rows.jump, field.columns.jump)
    let area = field.rows.size * field.columns.size
    var text = "\(field.rows.size)×\(field.columns.size), "
    text += "\(grouped(field.touched)) of \(grouped(area)) touched   jump \(jump)"
    text += "   first \(number(field.rows.first))"
    if let window = stage.reading.window, window.rows.dilation > 1 {
      let rows = window.rows
      text += "   effective kernel \(rows.dilation)·(\(rows.kernel)−1)+1 = \(rows.extent)"
    }
    return fact("field", text)
  }

  private func number(_ value: Int) -> String { value < 0 ? "−\(-value)" : "\(value)" }

  /// What this window and all windows read of the data.
  private var data: Line {
    let step = model.step
    let plane = stage.reading.input.plane
    var text = "taps on data \(step.tapsOnData)/\(step.taps.count)"
    if case .mean(let divisor) = step.reduction { text += "   divisor \(divisor)" }
    text += "   unread inputs \(grouped(stage.cost.unreadInputs)) of \(grouped(plane))"
    return fact("data", text)
  }

  /// What only some operators have to show.
  private var special: Line? {
    let position = model.setup.position
    switch (stage.reading.rows.rule, stage.reading.columns.rule) {
    case (.bins, .bins):
      return fact(
        "bins",
        "rows \(stage.reading.rows.binFormula(position.row))   "
          + "columns \(stage.reading.columns.binFormula(position.column))")
    case (.transposed, .transposed):
      let hits = (0..<stage.reading.columns.output).prefix(24)
        .map { "\(stage.reading.columns.taps(at: $0).count)" }.joined(separator: " ")
      return fact("hits", "each column of the output is hit \(hits) times")
    default:
      return nil
    }
  }
}

extension AxisReading {
  /// The output length with the numbers in its formula, and the fraction that rounding drops.
  fileprivate var formula: String {
    switch rule {
    case .bins: return "\(output) bins over \(input)"
    case .transposed(let axis):
      let plain = (input - 1) * axis.stride - 2 * axis.paddingBefore + axis.extent
      let extra = output - plain
      return "(\(input)−1)·\(axis.stride) − 2·\(axis.paddingBefore)"
        + " + \(axis.dilation)·(\(axis.kernel)−1) + \(extra) + 1 = \(output)"
    case .window(let axis, _):
      let padded = input + axis.paddingBefore + axis.paddingAfter
      let slack = padded - axis.extent
      let padding =
        axis.paddingBefore == axis.paddingAfter
        ? "2·\(axis.paddingBefore)" : "\(axis.paddingBefore) + \(axis.paddingAfter)"
      let fraction =
        "(\(input) + \(padding) − \(axis.dilation)·(\(axis.kernel)−1) − 1) / \(axis.stride)"
      let isCeil = slack < 0 || slack / axis.stride + 1 < output
      let (open, close) = isCeil ? ("⌈", "⌉") : ("⌊", "⌋")
      let dropped =
        slack.isMultiple(of: axis.stride)
        ? "" : "   (\(hundredths(slack, axis.stride)) \(isCeil ? "up" : "down"))"
      return "\(open)\(fraction)\(close) + 1 = \(output)\(dropped)"
    }
  }

  private func hundredths(_ dividend: Int, _ divisor: Int) -> String {
    NumberFormat.short(Float(dividend) / Float(divisor))
  }

  /// A bin's ends with the numbers in their formulas.
  fileprivate func binFormula(_ position: Int) -> String {
    let bin = bin(at: position)
    return "⌊\(position)·\(input)/\(output)⌋ … ⌈\(position + 1)·\(input)/\(output)⌉"
      + " = \(bin.lowerBound) … \(bin.upperBound) (\(bin.count))"
  }
}
