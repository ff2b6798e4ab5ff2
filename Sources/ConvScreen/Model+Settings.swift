import ConvCore

extension Model {
  mutating func turn(_ knob: Knob, by change: Int) {
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
    let before = setup.strata
    change { (setup) throws(Refusal) in
      setup.strata[setup.layer].operation = try edit(setup.strata[setup.layer].operation)
      try setup.passChannelsOn(present: setup.layer)
    }
    sayWhatElseBecame(since: before, except: setup.layer)
  }

  /// Says what became of groups, and of weights and bias, as the layers changed; not of the groups of
  /// a layer that was told of already.
  mutating func sayWhatElseBecame(since before: [Stratum], except told: Int? = nil) {
    guard !status.isAlarm else { return }
    let groups = setup.strata.regrouped(since: before, stepped: setup.layer, except: told)
    let change = WeightsChange(from: before, to: setup.strata, stepped: setup.layer)
    said.text += (groups + [change.text].compactMap(\.self)).map { "; \($0)" }.joined()
  }

  mutating func switchOperator(by change: Int) {
    let input = stage.trace.input.shape
    edit { (operation) throws(Refusal) in
      try Catalog.neighbour(of: operation, by: change, for: input)
    }
  }

  mutating func switchKernel(by direction: Int) {
    guard let shape = stratum.operation.parameterShape else {
      refuse(Refusal("\(stratum.operation.notation(short: true)) has no weights: o finds one"))
      return
    }
    let choices = options.kernels.filter { Parameters.canRepeat($0.rows, in: shape) }
    let all = [Weights.integers] + choices.map(Weights.kernel)
    let name = stratum.weights.name(for: stratum.operation)
    let present = all.firstIndex { $0.name(for: stratum.operation) == name } ?? 0
    use(all[(present + direction + all.count) % all.count])
  }

  /// Takes other weights, which must be of the kernel's size.
  mutating func use(_ weights: Weights) {
    let operation = stratum.operation
    let before = stratum.weights.name(for: operation)
    let after = weights.name(for: operation)
    let bias = weights.parameters(for: operation).bias
    let isSame = bias == stage.trace.layer.parameters.bias
    let biasWords =
      isSame ? "" : bias?.allSatisfy { $0 == 0 } == true ? ", bias 0" : ", bias made anew"
    change("weights \(before) → \(after)\(biasWords)") { $0.strata[$0.layer].weights = weights }
  }

  /// The name of the built-in sample that many places on.
  func sample(by change: Int) -> String {
    let present = options.samples.firstIndex { "sample:\($0)" == setup.originalInputName }
    let next = present.map { $0 + change } ?? (change > 0 ? 0 : -1)
    return options.samples[(next + options.samples.count) % options.samples.count]
  }

  mutating func load(_ input: Tensor, named name: String) {
    guard !takeComparison(with: input, named: name) else { return }
    let input = remembered(input, named: name)
    let before = setup.strata
    change("input \(name), \(input.shape)") { (setup) throws(Refusal) in
      setup.input = input
      setup.inputName = name
      try setup.passChannelsOn(present: setup.layer)
    }
    sayWhatElseBecame(since: before)
  }

  mutating func chooseLayer(_ layer: Int) {
    guard setup.strata.indices.contains(layer) else {
      refuse(
        Refusal(
          setup.strata.count == 1
            ? "there is one layer only"
            : "there is no layer \(layer): they are 0 to \(setup.strata.count - 1)"))
      return
    }
    visit(layer: layer)
  }
}

extension Setup {
  /// Gives every layer as many input channels as the one before it has maps.
  ///
  /// A refusal names the layer at fault, unless it is the present one, which is on the screen.
  mutating func passChannelsOn(present: Int?) throws(Refusal) {
    try strata.passChannelsOn(from: input.shape, present: present)
    // B may stay behind: the Compare view says why it cannot follow.
    if var other = alternative,
      (try? other.strata.passChannelsOn(from: input.shape, present: nil)) != nil
    {
      alternative = other
    }
  }
}

extension [Stratum] {
  /// Gives every layer as many input channels as the one before it has maps; a refusal names the layer
  /// at fault, unless it is the present one.
  mutating func passChannelsOn(from input: Shape, present: Int?) throws(Refusal) {
    var shape = input
    for index in indices {
      do throws(Refusal) {
        shape = try self[index].passChannelsOn(from: shape)
      } catch {
        // Not by its place: layers that were added, removed or moved stand elsewhere on the screen.
        let name = self[index].operation.notation(short: true)
        throw index == present ? error : Refusal("\(name): \(error)")
      }
    }
  }
}

extension Stratum {
  /// Reads as many channels as there are; gives the output's shape.
  fileprivate mutating func passChannelsOn(from input: Shape) throws(Refusal) -> Shape {
    if operation.parameterShape != nil {
      operation = try operation.adapted(toChannels: input.channels)
    }
    return try operation.reading(of: input).output
  }
}
