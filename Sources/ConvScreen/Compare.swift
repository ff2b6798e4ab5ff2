import ConvCore

/// The state of the Compare view: what is worked out for it, and what it waits for.
struct Compare: Sendable {
  /// What is shown, or why B cannot be; nil: to be worked out.
  var contrast: Result<Contrast, Refusal>?
  /// The comparison whose sample has been asked for.
  var pending: ComparisonChoice?
  /// The inputs of B's layers.
  var activations = Activations()

  /// Nothing is left to be worked out.
  var isReady: Bool {
    switch contrast {
    case .success(let contrast): contrast.isReady
    case .failure: true
    case nil: false
    }
  }

  /// Works on, worth about `work` taps.
  mutating func advance(_ stage: Stage, work: Int) {
    guard case .success(var contrast) = contrast else { return }
    self.contrast = nil
    contrast.advance(stage, work: work)
    self.contrast = .success(contrast)
  }
}
