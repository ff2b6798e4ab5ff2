import ConvCore

/// What became of weights and bias as a layer changed, for the status line.
struct WeightsChange {
  /// Nil where they are what they were.
  let text: String?

  /// Of all layers, where any named or given weights went or came back; else of the stepped one.
  ///
  /// A layer that was moved is compared with what it was before, at its other place.
  init(from before: [Stratum], to after: [Stratum], stepped layer: Int) {
    let old = after.origins(in: before, stepped: layer).map { before[$0] }
    let moved = after.indices.first { old[$0].fits != after[$0].fits }
    guard let layer = moved ?? (before.count == after.count ? layer : nil) else {
      text = nil
      return
    }
    text = WeightsChange(from: old[layer], to: after[layer]).text.map {
      WeightsChange.named(layer, after, $0)
    }
  }

  private init(from before: Stratum, to after: Stratum) {
    let (old, new) = (before.operation.parameterShape, after.operation.parameterShape)
    switch (after.weights, new) {
    case (_, nil): text = nil
    case (_, _) where old == new: text = nil
    case (.kernel, _) where before.fits && !after.fits,
      (.given, _) where before.fits && !after.fits:
      text = after.standIn
    case (.kernel(let kernel), let new?) where after.fits:
      let isBack = !before.fits
      let bias = new.bias != nil && (isBack || old?.bias == nil) ? "bias 0" : nil
      let words = [isBack ? "\(kernel.name) is back" : nil, bias].compactMap(\.self)
      text = words.isEmpty ? nil : words.joined(separator: ", ")
    case (.given, _) where after.fits: text = "the given \(after.parameterWords) are back"
    case (_, let new?): text = old.flatMap { WeightsChange.reshaped($0, new, after.operation) }
    }
  }

  /// Whole numbers of another shape: those of equal filters and of the bias stay, from the first on.
  private static func reshaped(
    _ old: ParameterShape, _ new: ParameterShape, _ operation: any Operator
  ) -> String? {
    guard old.weight != new.weight else { return new.bias == nil ? nil : "bias made anew" }
    guard old.weight.lengths.dropFirst() != new.weight.lengths.dropFirst() else {
      let kept = min(old.weight.batch, new.weight.batch)
      guard operation is Convolution else { return nil }
      return "weights kept in the first \(kept == 1 ? "map" : "\(kept) maps")"
    }
    switch (old.bias, new.bias) {
    case (let bias?, let other?) where bias == other: return "weights made anew, bias kept"
    case (nil, _?): return "weights and bias made anew"
    case (_, _): return "weights made anew"
    }
  }

  fileprivate static func named(_ layer: Int, _ strata: [Stratum], _ text: String) -> String {
    strata.count == 1 ? text : "layer \(layer): \(text)"
  }
}

extension [Stratum] {
  /// What became of the groups of layers that now are given other channels than before, but of
  /// the one that was told of.
  func regrouped(since before: [Stratum], stepped layer: Int, except told: Int?) -> [String] {
    let places = origins(in: before, stepped: layer)
    return indices.compactMap { index in
      guard index != told, let new = self[index].operation as? any Convolving,
        let old = before[places[index]].operation as? any Convolving, old.groups != new.groups
      else { return nil }
      let maps =
        old.outputChannels == new.outputChannels
        ? "" : ", out \(old.outputChannels) → \(new.outputChannels)"
      return WeightsChange.named(index, self, "groups \(old.groups) → \(new.groups)\(maps)")
    }
  }

  /// The place that each layer had before the stepped one was added or moved, or one removed there.
  fileprivate func origins(in before: [Stratum], stepped: Int) -> [Int] {
    let places = [Int](before.indices)
    let ways: [[Int]] =
      switch count - before.count {
      case 1: [[Int](places[..<stepped] + places[(stepped - 1)...])]
      case -1: [stepped, stepped + 1].map { removed in places.filter { $0 != removed } }
      default: [places] + [stepped - 1, stepped + 1].compactMap { places.swapped(stepped, $0) }
      }
    return ways.first { way in zip(self, way).allSatisfy { $0.isSame(as: before[$1]) } } ?? ways[0]
  }
}

extension [Int] {
  /// Nil where there is no such place.
  fileprivate func swapped(_ one: Int, _ other: Int) -> [Int]? {
    guard indices.contains(other) else { return nil }
    var swapped = self
    swapped.swapAt(one, other)
    return swapped
  }
}

extension Stratum {
  /// The same layer, whatever number of channels either was given.
  fileprivate func isSame(as other: Stratum) -> Bool {
    var other = other
    if let own = operation as? any Convolving,
      let adapted = try? other.operation.adapted(toChannels: own.inputChannels)
    {
      other.operation = adapted
    }
    return computesAs(other)
  }

  /// The weights that are asked for are there, or none are needed.
  fileprivate var fits: Bool { operation.parameterShape == nil || weights.fits(operation) }

  fileprivate var parameterWords: String {
    operation.parameterShape?.bias == nil ? "weights" : "weights and bias"
  }

  /// Says that whole numbers are used, and why.
  fileprivate var standIn: String {
    switch weights {
    case .kernel(let kernel):
      "\(kernel.name) is \(kernel.rows.count)×\(kernel.rows[0].count): "
        + "integers stand in for \(parameterWords)"
    case .given, .integers:
      "the given \(parameterWords) are of another shape: integers stand in"
    }
  }
}
