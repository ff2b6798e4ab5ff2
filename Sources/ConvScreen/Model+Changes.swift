import ConvCore

/// Changes that undo covers, and going from layer to layer.
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
      let after = try setOut(for: edited)
      past.push(present)
      future = History()
      announce(summary ?? Change(from: before, to: after).text)
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
      _ = try setOut(for: next)
      announce("layer \(layer): \(next.strata[layer].operation.notation(short: true))")
    } catch {
      refuse(error)
    }
    beginFilling()
  }

  /// The same input as one that undo goes back to, where there is one.
  func remembered(_ input: Tensor, named name: String) -> Tensor {
    past.shared(input, named: name)
  }

  mutating func undo() { retrace(from: \.past, to: \.future, word: "undo") }

  mutating func redo() { retrace(from: \.future, to: \.past, word: "redo") }

  private mutating func retrace(
    from source: WritableKeyPath<Model, History>, to target: WritableKeyPath<Model, History>,
    word: String
  ) {
    guard let next = self[keyPath: source].pop() else {
      status = Status(text: "nothing to \(word)", isAlarm: true)
      return
    }
    do throws(Refusal) {
      let (present, before) = (setup, stage.line)
      let after = try setOut(for: next)
      self[keyPath: target].push(present)
      let other = present.otherChange(to: next) ?? present.valueChange(to: next)
      announce("\(word): \(other ?? Change(from: before, to: after).text)")
    } catch {
      self[keyPath: source].push(next)
      refuse(error)
    }
    beginFilling()
  }

  /// Says what was done; on the way to a layer only on arrival.
  private mutating func announce(_ text: String) {
    guard let goal = journey?.goal else { return status = Status(text: text) }
    journey?.status = Status(text: text)
    status = Status(
      text: "computing the maps before layer \(goal.layer): Esc stops at the present one")
  }

  /// Computes the rows around the window of a stage that is new.
  ///
  /// Not before the stage is the model's alone: a map that something else holds would be copied.
  mutating func beginFilling() {
    guard stage.filled.isEmpty else { return }
    stage.fill(work: Model.patience, around: setup.position.row)
  }

  mutating func show(_ setup: Setup, _ stage: Stage) {
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

extension Pair {
  /// The place itself where there is one, else the first.
  fileprivate func kept(within size: Pair) -> Pair {
    rows < size.rows && columns < size.columns ? self : Pair(0)
  }
}
