import ConvCore

/// Input, kernel and output side by side, the sum opened, and what it all costs.
struct WindowView {
  private let model: Model

  init(_ model: Model) { self.model = model }

  func draw(into frame: inout Frame) {
    let layout = WindowLayout(model)
    titles(layout, into: &frame)
    InputView(model).draw(layout.input, into: &frame)
    if let kernel = layout.kernel { KernelView(model).draw(kernel, into: &frame) }
    OutputView(model).draw(layout.output, into: &frame)
    SumView(model, columns: layout.sum.columns).draw(layout.sum, into: &frame)
    FactsView(model).draw(layout.facts, into: &frame)
  }

  private func titles(_ layout: WindowLayout, into frame: inout Frame) {
    let input = model.stage.trace.input.shape
    let channels = input.channels > 1 ? "  channel \(model.shownChannel) of \(input.channels)" : ""
    title(
      "input", "\(input.height)×\(input.width)\(channels)", .input, column: layout.input.column,
      before: layout.kernel.map { $0.column - $0.labelWidth } ?? layout.output.column,
      row: layout.titleRow, into: &frame)
    if let kernel = layout.kernel {
      title(
        kernelName, kernelCaption, .kernel, column: kernel.column - kernel.labelWidth,
        before: layout.output.column, row: layout.titleRow, into: &frame)
    }
    let output = model.stage.output.shape
    let maps =
      output.channels > 1 ? "  map \(model.setup.position.channel) of \(output.channels)" : ""
    title(
      "output", "\(output.height)×\(output.width)\(maps)", .output, column: layout.output.column,
      before: model.size.columns, row: layout.titleRow, into: &frame)
  }

  private func title(
    _ name: String, _ caption: String, _ focus: Model.Focus, column: Int, before next: Int,
    row: Int, into frame: inout Frame
  ) {
    let isFocused = model.focus == focus
    let line =
      Line(isFocused ? "▸\(name) " : " \(name) ", isFocused ? .accent : .title)
      + Line(caption, .structure)
    frame.write(line, column: column, row: row, columns: next - column - 1)
  }

  private var kernelName: String {
    model.stratum.operation.parameterShape == nil ? "window" : "kernel"
  }

  private var kernelCaption: String {
    guard model.stratum.operation.parameterShape != nil else { return "" }
    return model.stratum.weights.name(for: model.stratum.operation)
  }
}
