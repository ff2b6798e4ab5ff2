import ConvCore

extension Model {
  /// The state of the Stack view.
  struct Stack: Sendable {
    var focus = Focus.element
    /// Positions are shaded and numbered by the paths that lead from them.
    var showsPaths = false
    /// The input's channel that is shown where it is no colour picture.
    var inputChannel = 0
    /// Nil while another view is shown and after a change.
    var survey: Survey?

    /// What the arrows move.
    enum Focus: Hashable, Sendable { case element, layers }
  }

  /// Works out what the Stack view needs, while it is shown.
  mutating func surveyStack() {
    guard view == .stack else { return }
    if stack.survey != nil {
      stack.survey?.move(to: Pair(setup.position.row, setup.position.column))
      return
    }
    do throws(Refusal) {
      stack.survey = try Survey(of: setup, limit: options.limit)
      stack.inputChannel = min(stack.inputChannel, setup.input.shape.channels - 1)
    } catch {
      refuse(error)
    }
  }

  /// Does what a command means in the Stack view; false: it means what it does everywhere.
  mutating func performInStack(_ command: Command) -> Bool {
    switch command {
    case .up where stack.focus == .layers: chooseLayer(setup.layer - 1)
    case .down where stack.focus == .layers: chooseLayer(setup.layer + 1)
    case .first where stack.focus == .layers: chooseLayer(0)
    case .last where stack.focus == .layers: chooseLayer(setup.strata.count - 1)
    case .left, .right, .up, .down, .first, .last:
      focus = .output
      move(command)
    case .nextLayer: chooseLayer(setup.layer + 1)
    case .previousLayer: chooseLayer(setup.layer - 1)
    case .focusNext, .focusPrevious: shiftStackFocus()
    case .choose where hidesValue: reveal()
    case .choose: show(.window)
    case .nextInputChannel: showChannel(by: 1)
    case .previousInputChannel: showChannel(by: -1)
    default: return false
    }
    return true
  }

  private mutating func shiftStackFocus() {
    stack.focus = stack.focus == .element ? .layers : .element
    status = Status(
      text: stack.focus == .layers
        ? "the arrows choose a layer" : "the arrows move the element, its field follows")
  }

  private mutating func showChannel(by change: Int) {
    let count = setup.input.shape.channels
    guard count > 1 else {
      refuse(Refusal("the input has one channel only"))
      return
    }
    stack.inputChannel = (stack.inputChannel + change + count) % count
    status = Status(text: "input channel \(stack.inputChannel) of 0 to \(count - 1)")
  }
}

// MARK: Changes

extension Model {
  mutating func rebuild(_ command: StackCommand) {
    switch command {
    case .insert:
      rebuild("layer \(setup.layer + 1) added") { (setup) throws(Refusal) in
        try setup.duplicateLayer()
      }
    case .remove:
      rebuild("layer \(setup.layer) removed") { (setup) throws(Refusal) in
        try setup.removeLayer()
      }
    case .raise: moveLayer(by: -1)
    case .lower: moveLayer(by: 1)
    case .moreRate: turnRate(by: 1)
    case .lessRate: turnRate(by: -1)
    case .nextRates: changeRates(by: 1)
    case .previousRates: changeRates(by: -1)
    case .paths: togglePaths()
    case .centre: goToCentre()
    }
  }

  private mutating func moveLayer(by change: Int) {
    rebuild("layer \(setup.layer) → \(setup.layer + change)") { (setup) throws(Refusal) in
      try setup.moveLayer(by: change)
    }
  }

  /// A change whose effect on the whole stack is said.
  private mutating func rebuild(
    _ cause: String, _ edit: (inout Setup) throws(Refusal) -> Void
  ) {
    guard let before = stack.survey?.report else { return }
    let strata = setup.strata
    change(cause, edit)
    surveyStack()
    guard !status.isAlarm, let after = stack.survey?.report else { return }
    let effects = StackChange(from: before, to: after).text
    said.text = "\(cause): \(effects.isEmpty ? Change.nothing : effects)"
    sayWhatElseBecame(since: strata)
  }

  private mutating func togglePaths() {
    stack.showsPaths.toggle()
    status = Status(
      text: stack.showsPaths
        ? "the brighter a position, the more paths of taps lead from it to the element"
        : "the positions from which a path of taps leads to the element")
  }

  private mutating func goToCentre() {
    let shape = stage.output.shape
    go(
      to: Position(
        channel: setup.position.channel, row: shape.height / 2, column: shape.width / 2))
  }
}

// MARK: Rates

extension Model {
  /// The step from standard to dilated at equal parameters.
  private mutating func turnRate(by step: Int) {
    guard let convolution = stratum.operation as? Convolution, convolution.kernel != Pair(1) else {
      refuse(
        Refusal(
          "\(stratum.operation.notation(short: true)) has no taps to spread: "
            + "choose a convolution with a kernel above 1"))
      return
    }
    let before = stage
    let rate = convolution.dilation.rows + step
    change { (setup) throws(Refusal) in
      setup.strata[setup.layer].operation = try convolution.atRate(rate)
    }
    guard !status.isAlarm else { return }
    var words = ["rate \(convolution.dilation) → \(rate): "]
    words[0] += fields(before.field, stage.field)
    words.append("parameters still \(grouped(stage.cost.parameters))")
    if let old = share(before.reading), let new = share(stage.reading) {
      words.append("all taps on data \(old) → \(new) %")
    }
    said.text = words.joined(separator: ", ")
  }

  private func fields(_ before: ReceptiveField?, _ after: ReceptiveField?) -> String {
    "field \(before?.size ?? "–") → \(after?.size ?? "–")"
  }

  private func share(_ reading: Reading) -> String? {
    reading.positionsWithAllTapsOnData.map { percent($0, of: reading.output.plane) }
  }

  /// The rates of the next schedule that differs from the present rates.
  private mutating func changeRates(by step: Int) {
    let present = setup.rates
    guard !present.isEmpty, let before = stack.survey?.report else {
      refuse(Refusal("no convolution of the stack has a kernel above 1: rates change nothing"))
      return
    }
    var schedules: [(RateSchedule, rates: [Pair])] = []
    for schedule in RateSchedule.allCases {
      let rates = present.indices.map { Pair(schedule.rate(at: $0)) }
      if !schedules.contains(where: { $0.rates == rates }) { schedules.append((schedule, rates)) }
    }
    let place = schedules.firstIndex { $0.rates == present } ?? (step > 0 ? -1 : 0)
    let (schedule, rates) = schedules[(place + step + schedules.count) % schedules.count]
    change { (setup) throws(Refusal) in try setup.setRates(schedule) }
    surveyStack()
    guard !status.isAlarm, let after = stack.survey?.report else { return }
    said.text = summary(of: rates, from: before, to: after)
  }

  private func summary(of rates: [Pair], from before: Report, to after: Report) -> String {
    let shown = rates.prefix(6).map(\.description).joined(separator: ", ")
    let field = after.lines.last?.field
    var words = ["rates \(shown)\(rates.count > 6 ? ", …" : ""): "]
    words[0] += fields(before.lines.last?.field, field)
    if let field {
      words.append("\(grouped(field.touched)) of \(grouped(field.area)) touched")
    }
    if let parameters = after.total({ $0.parameters }) {
      words.append("parameters still \(grouped(parameters))")
    }
    return words.joined(separator: ", ")
  }
}

extension ReceptiveField {
  /// The positions of its box.
  var area: Int { rows.size * columns.size }
}

/// A share in percent with one decimal: `40.5`.
func percent(_ part: Int, of whole: Int) -> String {
  guard whole > 0 else { return "0" }
  let tenths = Int((Double(part) / Double(whole) * 1000).rounded())
  return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
}

/// What one change did to the whole stack, for the status line.
struct StackChange {
  let text: String

  init(from before: Report, to after: Report) {
    var effects: [String] = []
    func compare(_ name: String, _ old: String?, _ new: String?) {
      guard let old, let new, old != new else { return }
      effects.append("\(name) \(old) → \(new)")
    }
    let (old, new) = (before.lines.last, after.lines.last)
    compare("output", old?.reading.output.description, new?.reading.output.description)
    compare("field", old?.field?.size, new?.field?.size)
    compare(
      "parameters", before.total { $0.parameters }.map(grouped),
      after.total { $0.parameters }.map(grouped))
    compare("MACs", before.total { $0.macs }.map(grouped), after.total { $0.macs }.map(grouped))
    text = effects.joined(separator: ", ")
  }
}
