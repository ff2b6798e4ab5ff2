import ConvCore

/// A beside B over one input: derived from a setup and its alternative, never edited.
struct Contrast: Sendable {
  /// A, whose stage is the model's own.
  let first: Side
  let second: Side
  /// B's setup and stage.
  let setup: Setup
  private(set) var stage: Stage
  private(set) var comparison: Comparison
  private(set) var differenceRange = ValueRange([])
  let inputRange: ValueRange

  /// A stack up to the layer that is compared.
  struct Side: Sendable {
    let network: Network
    let lines: [Report.Line]
    let centres: FieldCentres

    fileprivate init(_ setup: Setup, limit: MemoryLimit) throws(Refusal) {
      network = Network(layers: Array(setup.network.layers.prefix(setup.layer + 1)))
      lines = try Report(of: network, input: setup.input.shape, limit: limit).lines
      centres = FieldCentres(through: lines.map(\.reading))
    }

    var readings: [Reading] { lines.map(\.reading) }
    var output: Shape { lines[lines.count - 1].reading.output }
    var field: ReceptiveField? { lines[lines.count - 1].field }

    /// Elements of all maps that the input reaches.
    var responding: Int {
      output.channels * centres.rows.isReached.count { $0 }
        * centres.columns.isReached.count { $0 }
    }
  }

  /// Refused when B, `other`, cannot be applied to the input. `activations` are B's.
  init(
    _ setup: Setup, _ stage: Stage, with other: Setup, limit: MemoryLimit,
    knowing activations: inout Activations
  ) throws(Refusal) {
    self.setup = other
    first = try Side(setup, limit: limit)
    second = try Side(other, limit: limit)
    self.stage = try other.stage(limit: limit, knowing: &activations)
    comparison = Comparison(
      of: first.output, with: second.output,
      by: Alignment(of: first.centres, with: second.centres))
    inputRange =
      setup.layer == 0 ? stage.inputRange : ValueRange(setup.input)
  }

  var isReady: Bool { stage.isFilled && comparison.isWhole }

  /// Computes B's rows worth about `work` taps, or compares as many elements once both maps are there.
  mutating func advance(_ first: Stage, work: Int) {
    guard stage.isFilled, first.isFilled else { return stage.fill(work: work, around: 0) }
    guard !comparison.isWhole else { return }
    let shape = comparison.differences.shape
    comparison.advance(
      rows: max(work / max(shape.channels * shape.width, 1), 1), of: first.output,
      with: stage.output)
    if comparison.isWhole { differenceRange = ValueRange(comparison.differences.elements) }
  }

  /// B's element that belongs to A's; nil where B has none.
  func partner(of position: Position) -> Position? {
    guard position.channel < second.output.channels,
      let place = comparison.alignment.partner(of: position.row, column: position.column)
    else { return nil }
    return Position(channel: position.channel, row: place.rows, column: place.columns)
  }

  /// A's element that belongs to B's; nil where A has none.
  func element(of partner: Position) -> Position? {
    guard partner.channel < first.output.channels,
      let row = comparison.alignment.rows.partners.firstIndex(of: partner.row),
      let column = comparison.alignment.columns.partners.firstIndex(of: partner.column)
    else { return nil }
    return Position(channel: partner.channel, row: row, column: column)
  }
}
