import ConvCore

/// The layer that is stepped, with all that its pictures need: derived from a setup, never edited.
struct Stage: Sendable {
  let trace: Trace
  /// The output map; rows from `filled` on are not computed yet.
  private(set) var output: Tensor
  private(set) var filled = 0
  let inputRange: ValueRange
  let weightRange: ValueRange
  private(set) var outputRange = ValueRange([])
  /// For each input row and column the first output row and column that reads it.
  let firstRowReaders: [Int?]
  let firstColumnReaders: [Int?]
  let cost: Cost
  /// The field of the stack up to this layer.
  let field: ReceptiveField?
  /// The layer before, in a stack.
  let before: Trace?

  init(_ trace: Trace, cost: Cost, field: ReceptiveField?, before: Trace?) {
    self.trace = trace
    self.cost = cost
    self.field = field
    self.before = before
    output = Tensor(shape: trace.reading.output, repeating: 0)
    inputRange = ValueRange(trace.input.elements)
    weightRange = ValueRange(trace.layer.parameters.weight?.elements ?? [])
    firstRowReaders = trace.reading.rows.firstReaders
    firstColumnReaders = trace.reading.columns.firstReaders
  }

  var reading: Reading { trace.reading }

  /// How inputs are written, what padding reads among them.
  var inputFormat: NumberFormat {
    inputRange.format.widened(
      for: NumberFormat.short(trace.layer.operation.paddingValue), when: trace.reading.hasPadding)
  }
  var isFilled: Bool { filled == output.shape.height }

  /// Computes output rows worth about `work` taps, at least one row.
  mutating func fill(work: Int) {
    guard !isFilled else { return }
    // Pools are quick, and whole maps of them quicker still.
    let rows = cost.macs > 0 ? max(work * output.shape.height / cost.macs, 1) : output.shape.height
    let band = filled..<min(filled + rows, output.shape.height)
    trace.layer.operation.fill(
      &output, rows: band, from: trace.input, parameters: trace.layer.parameters,
      reading: reading)
    for plane in 0..<output.shape.channels {
      let start = plane * output.shape.plane
      outputRange.take(
        output.elements[
          start + band.lowerBound * output.shape.width..<start + band.upperBound
            * output.shape.width])
    }
    filled = band.upperBound
  }

  /// No output reads this element of a plane.
  func isUnread(row: Int, column: Int) -> Bool {
    firstRowReaders[row] == nil || firstColumnReaders[column] == nil
  }

  /// An output up to `position`, in its channel, has read this element.
  func isRead(row: Int, column: Int, upTo position: Position) -> Bool {
    guard let firstRow = firstRowReaders[row], let firstColumn = firstColumnReaders[column] else {
      return false
    }
    if firstRow < position.row { return true }
    return firstColumn <= position.column
      && reading.rows.readers(of: row).contains(position.row)
  }
}

extension Position {
  /// The element at the same share of another map's height and width.
  func moved(from old: Shape, to new: Shape) -> Position {
    func scaled(_ place: Int, _ old: Int, _ new: Int) -> Int { (2 * place + 1) * new / (2 * old) }
    return Position(
      channel: min(channel, new.channels - 1), row: scaled(row, old.height, new.height),
      column: scaled(column, old.width, new.width))
  }
}

extension Setup {
  /// The stage of the chosen layer; every layer before it is computed whole.
  ///
  /// Refused when a layer cannot follow or its output exceeds the limit.
  func stage(limit: MemoryLimit) throws(Refusal) -> Stage {
    for stratum in strata {
      guard let shape = stratum.operation.parameterShape else { continue }
      try limit.admit(shape.weight.checkedCount, as: "the weight of the layer")
    }
    let network = network
    let report = try Report(of: network, input: input.shape, limit: limit)
    var input = input
    var before: Trace?
    for layer in network.layers.prefix(layer) {
      before = try Trace(of: layer, over: input)
      input = try layer.output(for: input, limit: limit)
    }
    let trace = try Trace(of: network.layers[layer], over: input)
    try limit.admit(stepOf: trace.layer.operation, trace.reading)
    guard trace.count > 0 else {
      throw Refusal("the output \(trace.reading.output) has no element to step: give it one")
    }
    let line = report.lines[layer]
    return Stage(trace, cost: line.cost, field: line.field, before: before)
  }

  /// The position moved into an output, as near as it can.
  func position(in output: Shape) -> Position {
    Position(
      channel: min(position.channel, output.channels - 1),
      row: min(position.row, output.height - 1), column: min(position.column, output.width - 1))
  }
}
