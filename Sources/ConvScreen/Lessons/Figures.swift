import ConvCore

/// What a caption may say about the model: a text, or a number.
struct Figure: Hashable, Sendable {
  let text: String
  /// For quotients and shares; nil for a text.
  let number: Double?

  init(_ text: String) {
    self.text = text
    number = nil
  }

  init(_ count: Int) {
    text = grouped(count)
    number = Double(count)
  }

  init(_ value: Float) {
    text = NumberFormat.short(value)
    number = Double(value)
  }

  /// `3` where rows and columns agree, else `3×5`.
  init(_ pair: Pair) {
    text = pair.description
    number = pair.rows == pair.columns ? Double(pair.rows) : nil
  }
}

/// The figures that captions may name, each worked out from the model.
enum Figures {
  static var names: [String] { table.keys.sorted() }

  static func has(_ name: String) -> Bool { table[name] != nil }

  /// Nil where the model has no such figure at present.
  static func figure(_ name: String, of model: Model) -> Figure? { table[name]?(model) }

  fileprivate typealias Worker = @Sendable (Model) -> Figure?

  private static let table: [String: Worker] = Dictionary(
    uniqueKeysWithValues: [settings, sizes, costs, window, fields, bills, others].joined().map {
      $0
    })

  private static let settings: [String: Worker] = [
    "layer": { Figure($0.stratum.operation.notation(short: true)) },
    "kernel": { model in axes(model) { $0.kernel } },
    "stride": { model in axes(model) { $0.stride } },
    "padding": { model in axes(model) { $0.paddingBefore } },
    "padding.after": { model in axes(model) { $0.paddingAfter } },
    "dilation": { model in axes(model) { $0.dilation } },
    "pad": { Figure($0.stratum.operation.paddingValue) },
    "extent": { model in axes(model) { $0.extent } },
    "groups": { $0.setting(.groups).flatMap { Int($0) }.map { Figure($0) } },
    "layers": { Figure($0.setup.strata.count) },
  ]

  private static func axes(_ model: Model, _ length: (Axis) -> Int) -> Figure? {
    axes(of: model.stage, length)
  }

  private static func axes(of stage: Stage?, _ length: (Axis) -> Int) -> Figure? {
    stage?.reading.window.map { Figure(Pair(length($0.rows), length($0.columns))) }
  }

  private static let sizes: [String: Worker] = [
    "input": { Figure($0.stage.reading.input.plainSize) },
    "channels": { Figure($0.stage.reading.input.channels) },
    "elements": { Figure($0.stage.reading.input.plane) },
    "output": { Figure($0.stage.reading.output.plainSize) },
    "maps": { Figure($0.stage.reading.output.channels) },
    "positions": { Figure($0.stage.reading.output.plane) },
    "outputs": { Figure($0.stage.trace.count) },
    "formula": {
      let (rows, isCeil) = ($0.stage.reading.rows, $0.stratum.operation.isCeil)
      let rounding = rows.rounding(isCeil: isCeil)
      return Figure(rows.formula(isCeil: isCeil) + (rounding.isEmpty ? "" : "   " + rounding))
    },
  ]

  private static let costs: [String: Worker] = [
    "weights": { Figure($0.stage.cost.weights) },
    "biases": { Figure($0.stage.cost.biases) },
    "parameters": { Figure($0.stage.cost.parameters) },
    "macs": { Figure($0.stage.cost.macs) },
    "macs.padding": { Figure($0.stage.cost.macsOnPadding) },
    "comparisons": { Figure($0.stage.cost.comparisons) },
    "additions": { Figure($0.stage.cost.additions) },
    "unread": { Figure($0.stage.cost.unreadInputs) },
    "stack.parameters": { $0.report?.total(\.parameters).map { Figure($0) } },
    "stack.weights": { $0.report?.total(\.weights).map { Figure($0) } },
    "stack.macs": { $0.report?.total(\.macs).map { Figure($0) } },
  ]

  private static let window: [String: Worker] = [
    "value": { Figure($0.step.value) },
    "previous": { model in
      let index = model.stage.trace.index(of: model.setup.position)
      return index > 0 ? Figure(model.stage.trace[index - 1].value) : nil
    },
    "place": { Figure("\($0.step.output.row), \($0.step.output.column)") },
    "taps": { Figure($0.step.taps.count) },
    "data": { Figure($0.step.tapsOnData) },
    "gaps": { Figure($0.step.taps.count - $0.step.tapsOnData) },
    "largest": { $0.step.data.max().map { Figure($0) } },
    "smallest": { $0.step.data.min().map { Figure($0) } },
    "total": { Figure($0.step.data.reduce(0, +)) },
    "mean": { Figure($0.step.mean) },
    "variance": { Figure($0.step.variance) },
    "winner": { model in
      model.step.winner.map { tap in
        let place = model.step.taps[tap].place
        return Figure("\(place.row), \(place.column)")
      }
    },
    "sums": { model in
      Figure(NumberFormat.joined(model.step.channelSums.map { NumberFormat.short($0.sum) }))
    },
    "divisor": { model in
      if case .mean(let divisor) = model.step.reduction { Figure(divisor) } else { nil }
    },
    "bias": { model in
      if case .sum(let bias?) = model.step.reduction { Figure(bias) } else { nil }
    },
  ]

  private static let fields: [String: Worker] = [
    "field": { model in model.stage.field.map { Figure($0.extent) } },
    "touched": { model in model.stage.field.map { Figure($0.touched) } },
    "area": { model in model.stage.field.map { Figure($0.area) } },
    "jump": { model in model.stage.field.map { Figure(Pair($0.rows.jump, $0.columns.jump)) } },
    "whole": { $0.stage.reading.positionsWithAllTapsOnData.map { Figure($0) } },
    "shared": { model in
      guard let here = model.pathCounts(at: 0), let beside = model.pathCounts(at: 1) else {
        return nil
      }
      let rows = zip(here.rows, beside.rows).count { $0 > 0 && $1 > 0 }
      return Figure(rows * zip(here.columns, beside.columns).count { $0 > 0 && $1 > 0 })
    },
    "paths.centre": { model in model.paths.map { Figure(Float($0.centre)) } },
    "paths.corner": { model in model.paths.map { Figure(Float($0.corner)) } },
  ]
}

// MARK: Channels and comparisons

extension Figures {
  private static let bills: [String: Worker] = [
    "slices": { Figure($0.stratum.operation.inputChannels(of: 0).count) },
    "connections": { model in
      let operation = model.stratum.operation
      return Figure(
        (0..<model.stage.output.shape.channels).reduce(0) {
          $0 + operation.inputChannels(of: $1).count
        })
    },
    "bill.standard": { model in model.bill(.standard).map { Figure($0.weights) } },
    "bill.depthwise": { model in model.bill(.depthwise).map { Figure($0.weights) } },
    "bill.separable": { model in model.bill(.separable).map { Figure($0.weights) } },
    "bill.standard.macs": { model in model.bill(.standard).map { Figure($0.macs) } },
    "bill.depthwise.macs": { model in model.bill(.depthwise).map { Figure($0.macs) } },
    "bill.separable.macs": { model in model.bill(.separable).map { Figure($0.macs) } },
    "bill.standard.macs/byte": { model in
      model.bill(.standard).map { Figure(Float($0.macsPerByte)) }
    },
    "bill.depthwise.macs/byte": { model in
      model.bill(.depthwise).map { Figure(Float($0.macsPerByte)) }
    },
    "bill.separable.macs/byte": { model in
      model.bill(.separable).map { Figure(Float($0.macsPerByte)) }
    },
  ]

  /// Of the Compare view: B, and how far A and B agree. What is not compared yet is `…`.
  private static let others: [String: Worker] = [
    "other.value": { $0.otherOpened.map { Figure($0.value) } },
    "other.kernel": { model in axes(of: model.contrast?.stage) { $0.kernel } },
    "other.dilation": { model in axes(of: model.contrast?.stage) { $0.dilation } },
    "other.output": { $0.contrast.map { Figure($0.second.output.plainSize) } },
    "other.parameters": { model in
      model.contrast.map { Figure($0.second.lines.reduce(0) { $0 + $1.cost.parameters }) }
    },
    "other.macs": { model in
      model.contrast.map { Figure($0.second.lines.reduce(0) { $0 + $1.cost.macs }) }
    },
    "other.field": { model in model.contrast?.second.field.map { Figure($0.extent) } },
    "other.divisor": { model in
      guard case .mean(let divisor) = model.otherOpened?.step.reduction else { return nil }
      return Figure(divisor)
    },
    "equal": { model in compared(model) { Figure($0.comparison.equal) } },
    "compared": { model in compared(model) { Figure($0.comparison.compared) } },
    "difference": { model in
      compared(model) { $0.comparison.largest.map { Figure($0.difference) } }
    },
    "responding": { model in model.contrast.map { Figure($0.first.responding) } },
    "other.responding": { model in model.contrast.map { Figure($0.second.responding) } },
  ]

  private static func compared(_ model: Model, _ figure: (Contrast) -> Figure?) -> Figure? {
    model.contrast.flatMap { contrast in
      contrast.isReady && model.stage.isFilled ? figure(contrast) : Figure("…")
    }
  }
}

extension ReceptiveField {
  /// Rows × columns of its box.
  fileprivate var extent: String { "\(rows.size)×\(columns.size)" }
}

extension Shape {
  fileprivate var plainSize: String { "\(height)×\(width)" }
}

extension Model {
  /// The value of a setting, as the layer's notation writes it.
  fileprivate func setting(_ knob: Knob) -> String? {
    stratum.operation.settingValues.first { $0.knob == knob }?.value
  }

  /// An entry of the bill for the layer's channels and kernel.
  fileprivate func bill(_ kind: ChannelBill.Kind) -> ChannelBill.Entry? {
    guard let convolution = stratum.operation as? any Convolving else { return nil }
    return ChannelBill(
      of: convolution, maps: convolution.outputChannels, reading: stage.reading
    )?.entries.first { $0.kind == kind }
  }

  fileprivate var report: Report? { try? setup.report(limit: options.limit) }

  /// The paths to the element so many places to the right; nil past the end of the row.
  fileprivate func pathCounts(at offset: Int) -> PathCounts? {
    let column = setup.position.column + offset
    guard let report, column < stage.output.shape.width else { return nil }
    return PathCounts(
      to: setup.position.row, column: column,
      through: report.lines.prefix(setup.layer + 1).map(\.reading))
  }

  /// How many paths lead from the middle and from a corner of the field to the element.
  fileprivate var paths: (centre: Double, corner: Double)? {
    guard let counts = pathCounts(at: 0), let box = counts.box else { return nil }
    return (
      counts.rows[(box.top + box.bottom) / 2] * counts.columns[(box.left + box.right) / 2],
      counts.rows[box.top] * counts.columns[box.left]
    )
  }
}
