import ConvCore

/// Input, kernel and output side by side, the sum opened, and what it all costs.
struct WindowView {
  private let model: Model

  init(_ model: Model) { self.model = model }

  func draw(into frame: inout Frame) {
    let layout = WindowLayout(model)
    titles(layout, into: &frame)
    InputView(model).draw(layout.input, into: &frame)
    KernelView(model).draw(layout.kernel, into: &frame)
    OutputView(model).draw(layout.output, into: &frame)
    SumView(model, columns: layout.sum.columns).draw(layout.sum, into: &frame)
    FactsView(model).draw(layout.facts, into: &frame)
  }

  private func titles(_ layout: WindowLayout, into frame: inout Frame) {
    let kernelColumn = layout.kernel.column - layout.kernel.labelWidth
    let columns = [
      layout.input.column, kernelColumn, layout.output.column, model.size.columns,
    ]
    let titles = [
      (model.inputTitle, Model.Focus.input), (model.kernelTitle, .kernel),
      (model.outputTitle, .output),
    ]
    for (place, (title, focus)) in titles.enumerated() {
      let isFocused = model.focus == focus
      let name =
        Line(isFocused ? "▸\(title.name)" : " \(title.name)", isFocused ? .accent : .title)
      let room = columns[place + 1] - columns[place] - 1
      let line = title.width <= room ? name + Line(title.caption, .structure) : name
      frame.write(line, column: columns[place], row: layout.titleRow, columns: room)
    }
  }
}

/// What stands over a map: its name and what is to be known of it.
struct MapTitle: Hashable, Sendable {
  var name: String
  var caption: String

  /// The columns with the focus mark.
  var width: Int { 1 + name.width + caption.width }
}

extension Model {
  var inputTitle: MapTitle {
    let input = stage.trace.input.shape
    let channel =
      input.channels > 1 ? " " + say("channel \(shownChannel) of \(input.channels)") + " " : ""
    return MapTitle(name: say("input"), caption: "\(channel) \(input.height)×\(input.width)")
  }

  var kernelTitle: MapTitle {
    guard stratum.operation.parameterShape != nil else {
      return MapTitle(name: say("window"), caption: "")
    }
    return MapTitle(
      name: say("kernel"), caption: " \(say(stratum.weights.name(for: stratum.operation)))")
  }

  var outputTitle: MapTitle {
    let output = stage.output.shape
    let map =
      output.channels > 1
      ? " " + say("map \(setup.position.channel) of \(output.channels)") + " " : ""
    return MapTitle(name: say("output"), caption: "\(map) \(output.height)×\(output.width)")
  }
}
