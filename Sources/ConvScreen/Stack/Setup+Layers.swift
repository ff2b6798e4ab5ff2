import ConvCore

// MARK: Layers added, removed and moved; the channels are passed on.

extension Setup {
  /// Adds a copy of the chosen layer after it and chooses the copy.
  mutating func duplicateLayer() throws(Refusal) {
    strata.insert(strata[layer], at: layer + 1)
    layer += 1
    try renumber()
  }

  mutating func removeLayer() throws(Refusal) {
    guard strata.count > 1 else {
      throw Refusal("the only layer cannot be removed: o makes it another operator")
    }
    strata.remove(at: layer)
    layer = min(layer, strata.count - 1)
    try renumber()
  }

  /// Moves the chosen layer one place up (−1) or down (+1).
  mutating func moveLayer(by change: Int) throws(Refusal) {
    guard strata.indices.contains(layer + change) else {
      throw Refusal(
        strata.count == 1
          ? "there is one layer only"
          : "layer \(layer) is the \(change < 0 ? "first" : "last") one already")
    }
    strata.swapAt(layer, layer + change)
    layer += change
    try renumber()
  }

  /// Puts the rates of a schedule into every convolution whose kernel has holes to open.
  mutating func setRates(_ schedule: RateSchedule) throws(Refusal) {
    for (place, index) in dilatable.enumerated() {
      guard let convolution = strata[index].operation as? Convolution else { continue }
      strata[index].operation = try convolution.atRate(schedule.rate(at: place))
    }
  }

  /// The layers that a rate changes: convolutions with more than one tap.
  var dilatable: [Int] {
    strata.indices.filter { index in
      guard let convolution = strata[index].operation as? Convolution else { return false }
      return convolution.kernel != Pair(1)
    }
  }

  /// The rates of these layers, rows and columns.
  var rates: [Pair] {
    dilatable.compactMap { (strata[$0].operation as? Convolution)?.dilation }
  }

  /// Names the layers by their places, as an `nn.Sequential` does.
  private mutating func renumber() throws(Refusal) {
    for index in strata.indices { strata[index].name = strata.count == 1 ? "" : "\(index)" }
    try passChannelsOn(present: nil)
  }
}
