import ConvCore

/// The way to a layer through those before it, one after another, each computed a piece at a time.
struct Journey: Sendable {
  let goal: Setup
  /// What is in focus at the start; the layers on the way may have less of it.
  let places: Places
  /// What is said on arrival.
  var status: Model.Status

  struct Places: Sendable {
    let inputChannel: Int
    let chosenSetting: Int
    let marked: Pair?
    let markedKernel: Pair?
  }
}

extension Model {
  /// Shows a setup, or sets out for it where more must be computed first than may be at once.
  ///
  /// The line of the setup's layer in the report. Refused, nothing changed, when it cannot be shown.
  mutating func setOut(for goal: Setup) throws(Refusal) -> Report.Line {
    activations.take(stage, of: setup)
    let report = try goal.steppedReport(limit: options.limit)
    // What a lesson sets up is small, and its next deed wants it there.
    let work = course?.isEntering == true ? .max : Model.patience
    let next = goal.nearest(report, knowing: &activations, work: work)
    let target = try next.stage(limit: options.limit, knowing: &activations, after: stage)
    let places = journey?.places ?? places
    let status = journey?.status ?? status
    journey = nil
    if next.layer < goal.layer {
      journey = Journey(goal: goal, places: places, status: status)
    } else {
      take(places)
    }
    show(next, target)
    return report.lines[goal.layer]
  }

  /// Goes on from a layer whose map is whole.
  mutating func travelOn() {
    guard let journey else { return }
    do throws(Refusal) {
      _ = try setOut(for: journey.goal)
      if !isTravelling { status = journey.status }
    } catch {
      stop()
      refuse(error)
    }
    beginFilling()
  }

  /// What was done, in the status line's words; on the way to a layer this is said on arrival.
  var said: Status {
    get { journey?.status ?? status }
    set {
      if isTravelling { journey?.status = newValue } else { status = newValue }
    }
  }

  /// Keeps what is done on the way until the arrival; true: it is kept, or has stopped the way.
  mutating func holdsBack(_ action: Action) -> Bool {
    guard isTravelling || !waiting.isEmpty else { return false }
    switch action {
    case .resize, .tick, .loaded, .listed, .done, .refused: return false
    case .pointer(let pointer) where pointer.deed == .move: return true
    case .key(.escape) where isTravelling:
      stop()
      status = Status(text: "stopped at layer \(setup.layer)")
      return true
    case .key(let key) where key.passes(fits ? waiting : []): return false
    case .key, .pointer, .paste:
      waiting.append(action)
      return true
    }
  }

  private mutating func stop() {
    journey = nil
    waiting = []
  }

  /// What is in focus now.
  var places: Journey.Places {
    Journey.Places(
      inputChannel: inputChannel, chosenSetting: chosenSetting, marked: marked,
      markedKernel: markedKernel)
  }

  private mutating func take(_ places: Journey.Places) {
    inputChannel = places.inputChannel
    chosenSetting = places.chosenSetting
    marked = places.marked
    markedKernel = places.markedKernel
  }
}

extension Key {
  /// Leaves, or draws again, wherever one is: a letter unless it may belong to a line among the keys
  /// that wait.
  fileprivate func passes(_ waiting: [Action]) -> Bool {
    switch Keymap.command(for: self, in: .window) {
    case .quit, .suspend, .redraw:
      if case .control = self { true } else { waiting.isEmpty }
    default: false
    }
  }
}
