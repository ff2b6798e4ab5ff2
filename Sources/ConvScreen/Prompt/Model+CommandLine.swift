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

  /// Takes the operator exactly as it is: refused where its input has other channels.
  mutating func replaceLayer(by operation: any Operator) {
    let (input, shape) = (stage.trace.input.shape, setup.input.shape)
    edit { (_) throws(Refusal) in
      do throws(Refusal) {
        _ = try operation.reading(of: input)
      } catch {
        guard input == shape, operation.takesOtherChannels(than: shape) else { throw error }
        throw error.offeringAnotherInput
      }
      return operation
    }
  }

  private mutating func replaceAllLayers(by network: Network) {
    let (count, limit) = (network.layers.count, options.limit)
    change(count > 1 ? "\(count) layers: ] steps into the next, [ into the one before" : nil) {
      (setup) throws(Refusal) in
      setup.strata = network.layers.map {
        Stratum(name: $0.name, operation: $0.operation, weights: .integers)
      }
      setup.layer = min(setup.layer, setup.strata.count - 1)
      try setup.refuseOtherChannels(limit: limit)
    }
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
    guard Parameters.repeating(kernel.rows, in: shape) != nil else {
      throw Refusal(
        "\(name) is \(kernel.rows.count)×\(kernel.rows[0].count), "
          + "but the kernel is \(shape.weight.height)×\(shape.weight.width): change kernel_size")
    }
    use(.kernel(kernel))
  }

  mutating func goTo(_ argument: PromptCommand.Argument) throws(Refusal) {
    let numbers = argument.text.split { ", ".contains($0) }.map { Int($0) }
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

// MARK: Layers for another number of channels may be right, and the input wrong

extension Operator {
  fileprivate func takesOtherChannels(than input: Shape) -> Bool {
    (self as? any Convolving).map { $0.inputChannels != input.channels } ?? false
  }
}

extension Refusal {
  fileprivate var offeringAnotherInput: Refusal { Refusal("\(self) or another :input") }
}

extension Setup {
  /// Refuses layers the first of which takes other channels than the input has.
  ///
  /// Layers that leave the input's shape as it is may stand before it.
  fileprivate func refuseOtherChannels(limit: MemoryLimit) throws(Refusal) {
    let reader = strata.first { (try? $0.operation.reading(of: input.shape).output) != input.shape }
    guard reader?.operation.takesOtherChannels(than: input.shape) == true else { return }
    do throws(Refusal) {
      _ = try report(limit: limit)
    } catch {
      throw error.offeringAnotherInput
    }
  }
}

extension String {
  /// Calls one after another, as a paste on one line leaves them, a line each.
  fileprivate var statementsAsLines: String {
    var lines = ""
    var depth = 0
    for place in indices {
      lines.append(self[place])
      depth += self[place] == "(" ? 1 : self[place] == ")" ? -1 : 0
      // A label such as (0): belongs to what follows.
      let isLabel = self[index(after: place)...].first == ":"
      if self[place] == ")", depth == 0, !isLabel { lines.append("\n") }
    }
    return lines
  }
}
