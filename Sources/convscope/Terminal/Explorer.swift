import ConvScreen

/// How an exploration ends.
enum Ending: Hashable, Sendable { case quit, hangUp }

/// The event loop: one thread, nothing painted that has not changed, no wake-up without a reason.
struct Explorer<Screen: Terminal> {
  /// Milliseconds of input taken at most before a frame is shown.
  private static var blindness: Int { 100 }
  /// Milliseconds at least between two frames that no input asked for.
  private static var rest: Int { 33 }

  private var terminal: Screen
  private var metronome = Metronome()
  private var shown: Frame?
  private var lastPaint = Int.min / 2
  /// Does what only the program can; its answer goes back to the model.
  private let perform: (Effect) -> Action?

  init(terminal: Screen, perform: @escaping (Effect) -> Action?) {
    self.terminal = terminal
    self.perform = perform
  }

  /// Shows the model and feeds it what happens, until it asks to quit or the line is closed.
  mutating func run(_ model: inout Model) -> Ending {
    var ending = update(&model, .resize(terminal.size))
    paint(model)
    while ending == nil {
      let wait = metronome.wait(for: model.nextTick, now: terminal.milliseconds)
      let events = terminal.events(within: wait)
      ending = take(events, &model)
      if ending == nil, metronome.isDue(model.nextTick, now: terminal.milliseconds) {
        ending = update(&model, .tick)
        metronome.restart(now: terminal.milliseconds)
      }
      let isWorking = events.isEmpty && model.nextTick == 0
      if !isWorking || terminal.milliseconds - lastPaint >= Self.rest { paint(model) }
    }
    return ending ?? .quit
  }
}

extension Explorer {
  /// Feeds the model all the input there is, so that a burst of keys costs one frame.
  private mutating func take(_ first: [TerminalEvent], _ model: inout Model) -> Ending? {
    var events = first
    let start = terminal.milliseconds
    while !events.isEmpty {
      if let ending = feed(events, &model) { return ending }
      if terminal.milliseconds - start >= Self.blindness { return nil }
      events = terminal.events(within: 0)
    }
    return nil
  }

  private mutating func feed(_ events: [TerminalEvent], _ model: inout Model) -> Ending? {
    for (index, event) in events.enumerated() {
      switch event {
      case .hangUp: return .hangUp
      case .action(let action):
        if action.isPassing, index + 1 < events.count, events[index + 1].isPassing { continue }
        if let ending = update(&model, action) { return ending }
      }
    }
    return nil
  }

  private mutating func update(_ model: inout Model, _ action: Action) -> Ending? {
    var next: Action? = action
    while let action = next {
      next = nil
      guard let effect = model.update(action) else { continue }
      if effect == .quit { return .quit }
      next = answer(to: effect, model)
    }
    return nil
  }

  private mutating func answer(to effect: Effect, _ model: Model) -> Action? {
    if effect == .suspend {
      terminal.suspend()
    } else if effect == .redraw {
      paint(model)
      terminal.redraw()
    } else {
      return perform(effect)
    }
    return nil
  }

  private mutating func paint(_ model: Model) {
    let frame = model.frame()
    guard frame != shown else { return }
    terminal.show(frame)
    shown = frame
    lastPaint = terminal.milliseconds
  }
}

extension TerminalEvent {
  fileprivate var isPassing: Bool {
    if case .action(let action) = self { action.isPassing } else { false }
  }
}

extension Action {
  /// A move of the pointer, which the next one makes pointless.
  fileprivate var isPassing: Bool {
    if case .pointer(let pointer) = self { pointer.deed == .move } else { false }
  }
}

/// When the next tick is due.
///
/// Input between two ticks does not put off the next one; a new interval counts from the last tick.
private struct Metronome {
  private var start: Int?

  /// Milliseconds to wait at most; nil when nothing moves by itself.
  mutating func wait(for interval: Int?, now: Int) -> Int? {
    guard let interval else {
      start = nil
      return nil
    }
    let since = start ?? now
    start = since
    return max(0, since + interval - now)
  }

  func isDue(_ interval: Int?, now: Int) -> Bool {
    guard let interval, let start else { return false }
    return now >= start + interval
  }

  mutating func restart(now: Int) { start = now }
}
