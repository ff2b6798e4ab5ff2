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
  static var names: Set<String> { Set(table.keys) }
  static var list: String { names.sorted().joined(separator: ", ") }

  /// Nil where the model has no such figure at present.
  static func figure(_ name: String, of model: Model) -> Figure? { table[name]?(model) }

  private typealias Worker = @Sendable (Model) -> Figure?

  private static let table: [String: Worker] = Dictionary(
    uniqueKeysWithValues: [settings, sizes, costs, window, fields].joined().map { $0 })

  private static let settings: [String: Worker] = [
    "layer": { Figure($0.stratum.operation.notation(short: true)) },
    "kernel": { model in axes(model) { $0.kernel } },
    "stride": { model in axes(model) { $0.stride } },
    "padding": { model in axes(model) { $0.paddingBefore } },
    "padding.after": { model in axes(model) { $0.paddingAfter } },
    "dilation": { model in axes(model) { $0.dilation } },
    "extent": { model in axes(model) { $0.extent } },
    "groups": { $0.setting(.groups).flatMap { Int($0) }.map { Figure($0) } },
    "layers": { Figure($0.setup.strata.count) },
  ]

  private static func axes(_ model: Model, _ length: (Axis) -> Int) -> Figure? {
    model.stage.reading.window.map { Figure(Pair(length($0.rows), length($0.columns))) }
  }

  private static let sizes: [String: Worker] = [
    "input": { Figure($0.stage.reading.input.plainSize) },
    "channels": { Figure($0.stage.reading.input.channels) },
    "elements": { Figure($0.stage.reading.input.plane) },
    "output": { Figure($0.stage.reading.output.plainSize) },
    "maps": { Figure($0.stage.reading.output.channels) },
    "positions": { Figure($0.stage.reading.output.plane) },
    "outputs": { Figure($0.stage.trace.count) },
    "formula": { Figure($0.stage.reading.rows.formula(isCeil: $0.stratum.operation.isCeil)) },
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
      Figure(model.step.channelSums.map { NumberFormat.short($0.sum) }.joined(separator: " + "))
    },
    "divisor": { model in
      if case .mean(let divisor) = model.step.reduction { Figure(divisor) } else { nil }
    },
    "bias": { model in
      if case .sum(let bias?) = model.step.reduction { Figure(bias) } else { nil }
    },
  ]

  private static let fields: [String: Worker] = [
    "field": { model in
      model.stage.field.map { Figure("\($0.rows.size)×\($0.columns.size)") }
    },
    "touched": { model in model.stage.field.map { Figure($0.touched) } },
    "area": { model in model.stage.field.map { Figure($0.rows.size * $0.columns.size) } },
    "jump": { model in model.stage.field.map { Figure(Pair($0.rows.jump, $0.columns.jump)) } },
    "whole": { Figure($0.stage.reading.wholeWindows) },
    "paths.centre": { model in model.paths.map { Figure(Float($0.centre)) } },
    "paths.corner": { model in model.paths.map { Figure(Float($0.corner)) } },
  ]
}

extension Shape {
  fileprivate var plainSize: String { "\(height)×\(width)" }
}

extension Reading {
  /// Output places whose taps all fall on data.
  fileprivate var wholeWindows: Int {
    func whole(_ axis: AxisReading) -> Int {
      (0..<axis.output).count { position in
        axis.taps(at: position).allSatisfy { !$0.isPadding }
      }
    }
    return whole(rows) * whole(columns)
  }
}

extension Model {
  /// The value of a setting, as the layer's notation writes it.
  fileprivate func setting(_ knob: Knob) -> String? {
    stratum.operation.settingValues.first { $0.knob == knob }?.value
  }

  fileprivate var report: Report? {
    try? Report(
      of: Network(layers: setup.strata.map(\.layer)), input: setup.input.shape,
      limit: options.limit)
  }

  /// How many paths lead from the middle and from a corner of the field to the element.
  fileprivate var paths: (centre: Double, corner: Double)? {
    guard let lines = report?.lines.prefix(setup.layer + 1) else { return nil }
    let counts = PathCounts(
      to: setup.position.row, column: setup.position.column, through: lines.map(\.reading))
    guard let box = counts.box else { return nil }
    return (
      counts.rows[(box.top + box.bottom) / 2] * counts.columns[(box.left + box.right) / 2],
      counts.rows[box.top] * counts.columns[box.left]
    )
  }
}
