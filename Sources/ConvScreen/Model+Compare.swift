import ConvCore

extension Model {
  /// Works out what the Compare view shows, while it is shown.
  mutating func settleComparison() {
    guard view == .compare, journey == nil, compare.contrast == nil else { return }
    let alternative = setup.alternative ?? setup.usualAlternative
    if setup.alternative == nil { setup.alternative = alternative }
    compare.settle(
      setup, stage, with: alternative, limit: options.limit, work: Model.patience)
  }

  /// A and B as they are shown; nil while they are worked out or when B cannot be.
  var contrast: Contrast? { try? compare.contrast?.get() }

  /// An output element, its value in the map, and its step.
  ///
  /// Sums of the steps are rounded once, the map's at every tap; A and B are compared by their maps.
  struct Opened {
    let step: Step
    let value: Float

    fileprivate init(_ position: Position, in stage: Stage) {
      step = stage.trace[position]
      value = stage.output[0, position.channel, position.row, position.column]
    }
  }

  /// A's present element.
  var opened: Opened { Opened(setup.position, in: stage) }

  /// The element of B that is compared with it; nil where B has none.
  var otherOpened: Opened? {
    contrast.flatMap { contrast in
      contrast.partner(of: setup.position).map { Opened($0, in: contrast.stage) }
    }
  }

  /// The arrows step whatever is in focus elsewhere, and c goes through the input's own channels.
  mutating func performInCompare(_ command: Command) -> Bool {
    switch command {
    case .left, .right, .up, .down, .first, .last:
      focus = .output
      move(command)
    case .choose: reveal()
    case .nextInputChannel: showComparedChannel(by: 1)
    case .previousInputChannel: showComparedChannel(by: -1)
    default: return false
    }
    return true
  }

  private mutating func showComparedChannel(by change: Int) {
    guard let contrast else { return }
    let read = contrast.first.network.inputChannels(reaching: setup.position.channel)
    let count = setup.input.shape.channels
    guard count > 1 else { return refuse(Refusal("the input has one channel only")) }
    guard read.count > 1 else {
      let (map, channel) = (setup.position.channel, comparedInputChannel(contrast))
      return refuse(Refusal("A's map \(map) reads input channel \(channel) only"))
    }
    let place = read.firstIndex(of: comparedInputChannel(contrast)) ?? 0
    inputChannel = read[(place + change + read.count) % read.count]
    status = Status(text: "input channel \(inputChannel) of 0 to \(count - 1)")
  }

  /// A press goes to an element of any map, on the input to the one that looks there; the wheel steps.
  mutating func pointInCompare(_ pointer: Pointer) {
    switch pointer.deed {
    case .wheelDown: _ = press(.right)
    case .wheelUp: _ = press(.left)
    case .release, .move: break
    case .press:
      guard let contrast, let position = element(at: pointer, contrast) else { return }
      go(to: position)
    }
  }

  private func element(at pointer: Pointer, _ contrast: Contrast) -> Position? {
    let layout = CompareLayout(self, contrast)
    func place(_ pane: ComparePane) -> Position? {
      pane.element(column: pointer.column, row: pointer.row).map {
        Position(channel: setup.position.channel, row: $0.rows, column: $0.columns)
      }
    }
    if let position = place(layout.first) ?? place(layout.difference) { return position }
    if let partner = place(layout.second) { return contrast.element(of: partner) }
    return place(layout.input).map { contrast.first.centres.element(nearest: $0) }
  }

  /// Makes B what A is now.
  mutating func pin() {
    let pinned = Alternative(name: nil, strata: setup.strata, layer: setup.layer)
    change("B is now what A is: change A, and B stays") { $0.alternative = pinned }
  }

  mutating func swapSides() {
    guard let other = setup.alternative else { return }
    let position = contrast?.partner(of: setup.position)
    change("A and B have changed places") { setup in
      var swapped = setup.replacing(with: other)
      swapped.alternative = Alternative(
        name: other.name, strata: setup.strata, layer: setup.layer)
      if let position { swapped.position = position }
      setup = swapped
    }
  }
}

// MARK: Named comparisons

extension Model {
  mutating func showComparison(by change: Int) -> Effect? {
    let all = options.comparisons
    guard !all.isEmpty else {
      refuse(Refusal("there are no named comparisons"))
      return nil
    }
    let present = all.firstIndex { $0.name == setup.alternative?.name }
    let next = present.map { $0 + change } ?? (change > 0 ? 0 : -1)
    return show(all[(next + all.count) % all.count])
  }

  /// Shows a named comparison, once its sample is there.
  private mutating func show(_ choice: ComparisonChoice) -> Effect? {
    compare.pending = choice
    guard setup.inputName != "sample:\(choice.sample)" else {
      _ = takeComparison(with: setup.input, named: setup.inputName)
      return nil
    }
    return .load(Source(name: "sample:\(choice.sample)"))
  }

  /// Shows the comparison that waits for this sample; false when none does.
  mutating func takeComparison(with input: Tensor, named name: String) -> Bool {
    guard let choice = compare.pending, name == "sample:\(choice.sample)" else { return false }
    compare.pending = nil
    change("\(choice.name): \(choice.summary)") { (setup) throws(Refusal) in
      var compared = Setup(inputName: name, input: input, strata: choice.first)
      compared.layer = choice.first.count - 1
      compared.alternative = Alternative(
        name: choice.name, strata: choice.second, layer: choice.second.count - 1)
      setup = compared
    }
    return true
  }

  /// A name, or two stacks with `|` between them.
  mutating func compare(_ argument: PromptCommand.Argument) throws(Refusal) -> Effect? {
    let sides = argument.text.split(separator: "|", omittingEmptySubsequences: false)
      .map { String($0).trimmed }
    guard sides.count > 1 else { return try compare(named: argument.text) }
    guard sides.count == 2 else {
      throw Refusal("compare takes two stacks, but here are \(sides.count): write A | B")
    }
    compare(try Notation.network(sides[0]), with: try Notation.network(sides[1]))
    return nil
  }

  private mutating func compare(named name: String) throws(Refusal) -> Effect? {
    guard !options.comparisons.isEmpty else { throw Refusal("there are no named comparisons") }
    guard let choice = options.comparisons.first(where: { $0.name == name }) else {
      throw Names(options.comparisons.map(\.name)).refusal(of: name, as: "comparison")
    }
    show(.compare)
    return show(choice)
  }

  private mutating func compare(_ first: Network, with second: Network) {
    let limit = options.limit
    let weights = stratum.weights
    func strata(_ network: Network) -> [Stratum] {
      network.layers.map {
        Stratum(name: $0.name, operation: $0.operation, weights: weights)
      }
    }
    change("A and B are what you wrote") { (setup) throws(Refusal) in
      let other = Alternative(
        name: nil, strata: strata(second), layer: second.layers.count - 1)
      setup.strata = strata(first)
      setup.layer = first.layers.count - 1
      setup.alternative = other
      _ = try setup.replacing(with: other).steppedReport(limit: limit)
    }
    guard !status.isAlarm else { return }
    let said = status
    show(.compare)
    status = said
  }
}

extension FieldCentres {
  /// The output element whose field has its middle nearest to an input position.
  fileprivate func element(nearest place: Position) -> Position {
    func nearest(_ axis: AxisCentres, _ place: Int) -> Int {
      axis.centres.indices.min {
        abs(axis.centres[$0] - Double(place)) < abs(axis.centres[$1] - Double(place))
      } ?? 0
    }
    return Position(
      channel: place.channel, row: nearest(rows, place.row), column: nearest(columns, place.column))
  }
}
