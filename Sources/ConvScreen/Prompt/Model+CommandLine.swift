import ConvCore

// MARK: What the commands do

extension Model {
  /// Takes layers as they were pasted or typed without a command: one call in the place of the
  /// present layer, several in the place of all.
  mutating func replaceLayers(_ text: String) throws(Refusal) {
    let network = try Notation.network(text.statementsAsLines)
    if network.layers.count == 1, network.layers[0].name.isEmpty {
      replaceLayer(by: network.layers[0].operation)
    } else {
      replaceAllLayers(by: network)
    }
  }

  mutating func replaceLayer(_ argument: PromptCommand.Argument) throws(Refusal) {
    let network = try Notation.network(argument.text.statementsAsLines)
    guard network.layers.count == 1 else {
      throw Refusal("layer takes one call, but here are \(network.layers.count): use layers")
    }
    replaceLayer(by: network.layers[0].operation)
  }

  mutating func replaceAllLayers(_ argument: PromptCommand.Argument) throws(Refusal) {
    replaceAllLayers(by: try Notation.network(argument.text.statementsAsLines))
  }

  /// Takes the operator exactly as it is: refused where another layer's output has other channels.
  ///
  /// A layer that is all new may get a larger input, one whose setting changes keeps what it has.
  mutating func replaceLayer(by operation: any Operator, isNew: Bool = true) {
    let (before, name, limit) = (setup.strata, setup.inputName, options.limit)
    let input = stage.trace.input.shape
    change { (setup) throws(Refusal) in
      setup.strata[setup.layer].operation = operation
      if setup.layer == 0 { try setup.suitInput(isNew: isNew, limit: limit) }
      _ = try operation.reading(of: setup.layer == 0 ? setup.input.shape : input)
      try setup.passChannelsOn(present: setup.layer)
    }
    sayInput(unless: name)
    sayWhatElseBecame(since: before, except: setup.layer)
  }

  private mutating func replaceAllLayers(by network: Network) {
    let (name, count, limit) = (setup.inputName, network.layers.count, options.limit)
    change(count > 1 ? "\(count) layers: ] steps into the next, [ into the one before" : nil) {
      (setup) throws(Refusal) in
      setup.strata = network.layers.map {
        Stratum(name: $0.name, operation: $0.operation, weights: .integers)
      }
      setup.layer = min(setup.layer, setup.strata.count - 1)
      try setup.suitInput(isNew: true, limit: limit)
    }
    sayInput(unless: name)
  }

  /// Says that another input was made for the layers.
  private mutating func sayInput(unless name: String) {
    if setup.inputName != name { said.text += "; input \(setup.inputName)" }
  }

  mutating func useWeights(_ argument: PromptCommand.Argument) throws(Refusal) {
    let name = argument.text
    guard let shape = stratum.operation.parameterShape else {
      throw Refusal("\(stratum.operation.notation(short: true)) has no weights: o finds one")
    }
    guard name != "integers" else { return use(.integers) }
    guard let kernel = options.kernels.first(where: { $0.name == name }) else {
      throw Names(["integers"] + options.kernels.map(\.name)).refusal(of: name, as: "kernel")
    }
    guard Parameters.canRepeat(kernel.rows, in: shape) else {
      throw Refusal(
        "\(name) is \(kernel.rows.count)×\(kernel.rows[0].count), "
          + "but the kernel is \(shape.weight.height)×\(shape.weight.width): change kernel_size")
    }
    use(.kernel(kernel))
  }

  mutating func goTo(_ argument: PromptCommand.Argument) throws(Refusal) {
    let isEnclosed = argument.text.hasPrefix("(") && argument.text.hasSuffix(")")
    let text = isEnclosed ? argument.text.dropFirst().dropLast() : argument.text[...]
    let numbers = text.split { ", ".contains($0) }.map { Int($0) }
    let places = numbers.compactMap { $0 }
    guard places.count == numbers.count, [2, 3].contains(places.count) else {
      throw argument.refusal
    }
    let map = places.count == 3 ? places[0] : setup.position.channel
    let position = Position(
      channel: map, row: places[places.count - 2], column: places[places.count - 1])
    let output = stage.output.shape
    guard (0..<output.channels).contains(position.channel),
      (0..<output.height).contains(position.row), (0..<output.width).contains(position.column)
    else {
      throw Refusal(
        "there is no element \(position.channel),\(position.row),\(position.column): "
          + "the output is \(output), so the last one is "
          + "\(output.channels - 1),\(output.height - 1),\(output.width - 1)")
    }
    go(to: position)
  }

  mutating func showView(_ argument: PromptCommand.Argument) throws(Refusal) {
    let wanted = argument.text.lowercased()
    let view = View.allCases.first { $0.name.lowercased() == wanted || "\($0.rawValue)" == wanted }
    guard let view else { throw argument.refusal }
    show(view)
  }

  mutating func setSpeed(_ argument: PromptCommand.Argument) throws(Refusal) {
    let speed = Model.speeds.firstIndex { "\($0)" == argument.text }
    guard let speed else { throw argument.refusal }
    self.speed = speed
    speedUp(0)
  }
}

// MARK: Layers for another input

extension Setup {
  /// Makes an input of whole numbers where the first layer that has channels takes another number of
  /// them, or where a built-in input is too small for new layers; as large as the present one if it
  /// can be.
  ///
  /// Layers that leave the input's shape as it is may stand before the first one.
  fileprivate mutating func suitInput(isNew: Bool, limit: MemoryLimit) throws(Refusal) {
    let shape = input.shape
    let reader = strata.first { (try? $0.operation.reading(of: shape).output) != shape }
    let channels = (reader?.operation as? any Convolving)?.inputChannels ?? shape.channels
    let isBuiltIn = inputName.hasPrefix("sample:") || inputName.hasPrefix("shape:")
    guard channels != shape.channels || isNew && isBuiltIn else { return }
    let present = Shape(channels: channels, height: shape.height, width: shape.width)
    let larger = Shape.usualSides.map {
      Shape(channels: channels, height: max(shape.height, $0), width: max(shape.width, $0))
    }
    let suited = ([present] + larger).first(where: strata.canRead) ?? present
    guard suited != shape else { return }
    try limit.admit(suited.checkedCount, as: "an input of \(suited)")
    input = .wholeNumbers(suited)
    inputName = "shape:\(channels),\(suited.height),\(suited.width)"
  }
}

extension [Stratum] {
  /// The layers can be applied to an input of this shape, each to what the one before it gives.
  fileprivate func canRead(_ shape: Shape) -> Bool {
    var strata = self
    return (try? strata.passChannelsOn(from: shape, present: nil)) != nil
  }
}

extension String {
  /// Calls one after another, as a paste on one line leaves them, a line each.
  fileprivate var statementsAsLines: String {
    var lines = ""
    var depth = 0
    let code = prefix { $0 != "#" }
    for place in code.indices {
      // Between calls commas say nothing.
      lines.append(self[place] == "," && depth == 0 ? "\n" : self[place])
      depth += self[place] == "(" ? 1 : self[place] == ")" ? -1 : 0
      // A label such as (0): belongs to what follows.
      let isLabel = self[index(after: place)...].first == ":"
      if self[place] == ")", depth == 0, !isLabel { lines.append("\n") }
    }
    return lines
  }
}
