import ConvCore

/// What became of weights and bias as a layer changed, for the status line.
struct WeightsChange {
  /// Nil where they are what they were.
  let text: String?

  /// Of all layers, where any named or given weights went or came back; else of the stepped one.
  init(from before: [Stratum], to after: [Stratum], stepped layer: Int) {
    guard before.count == after.count else {
      let layer = after.indices.first { !after[$0].fits }
      text = layer.map { WeightsChange.named($0, after, after[$0].standIn) }
      return
    }
    let moved = after.indices.first { before[$0].fits != after[$0].fits }
    let layer = moved ?? layer
    text = WeightsChange(from: before[layer], to: after[layer]).text.map {
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

  private static func named(_ layer: Int, _ strata: [Stratum], _ text: String) -> String {
    strata.count == 1 ? text : "layer \(layer): \(text)"
  }
}

extension Stratum {
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
