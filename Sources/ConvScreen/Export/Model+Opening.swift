import ConvCore

extension Model {
  /// The model as it was saved; refused where the state contradicts itself.
  public init(size: Size, saved: SavedState, options: Options) throws(Refusal) {
    guard try saved.word("convscope") == SavedState.format else {
      throw Refusal("is no state that this convscope reads")
    }
    let setup = try Setup(saved)
    // The places that are saved are of the layer that is saved.
    try self.init(size: size, setup: setup, options: options, work: .max)
    guard self.setup.position == setup.position else {
      throw Refusal("the state stands outside the output \(stage.output.shape)")
    }
    view = try saved.choice("view", of: View.allCases, named: \.name)
    focus = try saved.choice("focus", of: Focus.allCases) { "\($0)" }
    speed = try saved.choice("speed", of: Array(Model.speeds.indices)) { "\(Model.speeds[$0])" }
    try takePlaces(saved)
    try takeViews(saved)
    // Each view works out what it needs.
    _ = update(.resize(size))
  }

  /// Goes on with the lesson in which the state was saved, if it was in one: its steps are taken
  /// again, so that one may go back, and what one has done besides stays. `settle` does what a model
  /// asks the program for.
  public mutating func resumeLesson(
    of saved: SavedState, settle: (inout Model, Effect?) -> Void
  ) throws(Refusal) {
    guard let name = saved.words["lesson"] else { return }
    let lesson = try options.lessons.lesson(named: name)
    let place = try saved.place("lesson step", below: lesson.steps.count)
    var learner = self
    learner.size = Size(
      columns: max(size.columns, lessonSize.columns), rows: max(size.rows, lessonSize.rows))
    let start = try learner.open(lesson)
    settle(&learner, start)
    for _ in 0..<place {
      let next = learner.nextStep()
      settle(&learner, next)
    }
    course = learner.course
    course?.isOffPath = try !saved.truth("lesson path")
    _ = update(.resize(size))
  }

  private mutating func takeViews(_ saved: SavedState) throws(Refusal) {
    let wasPredicting = try saved.truth("predicting")
    isPredicting = wasPredicting || options.predicts
    // What is hidden only now was not revealed before.
    isRevealed = try saved.truth("revealed") && isPredicting == wasPredicting
    stack.focus = try saved.choice("stack focus", of: [.element, .layers]) { "\($0)" }
    stack.showsPaths = try saved.truth("stack paths")
    stack.inputChannel = try saved.place("stack channel", below: setup.input.shape.channels)
    channels.page = try saved.choice("channels page", of: [.flow, .bill]) { "\($0)" }
    if saved.words["channels stage"] != nil {
      let stage = try saved.place("channels stage", below: flow.stages.count)
      channels.walk(to: stage, at: setup.position)
    }
  }

  private mutating func takePlaces(_ saved: SavedState) throws(Refusal) {
    let settings = stratum.operation.settingValues.count
    chosenSetting = try saved.place("setting", below: max(settings, 1))
    inputChannel = try saved.place("input channel", below: stage.trace.input.shape.channels)
    if saved.words["tap"] != nil { tap = try saved.place("tap", below: step.taps.count) }
    let input = stage.reading.input
    marked = try saved.pair("marked", below: Pair(input.height, input.width))
    let rows = stage.reading.rows.span(at: setup.position.row).taps
    let columns = stage.reading.columns.span(at: setup.position.column).taps
    markedKernel = try saved.pair("marked kernel", below: Pair(rows, columns))
  }
}

extension SavedState {
  fileprivate func truth(_ name: String) throws(Refusal) -> Bool {
    try choice(name, of: [true, false]) { "\($0)" }
  }

  fileprivate func place(_ name: String, below count: Int) throws(Refusal) -> Int {
    let place = try numbers(name, count: 1)[0]
    guard place < count else {
      throw Refusal("the state's \(name) is \(place), but there are \(count)")
    }
    return place
  }

  fileprivate func pair(_ name: String, below end: Pair) throws(Refusal) -> Pair? {
    guard words[name] != nil else { return nil }
    let numbers = try numbers(name, count: 2)
    guard numbers[0] < end.rows, numbers[1] < end.columns else {
      throw Refusal(
        "the state's \(name) is \(numbers[0]),\(numbers[1]), "
          + "but there are \(end.rows)×\(end.columns)")
    }
    return Pair(numbers[0], numbers[1])
  }

  fileprivate func lines(_ name: String) throws(Refusal) -> [String] {
    try word(name).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

extension Setup {
  fileprivate init(_ saved: SavedState) throws(Refusal) {
    let strata = try saved.strata(words: "", arrays: "")
    self.init(inputName: try saved.word("input"), input: try Setup.input(saved), strata: strata)
    layer = try saved.place("layer", below: strata.count)
    if saved.words["B layers"] != nil {
      let strata = try saved.strata(words: "B ", arrays: "B.")
      alternative = Alternative(
        name: saved.words["B name"], strata: strata,
        layer: try saved.place("B layer", below: strata.count))
    }
    let position = try saved.numbers("position", count: 3)
    self.position = Position(channel: position[0], row: position[1], column: position[2])
  }

  private static func input(_ saved: SavedState) throws(Refusal) -> Tensor {
    let array = try saved.array("input")
    guard array.lengths.count == 3 else {
      throw Refusal("the state's input has shape \(array.lengths), not channels, rows and columns")
    }
    return Tensor(
      shape: Shape(channels: array.lengths[0], height: array.lengths[1], width: array.lengths[2]),
      elements: array.elements)
  }
}

extension SavedState {
  /// A stack of layers, its words and arrays under names with these prefixes.
  fileprivate func strata(words prefix: String, arrays: String) throws(Refusal) -> [Stratum] {
    let (layers, names, weights) = (
      try lines("\(prefix)layers"), try lines("\(prefix)names"), try lines("\(prefix)weights")
    )
    guard layers.count == names.count, layers.count == weights.count else {
      throw Refusal(
        "the state has \(layers.count) layers, \(names.count) names and \(weights.count) weights")
    }
    var strata: [Stratum] = []
    for index in layers.indices {
      let operation = try Notation.operation(layers[index])
      let layer = Layer(name: names[index], operation: operation, parameters: .none)
      strata.append(
        Stratum(
          name: names[index], operation: operation,
          weights: try Weights(weights[index], of: layer, in: self, prefix: arrays)))
    }
    return strata
  }
}

extension Weights {
  fileprivate init(
    _ word: String, of layer: Layer, in saved: SavedState, prefix: String
  ) throws(Refusal) {
    switch word {
    case "integers": self = .integers
    case "given": self = .given(try Parameters(of: layer, in: saved, prefix: prefix))
    case let word where word.hasPrefix("kernel "):
      let key = prefix + layer.key("kernel")
      let array = try saved.array(key)
      guard array.lengths.count == 2, !array.elements.isEmpty else {
        throw Refusal("\(key) has shape \(array.lengths), not rows and columns")
      }
      let rows = (0..<array.lengths[0]).map { row in
        Array(array.elements[row * array.lengths[1]..<(row + 1) * array.lengths[1]])
      }
      self = .kernel(KernelChoice(name: String(word.dropFirst("kernel ".count)), rows: rows))
    default:
      throw Refusal("the state's weights are '\(word)', not integers, kernel NAME or given")
    }
  }
}

extension Parameters {
  /// Weight and bias as saved; they need not fit the operator, as on the screen.
  fileprivate init(of layer: Layer, in saved: SavedState, prefix: String) throws(Refusal) {
    self = .none
    let (weightKey, biasKey) = (prefix + layer.key("weight"), prefix + layer.key("bias"))
    if let weight = saved.arrays[weightKey] {
      guard weight.lengths.count == 4 else {
        throw Refusal("\(weightKey) has shape \(weight.lengths), not four lengths")
      }
      self.weight = Tensor(
        shape: Shape(
          batch: weight.lengths[0], channels: weight.lengths[1], height: weight.lengths[2],
          width: weight.lengths[3]), elements: weight.elements)
    }
    if let bias = saved.arrays[biasKey] {
      guard bias.lengths.count == 1 else {
        throw Refusal("\(biasKey) has shape \(bias.lengths), not one length")
      }
      self.bias = bias.elements
    }
  }
}
