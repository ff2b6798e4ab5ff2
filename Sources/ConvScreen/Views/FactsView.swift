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
    let facts = facts(columns: rect.columns).map { $0.lines(columns: rect.columns) }
    let counts = FactsView.lineCounts(of: facts.map(\.count), rows: rect.rows)
    let lines = zip(facts, counts).flatMap { $0.prefix($1) }
    for (offset, line) in lines.prefix(rect.rows).enumerated() {
      frame.write(line, column: rect.column, row: rect.row + offset, columns: rect.columns)
    }
  }

  /// A line for each, and one more in turn as long as there are some.
  private static func lineCounts(of wanted: [Int], rows: Int) -> [Int] {
    var counts = wanted.map { _ in 1 }
    var spare = rows - wanted.count
    while spare > 0, counts != wanted {
      for index in wanted.indices where spare > 0 && counts[index] < wanted[index] {
        counts[index] += 1
        spare -= 1
      }
    }
    return counts
  }

  /// What matters most comes first; the settings do while they are in focus.
  private func facts(columns: Int) -> [Fact] {
    let settings = Fact(model.say("set"), settings)
    let facts = [special, size, cost, field].compactMap { $0 }
    return model.focus == .settings ? [settings] + facts : facts + [settings]
  }

  /// Every setting with its value; the chosen one stands out while the settings are in focus.
  private var settings: [Line] {
    operation.settingValues.enumerated().map { index, setting in
      guard model.focus == .settings, index == model.chosenSetting else {
        return Line("\(settingName(setting.name)) ", .structure) + Line(setting.value)
      }
      return Line("▸\(settingName(setting.name)) \(setting.value)", .window)
    }
  }

  /// A fact whose name and parts are said in the screen's language.
  private func fact(_ name: String, _ parts: [String]) -> Fact {
    Fact(model.say(name), parts.map { Line(model.say($0)) })
  }

  private var size: Fact {
    let (rows, columns) = (stage.reading.rows, stage.reading.columns)
    let formulas = [rows, columns].map { $0.formula(isCeil: operation.isCeil) }
    let roundings = [rows, columns].map { $0.rounding(isCeil: operation.isCeil) }
    var parts =
      rows == columns
      ? [formulas[0], roundings[0]]
      : ["rows \(formulas[0])", roundings[0], "columns \(formulas[1])", roundings[1]]
    parts.removeAll(where: \.isEmpty)
    if let window = stage.reading.window {
      let axes = window.rows == window.columns ? [window.rows] : [window.rows, window.columns]
      parts += axes.filter { $0.dilation > 1 }.map {
        "effective kernel \($0.dilation)⋅(\($0.kernel)−1)+1 = \($0.extent)"
      }
    }
    return fact("size", parts)
  }

  private var cost: Fact {
    let cost = stage.cost
    var parts: [String] = []
    if cost.parameters > 0 {
      parts.append(
        "\(grouped(cost.weights)) \(plural(cost.weights, "weight"))"
          + (cost.biases > 0 ? " + \(grouped(cost.biases)) bias" : ""))
      parts.append(
        "\(grouped(cost.macs)) \(plural(cost.macs, "MAC")), \(grouped(cost.macsOnPadding)) "
          + (stage.reading.window == nil ? "cropped" : "on padding"))
    } else {
      parts.append("no parameters, 0 MACs")
    }
    if cost.comparisons > 0 {
      parts.append("\(grouped(cost.comparisons)) \(plural(cost.comparisons, "comparison"))")
    }
    if cost.additions > 0 {
      parts.append("\(grouped(cost.additions)) \(plural(cost.additions, "addition"))")
    }
    let inputs = stage.reading.input.plane
    parts.append(
      "\(grouped(cost.unreadInputs)) of \(grouped(inputs)) \(plural(inputs, "input")) unread")
    return fact("cost", parts)
  }

  private var field: Fact {
    guard let field = stage.field else {
      return fact("field", ["has no closed form behind this operator: step through it"])
    }
    let area = field.rows.size * field.columns.size
    return fact(
      "field",
      [
        "\(field.rows.size)×\(field.columns.size), "
          + "\(grouped(field.touched)) of \(grouped(area)) touched",
        "jump \(Pair(field.rows.jump, field.columns.jump))",
        "first \(signed(field.rows.first))",
      ])
  }

  /// What only some operators have to show.
  private var special: Fact? {
    let position = model.setup.position
    switch (stage.reading.rows.rule, stage.reading.columns.rule) {
    case (.bins, .bins):
      return fact(
        "bins",
        [
          "rows \(stage.reading.rows.binFormula(position.row))",
          "columns \(stage.reading.columns.binFormula(position.column))",
          stage.reading.rows.sharing(of: "rows"), stage.reading.columns.sharing(of: "columns"),
        ])
    case (.transposed, .transposed):
      let outputs = 0..<stage.reading.columns.output
      let hits =
        outputs.prefix(16).map { "\(stage.reading.columns.taps(at: $0).count)" }
        .joined(separator: " ") + (outputs.count > 16 ? " …" : "")
      return fact("hits", ["each output column is hit", "\(hits) times"])
    default:
      return nil
    }
  }
}

/// A name and what is to be said under it, in parts that stay whole.
private struct Fact {
  private let name: String
  private let parts: [Line]

  private static let nameWidth = 7

  init(_ name: String, _ parts: [Line]) {
    self.name = name
    self.parts = parts
  }

  /// The parts one after another, on a new line where one does not fit.
  func lines(columns: Int) -> [Line] {
    var lines = [Line(name.left(Fact.nameWidth), .structure)]
    var gap = Line()
    let room = columns - Fact.nameWidth
    for part in parts.flatMap({ $0.width <= room ? [$0] : $0.wrapped(columns: room) }) {
      let last = lines.count - 1
      let isOver = lines[last].width + gap.width + part.width > columns
      if isOver, gap.width > 0 {
        lines.append(Line(String(repeating: " ", count: Fact.nameWidth)) + part)
      } else {
        lines[last] = lines[last] + gap + part
      }
      gap = Line("   ")
    }
    return lines
  }
}

extension Operator {
  /// Its output length is rounded up.
  var isCeil: Bool { settingValues.contains { $0.name == "ceil_mode" && $0.value == "True" } }
}

extension AxisReading {
  /// The output length with the numbers in its formula.
  func formula(isCeil: Bool) -> String {
    switch rule {
    case .bins: return "\(output) bins over \(input)"
    case .transposed(let axis):
      let plain = (input - 1) * axis.stride - 2 * axis.paddingBefore + axis.extent
      let extra = output - plain
      return "(\(input)−1)⋅\(axis.stride) − 2⋅\(axis.paddingBefore)"
        + " + \(axis.dilation)⋅(\(axis.kernel)−1) + \(extra) + 1 = \(output)"
    case .window(let axis, _): return windowFormula(axis, isCeil: isCeil)
    }
  }

  private func windowFormula(_ axis: Axis, isCeil: Bool) -> String {
    let slack = input + axis.paddingBefore + axis.paddingAfter - axis.extent
    let padding =
      axis.paddingBefore == axis.paddingAfter
      ? "2⋅\(axis.paddingBefore)" : "\(axis.paddingBefore) + \(axis.paddingAfter)"
    let fraction =
      "(\(input) + \(padding) − \(axis.dilation)⋅(\(axis.kernel)−1) − 1) / \(axis.stride)"
    let rounded = (slack + (isCeil ? axis.stride - 1 : 0)) / axis.stride + 1
    let (open, close) = isCeil ? ("⌈", "⌉") : ("⌊", "⌋")
    let dropped = rounded > output ? " − 1 in the padding" : ""
    return "\(open)\(fraction)\(close) + 1\(dropped) = \(output)"
  }

  /// The fraction that rounding drops or fills up; empty where the division leaves none.
  func rounding(isCeil: Bool) -> String {
    guard case .window(let axis, _) = rule else { return "" }
    let slack = input + axis.paddingBefore + axis.paddingAfter - axis.extent
    guard !slack.isMultiple(of: axis.stride) else { return "" }
    return "(\(decimal(slack, axis.stride)) \(isCeil ? "up" : "down"))"
  }

  /// A quotient with as many digits as it needs, at most four.
  private func decimal(_ dividend: Int, _ divisor: Int) -> String {
    var text = NumberFormat.short(Float(dividend) / Float(divisor))
    while text.contains("."), text.hasSuffix("0") { text.removeLast() }
    return text
  }

  /// How many elements lie in more than one bin.
  fileprivate func sharing(of elements: String) -> String {
    var bins = [Int](repeating: 0, count: input)
    for position in 0..<output {
      for element in bin(at: position) { bins[element] += 1 }
    }
    return "\(bins.count { $0 > 1 }) of \(input) \(elements) in several bins"
  }

  /// A bin's ends with the numbers in their formulas.
  fileprivate func binFormula(_ position: Int) -> String {
    let bin = bin(at: position)
    return "⌊\(position)⋅\(input)/\(output)⌋…⌈\(position + 1)⋅\(input)/\(output)⌉"
      + " = \(bin.lowerBound)…\(bin.upperBound)"
  }
}
