import ConvCore

/// The layer that is stepped, with all that its pictures need: derived from a setup, never edited.
struct Stage: Sendable {
  let trace: Trace
  /// The output map; rows outside `filled` are not computed yet.
  private(set) var output: Tensor
  private(set) var filled = 0..<0
  let inputRange: ValueRange
  let weightRange: ValueRange
  private(set) var outputRange = ValueRange()
  /// For each input row and column the first output row and column that reads it.
  let firstRowReaders: [Int?]
  let firstColumnReaders: [Int?]
  /// The layer's line in the stack's report.
  let line: Report.Line
  /// The layer before, in a stack.
  let before: Trace?

  /// `output` is the whole map where it is known; `old` lends what it knows of the same input.
  init(_ trace: Trace, line: Report.Line, before: Trace?, output: Tensor?, old: Stage?) {
    self.trace = trace
    self.line = line
    self.before = before
    self.output = output ?? Tensor(unwritten: trace.reading.output)
    if let output {
      filled = 0..<output.shape.height
      outputRange = ValueRange(output)
    }
    let known = old.flatMap { $0.trace.input == trace.input ? $0.inputRange : nil }
    inputRange = known ?? ValueRange(trace.input)
    weightRange = trace.layer.parameters.weight.map(ValueRange.init) ?? ValueRange()
    firstRowReaders = trace.reading.rows.firstReaders
    firstColumnReaders = trace.reading.columns.firstReaders
  }

  var reading: Reading { trace.reading }
  var cost: Cost { line.cost }
  /// The field of the stack up to this layer.
  var field: ReceptiveField? { line.field }

  /// How inputs are written, what padding reads among them.
  var inputFormat: NumberFormat {
    inputRange.format.widened(
      for: NumberFormat.short(trace.layer.operation.paddingValue), when: trace.reading.hasPadding)
  }
  var isFilled: Bool { filled.count == output.shape.height }

  /// Computes output rows worth about `work` operations, at least one row: those around `row` first.
  mutating func fill(work: Int, around row: Int) {
    guard !isFilled else { return }
    let height = output.shape.height
    let rows = max(Int(Double(work) * Double(height) / Double(line.operations)), 1)
    let band = nextBand(of: rows, around: row)
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
    filled =
      filled.isEmpty
      ? band : min(filled.lowerBound, band.lowerBound)..<max(filled.upperBound, band.upperBound)
  }

  /// Rows that join those that are computed: first around `row`, then after them, then before them.
  private func nextBand(of rows: Int, around row: Int) -> Range<Int> {
    let height = output.shape.height
    if filled.isEmpty {
      let start = max(min(row - rows / 2, height - rows), 0)
      return start..<min(start + rows, height)
    }
    if filled.upperBound < height, row >= filled.lowerBound || filled.lowerBound == 0 {
      return filled.upperBound..<min(filled.upperBound + rows, height)
    }
    return max(filled.lowerBound - rows, 0)..<filled.lowerBound
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

extension Report.Line {
  /// What the whole map takes, in multiply-adds, comparisons or additions.
  var operations: Int {
    /// An element's writing, beside its taps.
    let writing = 8
    return max(cost.macs, cost.comparisons, cost.additions, reading.output.count * writing)
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
  /// The stage of the chosen layer; every layer before it is computed whole, unless it is known.
  ///
  /// Refused when a layer cannot follow or its output exceeds the limit. `old` lends what it knows
  /// of the same input.
  func stage(
    limit: MemoryLimit, knowing activations: inout Activations, after old: Stage? = nil
  ) throws(Refusal) -> Stage {
    let line = try steppedReport(limit: limit).lines[layer]
    var before: Trace?
    if layer > 0 {
      let input = try activations.input(of: layer - 1, in: self, limit: limit)
      before = try Trace(of: strata[layer - 1].layer, over: input)
    }
    let trace = try Trace(
      of: strata[layer].layer, over: activations.input(of: layer, in: self, limit: limit))
    return Stage(
      trace, line: line, before: before, output: activations.output(of: layer, in: self), old: old)
  }

  /// This setup, or the same before an earlier layer: one whose input is there after about `work`
  /// operations. `report` is the setup's own.
  func nearest(_ report: Report, knowing activations: inout Activations, work: Int) -> Setup {
    var (near, left) = (self, work)
    near.layer = activations.lastKnown(upTo: layer, in: self)
    while near.layer < layer, report.lines[near.layer].operations <= left {
      left -= report.lines[near.layer].operations
      near.layer += 1
    }
    if near.layer < layer {
      near.position = position.moved(
        from: report.lines[layer].reading.output, to: report.lines[near.layer].reading.output)
    }
    return near
  }

  /// The report of a setup whose chosen layer can be stepped, else refused; nothing is computed.
  func steppedReport(limit: MemoryLimit) throws(Refusal) -> Report {
    let report = try report(limit: limit)
    let reading = report.lines[layer].reading
    try limit.admit(stepOf: strata[layer].operation, reading)
    guard reading.output.count > 0 else {
      throw Refusal("the output \(reading.output) has no element to step: give it one")
    }
    return report
  }

  /// Shapes, costs and fields of all layers; their parameters are not made for it.
  func report(limit: MemoryLimit) throws(Refusal) -> Report {
    try Report(of: network, input: input.shape, limit: limit)
  }

  /// The position moved into an output, as near as it can.
  func position(in output: Shape) -> Position {
    Position(
      channel: min(position.channel, output.channels - 1),
      row: min(position.row, output.height - 1), column: min(position.column, output.width - 1))
  }
}
