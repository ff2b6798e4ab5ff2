import ConvCore

/// The state of the Compare view: what is worked out for it, and what it waits for.
struct Compare: Sendable {
  /// What is shown, or why B cannot be; nil: to be worked out.
  var contrast: Result<Contrast, Refusal>?
  /// The comparison whose sample has been asked for.
  var pending: ComparisonChoice?
  /// The inputs of B's layers.
  var activations = Activations()
  /// A layer of B before the one that is compared, while its map is computed.
  private var passed: Passed?

  private struct Passed {
    let setup: Setup
    var stage: Stage
  }

  /// Nothing is left to be worked out.
  var isReady: Bool {
    switch contrast {
    case .success(let contrast): contrast.isReady
    case .failure: true
    case nil: false
    }
  }

  /// Forgets what is shown, not what is known of B's maps.
  mutating func forget() {
    if case .success(let shown) = contrast, shown.stage.isFilled {
      activations.take(shown.stage, of: shown.setup)
    }
    contrast = nil
    passed = nil
  }

  /// Works out what is shown; before it, the maps of B's layers, worth about `work` operations at once.
  mutating func settle(
    _ setup: Setup, _ stage: Stage, with alternative: Alternative, limit: MemoryLimit, work: Int
  ) {
    guard contrast == nil, passed == nil else { return }
    do throws(Refusal) {
      let other = setup.replacing(with: alternative)
      let report = try other.steppedReport(limit: limit)
      let next = other.nearest(report, knowing: &activations, work: work)
      if next.layer < other.layer {
        passed = Passed(
          setup: next, stage: try next.stage(limit: limit, knowing: &activations))
      } else {
        var contrast = try Contrast(
          setup, stage, with: other, limit: limit, knowing: &activations)
        contrast.advance(stage, work: work)
        if stage.isFilled { contrast.advance(stage, work: work) }
        self.contrast = .success(contrast)
      }
    } catch {
      contrast = .failure(error)
    }
  }

  /// Works on, worth about `work` operations.
  mutating func advance(_ stage: Stage, work: Int) {
    if passed != nil { return pass(work: work) }
    guard case .success(var contrast) = contrast else { return }
    self.contrast = nil
    contrast.advance(stage, work: work)
    self.contrast = .success(contrast)
  }

  private mutating func pass(work: Int) {
    passed?.stage.fill(work: work, around: 0)
    guard let done = passed, done.stage.isFilled else { return }
    activations.take(done.stage, of: done.setup)
    passed = nil
  }
}
