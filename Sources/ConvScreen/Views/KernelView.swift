import ConvCore

/// Draws the filter's slice over the shown channel, or for a pool the elements under its window.
struct KernelView {
  private let model: Model
  private let step: Step
  /// The place of the tap that a max pool chose, where it may be shown.
  private let winner: Int?
  private let format: NumberFormat
  private let shading: Shading

  init(_ model: Model) {
    self.model = model
    step = model.step
    winner = model.tap == nil && !model.hidesValue ? step.winner : nil
    format = model.kernelFormat
    let range =
      model.stratum.operation.parameterShape == nil
      ? model.stage.inputRange : model.stage.weightRange
    shading = range.shading(isDark: model.options.isDark)
  }

  func draw(_ pane: GridPane, into frame: inout Frame) {
    let channel = model.shownChannel
    let taps = Dictionary(
      step.taps.enumerated().filter { $0.element.place.channel == channel }
        .map { ($0.element.kernel, $0.offset) }, uniquingKeysWith: { first, _ in first })
    let weight = model.stage.trace.layer.parameters.weight
    let filter = model.stratum.operation.filter(
      from: channel, to: model.setup.position.channel)
    pane.draw(into: &frame, labels: (pane.rowPlaces, pane.columnPlaces)) { cell in
      let tap = taps[cell]
      let value = weight?[filter.0, filter.1, cell.rows, cell.columns]
      return self.cell(cell, value: value ?? tap.map { step.taps[$0].input }, tap: tap)
    }
  }

  private func cell(_ cell: Pair, value: Float?, tap: Int?) -> GridCell {
    guard let value else { return GridCell(text: "×", style: .structure) }
    var drawn = GridCell(text: format.text(value), style: shading.style(value))
    if tap == nil { drawn.style = .structure }
    if let tap, tap == winner {
      drawn.before = "▸"
      drawn.style = .window
    }
    if let tap, tap == model.tap {
      drawn.before = "{"
      drawn.after = "}"
      drawn.style = .tap
    } else if model.markedKernel == cell {
      drawn.before = "‹"
      drawn.after = "›"
      drawn.style = .link
    }
    if let entry = model.entry,
      case .weight(model.shownChannel, model.setup.position.channel, cell) = entry.target
    {
      drawn.typed = entry.line
    }
    return drawn
  }
}
