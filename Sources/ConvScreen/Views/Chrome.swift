import ConvCore

/// Header, status line and footer: the same for every view.
struct Chrome {
  private let model: Model

  init(_ model: Model) { self.model = model }

  func draw(into frame: inout Frame) {
    let size = frame.size
    header(into: &frame)
    frame.rule(row: 2)
    frame.rule(row: size.rows - 3)
    frame.write(
      " \(model.status.text) ", column: 0, row: size.rows - 2,
      style: model.status.isAlarm ? .alarm : .plain)
    frame.write(footer(columns: size.columns - 1), column: 1, row: size.rows - 1)
  }

  private func header(into frame: inout Frame) {
    let columns = frame.size.columns
    let input = "\(model.setup.inputName)  \(model.setup.input.shape)"
    frame.write("convscope", column: 1, row: 0, style: .accent)
    frame.write(
      model.stratum.operation.notation(short: true), column: 12, row: 0,
      columns: max(columns - 14 - input.width, 20), style: .title)
    frame.write(input, column: columns - input.width - 1, row: 0, style: .structure)
    let place = place
    frame.write(layers(columns: columns - place.width - 3), column: 1, row: 1)
    frame.write(place, column: columns - place.width - 1, row: 1)
  }

  /// The stack with the layer that is stepped, or what the operator does.
  private func layers(columns: Int) -> Line {
    guard model.setup.strata.count > 1 else {
      return Line(model.stratum.operation.idea, .structure)
    }
    let number = model.setup.layer + 1
    var line = Line("layer \(number) of \(model.setup.strata.count)  ", .accent)
    line.add(
      "input \(model.stage.trace.input.shape) → output \(model.stage.output.shape)", .structure)
    return line
  }

  /// Where one stands among the output's elements.
  private var place: Line {
    let index = model.stage.trace.index(of: model.setup.position)
    var line = Line("element ", .structure)
    line.add("\(grouped(index + 1)) of \(grouped(model.stage.trace.count))")
    if !model.stage.isFilled {
      let share = model.stage.filled * 100 / max(model.stage.output.shape.height, 1)
      line.add("   map \(share) %", .structure)
    }
    line.add(
      model.isPlaying ? "   ▶ \(Model.speeds[model.speed])/s" : "   ‖ paused",
      model.isPlaying ? .accent : .structure)
    return line
  }

  /// The keys that matter now, as many as fit.
  func footer(columns: Int) -> Line {
    var line = Line()
    for entry in entries {
      let width = entry.key.width + entry.label.width + 1
      guard line.width + width <= columns else { break }
      line.add(entry.key, .title)
      line.add(" \(entry.label)", .structure)
      line.add("  ")
    }
    return line
  }

  private var entries: [(key: String, label: String)] {
    if model.isHelping { return [("↑↓", "scroll"), ("Esc", "close"), ("q", "quit")] }
    let help = [("?", "all keys")]
    switch model.focus {
    case .input:
      return [("←→↑↓", "mark"), ("Enter", "go to its output"), ("Tab", "focus"), ("Esc", "output")]
        + help
    case .kernel:
      return [("←→↑↓", "mark"), ("w", "weights"), ("Tab", "focus"), ("Esc", "output")] + help
    case .settings:
      return [
        ("←→", "choose"), ("↑↓", "change"), ("u", "undo"), ("Tab", "focus"), ("Esc", "output"),
      ]
        + help
    case .output:
      let commands: [Command] =
        [.nextTap, .play]
        + model.stratum.operation.knobs.map { .more($0) } + [
          .nextOperator, .nextSample, .focusNext, .undo,
        ]
      return [("←→", "step")]
        + commands.compactMap { command in
          Keymap.binding(of: command).map { ($0.keys[0].name, label(of: command, $0)) }
        } + help
    }
  }

  /// A knob's label carries its value.
  private func label(of command: Command, _ binding: Binding) -> String {
    guard case .more(let knob) = command,
      let setting = model.stratum.operation.settingValues.first(where: { $0.knob == knob })
    else { return binding.label }
    return "\(binding.label) \(setting.value)"
  }
}

extension Operator {
  /// The knobs it has, in their usual order.
  fileprivate var knobs: [Knob] {
    Knob.allCases.filter { knob in settingValues.contains { $0.knob == knob } }
  }

  /// What it does, in a line under its name.
  fileprivate var idea: String {
    switch reductionKind {
    case .sum: "multiplies the window by a filter and sums"
    case .maximum: "takes the largest element under the window"
    case .mean: "averages the elements under the window"
    case .norm: "takes the p-norm of the elements under the window"
    case .copy: "hands elements on"
    case .rectified: "cuts negative elements to 0"
    }
  }
}
