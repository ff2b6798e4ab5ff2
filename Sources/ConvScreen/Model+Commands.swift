import ConvCore

extension Model {
  mutating func press(_ key: Key) -> Effect? {
    guard fits else { return pressInSmall(key) }
    if prompt.isOpen { return pressInPrompt(key) }
    if entry != nil { return pressInEntry(key) }
    if code != nil { return pressInCode(key) }
    if beginEntry(with: key) { return nil }
    guard let command = Keymap.command(for: key, in: view) else {
      status = Status(text: "\(key.name) does nothing here: ? shows all keys", isAlarm: true)
      return nil
    }
    if isHelping { return performInHelp(command) }
    if lessonMenu != nil { return performInMenu(command) }
    if isOnPath, command == .choose, focus == .output { return nextStep() }
    leavePath(by: command)
    return perform(command)
  }

  /// In the help the arrows scroll, and every other key closes it.
  private mutating func performInHelp(_ command: Command) -> Effect? {
    switch command {
    case .quit: return .quit
    case .suspend: return .suspend
    case .redraw: return .redraw
    case .down: helpTop += 1
    case .up: helpTop = max(helpTop - 1, 0)
    default:
      isHelping = false
      helpTop = 0
    }
    return nil
  }

  /// Does what the command means in the present view alone; false: it means what it does everywhere.
  private mutating func performInView(_ command: Command) -> Bool {
    switch view {
    case .window: false
    case .channels: performInChannels(command)
    case .stack: performInStack(command)
    case .compare: performInCompare(command)
    }
  }

  private mutating func perform(_ command: Command) -> Effect? {
    guard !performInView(command) else { return nil }
    switch command {
    case .left, .right, .up, .down, .first, .last: move(command)
    case .nextChannel: goToChannel(setup.position.channel + 1)
    case .previousChannel: goToChannel(setup.position.channel - 1)
    case .nextTap: walk(1)
    case .previousTap: walk(-1)
    case .play: play()
    case .faster: speedUp(1)
    case .slower: speedUp(-1)
    case .more(let knob): turn(knob, by: 1)
    case .less(let knob): turn(knob, by: -1)
    case .nextOperator: switchOperator(by: 1)
    case .previousOperator: switchOperator(by: -1)
    case .nextSample: return .load(Source(name: "sample:\(sample(by: 1))"))
    case .previousSample: return .load(Source(name: "sample:\(sample(by: -1))"))
    case .nextKernel: switchKernel(by: 1)
    case .previousKernel: switchKernel(by: -1)
    case .typeBias: typeBias()
    case .nextInputChannel: showInputChannel(by: 1)
    case .previousInputChannel: showInputChannel(by: -1)
    case .nextLayer: enterLayer(setup.layer + 1)
    case .previousLayer: enterLayer(setup.layer - 1)
    case .nextComparison: return showComparison(by: 1)
    case .previousComparison: return showComparison(by: -1)
    case .pin: pin()
    case .swap: swapSides()
    case .show(let view): show(view)
    case .stack(let command): rebuild(command)
    case .focusNext: shiftFocus(by: 1)
    case .focusPrevious: shiftFocus(by: -1)
    case .choose where hidesValue && focus == .output: reveal()
    case .choose where view == .channels || view == .compare:
      status = Status(text: "Enter goes on in a lesson and reveals a hidden value")
    case .choose: choose()
    case .separate: separate()
    case .reveal: reveal()
    case .predict: togglePredicting()
    case .nextStep: return nextStep()
    case .previousStep: return previousStep()
    case .returnToStep: return returnToStep()
    case .chooseLesson: chooseLesson()
    case .undo: undo()
    case .redo: redo()
    case .help: isHelping = true
    case .prompt: prompt.open()
    case .close: close()
    case .redraw: return .redraw
    case .suspend: return .suspend
    case .quit: return .quit
    }
    return nil
  }

  private mutating func close() {
    tap = nil
    marked = nil
    markedKernel = nil
    focus = .output
    isPlaying = false
    status = Status(text: "")
  }
}

// MARK: Settings

extension Model {
  private mutating func turn(_ knob: Knob, by change: Int) {
    edit { (operation) throws(Refusal) in try operation.turning(knob, by: change) }
  }

  mutating func stepSetting(by change: Int) {
    let name = stratum.operation.settingValues[chosenSetting].name
    edit { (operation) throws(Refusal) in try operation.stepping(name, by: change) }
  }

  /// Changes the layer's operator; the layers after it follow its channels.
  mutating func edit(
    _ edit: (any Operator) throws(Refusal) -> any Operator
  ) {
    change { (setup) throws(Refusal) in
      setup.strata[setup.layer].operation = try edit(setup.strata[setup.layer].operation)
      try setup.passChannelsOn()
    }
    warnAboutWeights()
  }

  /// Says so when the weights that were asked for are of another size than the kernel.
  private mutating func warnAboutWeights() {
    guard !status.isAlarm, stratum.operation.parameterShape != nil,
      !stratum.weights.fits(stratum.operation)
    else { return }
    status.text += "; the weights are of another size, integers stand in"
  }

  private mutating func switchOperator(by change: Int) {
    let input = stage.trace.input.shape
    edit { (operation) throws(Refusal) in
      try Catalog.neighbour(of: operation, by: change, for: input)
    }
  }

  private mutating func switchKernel(by direction: Int) {
    guard let shape = stratum.operation.parameterShape else {
      refuse(Refusal("\(stratum.operation.notation(short: true)) has no weights: o finds one"))
      return
    }
    let choices = options.kernels.filter { Parameters.repeating($0.rows, in: shape) != nil }
    let all = [Weights.integers] + choices.map(Weights.kernel)
    let name = stratum.weights.name(for: stratum.operation)
    let present = all.firstIndex { $0.name(for: stratum.operation) == name } ?? 0
    use(all[(present + direction + all.count) % all.count])
  }

  /// Takes other weights, which must be of the kernel's size.
  mutating func use(_ weights: Weights) {
    let before = stratum.weights.name(for: stratum.operation)
    let after = weights.name(for: stratum.operation)
    change("weights \(before) → \(after)") { $0.strata[$0.layer].weights = weights }
  }

  private func sample(by change: Int) -> String {
    let present = options.samples.firstIndex { "sample:\($0)" == setup.originalInputName }
    let next = present.map { $0 + change } ?? (change > 0 ? 0 : -1)
    return options.samples[(next + options.samples.count) % options.samples.count]
  }

  mutating func load(_ input: Tensor, named name: String) {
    guard !takeComparison(with: input, named: name) else { return }
    let input = remembered(input, named: name)
    change("input \(name), \(input.shape)") { (setup) throws(Refusal) in
      setup.input = input
      setup.inputName = name
      try setup.passChannelsOn()
    }
  }

  private mutating func enterLayer(_ layer: Int) {
    guard setup.strata.indices.contains(layer) else {
      refuse(
        Refusal(
          setup.strata.count == 1
            ? "there is one layer only"
            : "there is no layer \(layer): they are 0 to \(setup.strata.count - 1)"))
      return
    }
    let notation = setup.strata[layer].operation.notation(short: true)
    change("layer \(layer): \(notation)") { $0.layer = layer }
  }
}

extension Setup {
  /// Gives every layer as many input channels as the one before it has maps.
  mutating func passChannelsOn() throws(Refusal) {
    try strata.passChannelsOn(from: input.shape)
    // B may stay behind: the Compare view says why it cannot follow.
    if var other = alternative, (try? other.strata.passChannelsOn(from: input.shape)) != nil {
      alternative = other
    }
  }
}

extension [Stratum] {
  fileprivate mutating func passChannelsOn(from input: Shape) throws(Refusal) {
    var shape = input
    for index in indices {
      if self[index].operation.parameterShape != nil {
        self[index].operation = try self[index].operation.adapted(toChannels: shape.channels)
      }
      shape = try self[index].operation.reading(of: shape).output
    }
  }
}

// MARK: Looking

extension Model {
  private mutating func shiftFocus(by change: Int) {
    let all = Focus.allCases
    let place = all.firstIndex(of: focus) ?? 0
    focus = all[(place + change + all.count) % all.count]
    marked = nil
    markedKernel = nil
    switch focus {
    case .input:
      let tap = step.taps.first { $0.source != nil }?.source
      mark(row: tap?.row ?? 0, column: tap?.column ?? 0)
    case .kernel: markKernel(Pair(0))
    case .output: status = Status(text: "focus on the output: the arrows step the window")
    case .settings: sayFocusOnSettings()
    }
  }

  func sayNothing() -> Status { Status(text: "") }

  mutating func sayFocusOnSettings() {
    status = Status(text: "focus on the settings: ← → choose one, ↑ ↓ change it")
  }

  private mutating func showInputChannel(by change: Int) {
    let count = stage.trace.input.shape.channels
    guard count > 1 else {
      refuse(Refusal("the input has one channel only"))
      return
    }
    inputChannel = (shownChannel + change + count) % count
    tap = nil
    status = Status(text: "input channel \(inputChannel) of 0 to \(count - 1)")
  }

  /// The input channel whose elements are drawn: the tap's, or the chosen one among those read.
  var shownChannel: Int {
    if let tap { return step.taps[tap].place.channel }
    let read = stratum.operation.inputChannels(of: setup.position.channel)
    return read.count == 1 ? read.lowerBound : inputChannel
  }

  /// Marks an input element and says which outputs read it.
  mutating func mark(row: Int, column: Int) {
    marked = Pair(row, column)
    markedKernel = nil
    let readers =
      stage.reading.rows.readers(of: row).count * stage.reading.columns.readers(of: column).count
    let value = stage.trace.input[0, shownChannel, row, column]
    let claim =
      readers == 0
      ? "no output reads it"
      : "read by \(readers) output\(readers == 1 ? "" : "s") of each map"
    status = Status(
      text: "input[\(shownChannel), \(row), \(column)] = \(NumberFormat.exact(value)): \(claim)")
  }

  /// Marks a kernel cell and says what it has multiplied.
  mutating func markKernel(_ cell: Pair) {
    markedKernel = cell
    marked = nil
    let count =
      stage.reading.rows.elements(metBy: cell.rows).count
      * stage.reading.columns.elements(metBy: cell.columns).count
    status = Status(
      text: "kernel[\(cell.rows), \(cell.columns)] meets \(grouped(count)) input elements")
  }

  /// Goes to the first output that reads the marked element.
  private mutating func choose() {
    guard let marked else {
      refuse(Refusal("mark an input element first: Tab goes to the input, the arrows move there"))
      return
    }
    guard let row = stage.reading.rows.readers(of: marked.rows).first,
      let column = stage.reading.columns.readers(of: marked.columns).first
    else {
      refuse(Refusal("no output reads this element"))
      return
    }
    go(to: Position(channel: setup.position.channel, row: row, column: column))
  }
}
