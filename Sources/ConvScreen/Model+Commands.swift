import ConvCore

extension Model {
  mutating func press(_ key: Key) -> Effect? {
    guard fits else { return pressInSmall(key) }
    if prompt.isOpen { return pressInPrompt(key) }
    if entry != nil { return pressInEntry(key) }
    if code != nil { return pressInCode(key) }
    if beginEntry(with: key) || beginSetting(with: key) { return nil }
    guard let command = Keymap.command(for: key, in: view) else {
      status = Status(text: "\(key.name) does nothing here: ? shows all keys", isAlarm: true)
      return nil
    }
    if isHelping { return performInHelp(command) }
    if lessonMenu != nil { return performInMenu(command) }
    if isOnPath, key == course?.answer || command == .choose && choosesOutput {
      return nextStep()
    }
    leavePath(by: command)
    return perform(command)
  }

  /// Scrolls the help; every key that does not closes it.
  private mutating func performInHelp(_ command: Command) -> Effect? {
    let last = HelpView(self).lastTop
    let page = max(body.rows - 1, 1)
    func scroll(to top: Int) { helpTop = min(max(top, 0), last) }
    switch command {
    case .down: scroll(to: helpTop + 1)
    case .up: scroll(to: helpTop - 1)
    case .nextChannel, .play: scroll(to: helpTop + page)
    case .previousChannel: scroll(to: helpTop - page)
    case .first: scroll(to: 0)
    case .last: scroll(to: last)
    case .quit: return .quit
    case .suspend: return .suspend
    case .redraw: return .redraw
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
    case .nextTapRow: walkRow(1)
    case .previousTapRow: walkRow(-1)
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
    case .nextLayer: chooseLayer(setup.layer + 1)
    case .previousLayer: chooseLayer(setup.layer - 1)
    case .nextComparison: return showComparison(by: 1)
    case .previousComparison: return showComparison(by: -1)
    case .pin: pin()
    case .swap: swapSides()
    case .show(let view): show(view)
    case .stack(let command): rebuild(command)
    case .focusNext: shiftFocus(by: 1)
    case .focusPrevious: shiftFocus(by: -1)
    case .choose where hidesValue && choosesOutput: reveal()
    case .choose where course != nil && choosesOutput && marked == nil:
      status = Status(text: "off the path: f comes back, > goes on")
    case .choose where view == .channels:
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

  mutating func sayFocusOnSettings() {
    status = Status(
      text: "focus on the settings: ← → choose one, ↑ ↓ change it, a digit types its value")
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
    let read = stratum.operation.inputChannels(of: setup.position.channel)
    if read.count == 1 { return read.lowerBound }
    return tap.map { step.taps[$0].place.channel } ?? inputChannel
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
      : "read by \(readers) \(plural(readers, "output")) of each map"
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
    let elements = "\(grouped(count)) input \(plural(count, "element"))"
    status = Status(text: "kernel[\(cell.rows), \(cell.columns)] meets \(elements)")
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
