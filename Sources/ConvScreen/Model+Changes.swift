import ConvCore

/// Changes that undo covers, and the way from layer to layer.
extension Model {
  /// Makes the edited setup the present one, or says why it cannot be.
  ///
  /// `summary` is what changed, in the status line's words; nil: work it out.
  mutating func change(
    _ summary: String? = nil, _ edit: (inout Setup) throws(Refusal) -> Void
  ) {
    do throws(Refusal) {
      var edited = setup
      try edit(&edited)
      let (present, before) = (setup, stage.line)
      let after = try head(for: edited)
      past.push(present)
      future = History()
      report(summary ?? Change(from: before, to: after).text)
    } catch {
      refuse(error)
    }
    beginFilling()
  }

  /// Goes to a layer, to the element at the same place of its map.
  mutating func visit(layer: Int) {
    do throws(Refusal) {
      var next = setup
      next.layer = layer
      let lines = try next.report(limit: options.limit).lines
      next.position = next.position.moved(
        from: stage.output.shape, to: lines[layer].reading.output)
      _ = try head(for: next)
      report("layer \(layer): \(next.strata[layer].operation.notation(short: true))")
    } catch {
      refuse(error)
    }
    beginFilling()
  }

  /// The same input as one that undo goes back to, where there is one.
  func remembered(_ input: Tensor, named name: String) -> Tensor {
    past.shared(input, named: name)
  }

  mutating func undo() { travel(from: \.past, to: \.future, word: "undo") }

  mutating func redo() { travel(from: \.future, to: \.past, word: "redo") }

  private mutating func travel(
    from source: WritableKeyPath<Model, History>, to target: WritableKeyPath<Model, History>,
    word: String
  ) {
    guard let next = self[keyPath: source].pop() else {
      status = Status(text: "nothing to \(word)", isAlarm: true)
      return
    }
    do throws(Refusal) {
      let (present, before) = (setup, stage.line)
      let after = try head(for: next)
      self[keyPath: target].push(present)
      let other = present.otherChange(to: next)
      report("\(word): \(other ?? Change(from: before, to: after).text)")
    } catch {
      refuse(error)
    }
    beginFilling()
  }

  /// Says what was done; on the way to a layer only on arrival.
  private mutating func report(_ text: String) {
    guard let goal = journey?.goal else { return status = Status(text: text) }
    journey?.status = Status(text: text)
    status = Status(
      text: "computing the maps before layer \(goal.layer): Esc stops at the present one")
  }
}

// MARK: On the way

/// The way to a layer through those before it, one after another, each computed a piece at a time.
struct Journey: Sendable {
  let goal: Setup
  /// What is said on arrival.
  var status: Model.Status

  init(to goal: Setup, saying status: Model.Status) {
    self.goal = goal
    self.status = status
  }
}

extension Model {
  /// Shows a setup, or sets out for it where more must be computed first than may be at once.
  ///
  /// The line of the setup's layer in the report. Refused, nothing changed, when it cannot be shown.
  private mutating func head(for goal: Setup) throws(Refusal) -> Report.Line {
    activations.take(stage, of: setup)
    let report = try goal.steppedReport(limit: options.limit)
    let next = goal.nearest(report, knowing: &activations, work: Model.patience)
    let target = try next.stage(limit: options.limit, knowing: &activations, after: stage)
    journey = next.layer < goal.layer ? Journey(to: goal, saying: status) : nil
    show(next, target)
    return report.lines[goal.layer]
  }

  /// Goes on from a layer whose map is whole.
  mutating func travelOn() -> Effect? {
    guard let journey else { return nil }
    do throws(Refusal) {
      _ = try head(for: journey.goal)
      self.journey?.status = journey.status
      if !isTravelling { status = journey.status }
    } catch {
      self.journey = nil
      refuse(error)
    }
    beginFilling()
    return isTravelling ? nil : goOnEntering()
  }

  /// What is done on the way happens on arrival, in order; leaving and stopping happen at once.
  mutating func waits(_ action: Action) -> Bool {
    guard isTravelling || !waiting.isEmpty else { return false }
    switch action {
    case .resize, .tick, .loaded, .listed, .done, .refused: return false
    case .pointer(let pointer) where pointer.deed == .move: return true
    case .key(.escape) where isTravelling:
      stop()
      return true
    case .key(let key) where waiting.isEmpty && key.passesJourney: return false
    case .key, .pointer, .paste:
      waiting.append(action)
      return true
    }
  }

  private mutating func stop() {
    journey = nil
    waiting = []
    status = Status(text: "stopped at layer \(setup.layer)")
  }

  /// Computes the rows around the window of a stage that is new.
  ///
  /// Not before the stage is the model's alone: a map that something else holds would be copied.
  private mutating func beginFilling() {
    guard stage.filled.isEmpty else { return }
    stage.fill(work: Model.patience, around: setup.position.row)
  }

  private mutating func show(_ setup: Setup, _ stage: Stage) {
    self.setup = setup
    self.stage = stage
    self.setup.position = setup.position(in: stage.output.shape)
    channels.forget()
    stack.survey = nil
    compare.forget()
    inputChannel = min(inputChannel, stage.trace.input.shape.channels - 1)
    chosenSetting = min(chosenSetting, max(stratum.operation.settingValues.count - 1, 0))
    tap = nil
    keepMarks()
  }

  /// What is in focus stays marked, or its first place where there are fewer now.
  private mutating func keepMarks() {
    let input = stage.reading.input
    let rows = stage.reading.rows.span(at: setup.position.row).taps
    let columns = stage.reading.columns.span(at: setup.position.column).taps
    marked = focus == .input ? marked?.kept(within: Pair(input.height, input.width)) : nil
    markedKernel = focus == .kernel ? markedKernel?.kept(within: Pair(rows, columns)) : nil
  }
}

extension Key {
  /// Leaves, or draws again: what does not depend on where one is.
  fileprivate var passesJourney: Bool {
    switch Keymap.command(for: self, in: .window) {
    case .quit, .suspend, .redraw: true
    default: false
    }
  }
}

extension Pair {
  /// The place itself where there is one, else the first.
  fileprivate func kept(within size: Pair) -> Pair {
    rows < size.rows && columns < size.columns ? self : Pair(0)
  }
}
