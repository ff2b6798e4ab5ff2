import ConvCore

extension Model {
  private var output: Shape { stage.output.shape }

  /// The arrows act on what is in focus.
  mutating func move(_ command: Command) {
    switch focus {
    case .output: moveWindow(command)
    case .input: moveMark(command)
    case .kernel: moveKernelMark(command)
    case .settings: moveAmongSettings(command)
    }
  }

  private mutating func moveWindow(_ command: Command) {
    let position = setup.position
    let index = stage.trace.index(of: position)
    switch command {
    case .right: go(toIndex: index + 1)
    case .left: go(toIndex: index - 1)
    case .down: go(row: position.row + 1)
    case .up: go(row: position.row - 1)
    case .first: go(to: Position(channel: position.channel, row: 0, column: 0))
    default:
      go(
        to: Position(
          channel: position.channel, row: output.height - 1, column: output.width - 1))
    }
  }

  private mutating func go(toIndex index: Int) {
    guard stage.trace.indices.contains(index) else {
      status = Status(text: index < 0 ? "this is the first element" : "this is the last element")
      return
    }
    go(to: stage.trace.position(of: index))
  }

  private mutating func go(row: Int) {
    guard (0..<output.height).contains(row) else {
      status = Status(text: row < 0 ? "this is the first row" : "this is the last row")
      return
    }
    var position = setup.position
    position.row = row
    go(to: position)
  }

  mutating func goToChannel(_ channel: Int) {
    guard (0..<output.channels).contains(channel) else {
      status = Status(
        text: output.channels == 1
          ? "there is one output channel only"
          : "output channels are 0 to \(output.channels - 1)")
      return
    }
    var position = setup.position
    position.channel = channel
    go(to: position)
  }

  /// Stands on another element; the whole window is read there.
  mutating func go(to position: Position) {
    setup.position = position
    tap = nil
    marked = nil
    if !status.isAlarm || !isPlaying { status = Status(text: "") }
  }

  /// One tap forward or back.
  mutating func walk(_ change: Int) {
    walk(to: (tap ?? (change > 0 ? -1 : step.taps.count)) + change)
  }

  /// Forward to the end of a row of the kernel, or back to that of the row before.
  mutating func walkRow(_ change: Int) {
    let count = step.taps.count
    let ends = step.rowStarts.dropFirst().map { $0 - 1 } + [count - 1]
    walk(
      to: change > 0
        ? ends.first { $0 > tap ?? -1 } ?? count : ends.last { $0 < tap ?? count } ?? -1)
  }

  /// Puts a tap in focus; before the first tap the whole window is read again.
  private mutating func walk(to place: Int) {
    let count = step.taps.count
    guard count > 0 else {
      refuse(Refusal("this window reads nothing"))
      return
    }
    focus = focus == .settings ? .output : focus
    status = Status(text: "")
    guard place < count else {
      let all = count == 1 ? "the only tap is read" : "all \(count) taps are read"
      status = Status(text: "\(all): → goes to the next element")
      return
    }
    tap = place < 0 ? nil : place
  }

  mutating func play() {
    guard !isStill else {
      status = Status(text: "")
      return advance()
    }
    isPlaying.toggle()
    if isPlaying, stage.trace.index(of: setup.position) == stage.trace.count - 1 {
      go(to: Position(channel: 0, row: 0, column: 0))
    }
    status = Status(text: isPlaying ? "playing: space pauses, + and − change the speed" : "paused")
  }

  /// One element further while playing; pauses at the end.
  mutating func advance() {
    let next = stage.trace.index(of: setup.position) + 1
    guard next < stage.trace.count else {
      isPlaying = false
      status = Status(text: "played to the end: Home goes back to the first element")
      return
    }
    setup.position = stage.trace.position(of: next)
    tap = nil
  }

  mutating func speedUp(_ change: Int) {
    speed = min(max(speed + change, 0), Model.speeds.count - 1)
    let elements = Model.speeds[speed]
    status = Status(text: "\(elements) \(plural(elements, "element")) a second")
  }
}

// MARK: The other focuses

extension Model {
  private mutating func moveMark(_ command: Command) {
    let input = stage.reading.input
    let size = Pair(input.height, input.width)
    guard let next = command.place(after: marked ?? Pair(0), within: size) else {
      status = Status(text: "the input ends here")
      return
    }
    mark(row: next.rows, column: next.columns)
  }

  private mutating func moveKernelMark(_ command: Command) {
    let size = Pair(
      stage.reading.rows.span(at: setup.position.row).taps,
      stage.reading.columns.span(at: setup.position.column).taps)
    guard let next = command.place(after: markedKernel ?? Pair(0), within: size) else {
      status = Status(text: "the kernel ends here")
      return
    }
    markKernel(next)
  }

  private mutating func moveAmongSettings(_ command: Command) {
    let count = stratum.operation.settingValues.count
    guard count > 0 else {
      refuse(Refusal("\(stratum.operation.notation(short: true)) has no settings"))
      return
    }
    switch command {
    case .right: chosenSetting = min(chosenSetting + 1, count - 1)
    case .left: chosenSetting = max(chosenSetting - 1, 0)
    case .first: chosenSetting = 0
    case .last: chosenSetting = count - 1
    case .up: stepSetting(by: 1)
    default: stepSetting(by: -1)
    }
  }
}

extension Command {
  /// Where a move leads in a grid of a size; nil: over its edge.
  fileprivate func place(after present: Pair, within size: Pair) -> Pair? {
    let next =
      switch self {
      case .right: Pair(present.rows, present.columns + 1)
      case .left: Pair(present.rows, present.columns - 1)
      case .down: Pair(present.rows + 1, present.columns)
      case .up: Pair(present.rows - 1, present.columns)
      case .first: Pair(0)
      default: Pair(size.rows - 1, size.columns - 1)
      }
    let isInside = (0..<size.rows).contains(next.rows) && (0..<size.columns).contains(next.columns)
    return isInside ? next : nil
  }
}
