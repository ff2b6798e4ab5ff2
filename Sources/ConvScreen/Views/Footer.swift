import ConvCore

/// The keys that matter now.
struct Footer {
  private let model: Model

  init(_ model: Model) { self.model = model }

  /// As many as fit into the columns; the last one always.
  func line(columns: Int) -> Line {
    let entries = entries.map { Entry($0.key, model.say($0.label)) }
    guard let last = entries.last else { return Line() }
    var line = Line()
    for entry in entries.dropLast()
    where line.width + entry.columns + gap.width + last.columns <= columns {
      line = line + entry.line + Line(gap)
    }
    return line + last.line
  }

  private let gap = "  "

  private struct Entry {
    var key: String
    var label: String

    init(_ key: String, _ label: String) {
      self.key = key
      self.label = label
    }

    var columns: Int { key.width + 1 + label.width }
    var line: Line { Line(key, .title) + Line(" \(label)", .structure) }
  }

  private var entries: [Entry] {
    if model.isHelping {
      return [
        Entry("↑↓", "scroll"), Entry("PgUp PgDn", "page"), Entry("q", "quit"),
        Entry("Esc", "close"),
      ]
    }
    if model.lessonMenu != nil {
      return [Entry("↑↓", "choose"), Entry("Enter", "open"), Entry("Esc", "close")]
    }
    let own = lessonEntries
    return own + viewEntries.filter { entry in !own.contains { $0.key == entry.key } }
  }

  private var viewEntries: [Entry] {
    switch model.view {
    case .window: windowEntries + [Entry("?", "all keys")]
    case .channels: channelsEntries + [Entry("?", "all keys")]
    case .stack: stackEntries + [Entry("?", "all keys")]
    case .compare: compareEntries + [Entry("?", "all keys")]
    }
  }

  private var compareEntries: [Entry] {
    [Entry("←→", "step")]
      + entries(
        of: [.nextComparison, .pin, .swap] + model.stratum.operation.knobs.map { .more($0) }
          + [.nextOperator, .nextSample, .nextTap, .undo])
  }

  private func entries(of commands: [Command]) -> [Entry] {
    commands.compactMap { command in
      Keymap.binding(of: command, in: model.view).map {
        Entry($0.keys[0].name, label(of: command, $0))
      }
    }
  }

  /// The keys of the open lesson, or the one that reveals.
  private var lessonEntries: [Entry] {
    guard let course = model.course else {
      return model.hidesValue && model.choosesOutput ? [Entry("Enter", "reveal")] : []
    }
    let next = Entry(
      model.isOnPath && model.choosesOutput ? "Enter" : ">", course.isAtEnd ? "lessons" : "next")
    return [next, Entry("<", "back")] + (course.isOffPath ? [Entry("f", "follow")] : [])
  }

  private var channelsEntries: [Entry] {
    let knobs: [Command] = [.groups, .outputChannels].filter(model.stratum.operation.knobs.contains)
      .map { .more($0) }
    let isConvolution = model.stratum.operation is any Convolving
    return [Entry("←→", "step")]
      + entries(
        of: [.nextTap, .nextChannel] + knobs + (isConvolution ? [.separate] : [])
          + [.nextInputChannel, .focusNext, .play, .nextOperator, .nextSample, .undo])
  }

  private var windowEntries: [Entry] {
    switch model.focus {
    case .input:
      return [
        Entry("←→↑↓", "mark"), Entry("0–9", "type a value"), Entry("Enter", "go to its output"),
        Entry("Tab", "focus"),
        Entry("Esc", "output"),
      ]
    case .kernel:
      return [
        Entry("←→↑↓", "mark"), Entry("0–9", "type a value"), Entry("w", "weights"),
        Entry("Tab", "focus"), Entry("Esc", "output"),
      ]
    case .settings:
      return [
        Entry("←→", "choose"), Entry("↑↓", "change"), Entry("0–9", "type a value"),
        Entry("u", "undo"), Entry("Tab", "focus"),
        Entry("Esc", "output"),
      ]
    case .output:
      let commands: [Command] =
        [.nextTap, .play]
        + model.stratum.operation.knobs.map { .more($0) } + [
          .nextOperator, .nextSample, .focusNext, .undo,
        ]
      return [Entry("←→", "step")] + entries(of: commands)
    }
  }

  private var stackEntries: [Entry] {
    let arrows =
      model.stack.focus == .layers ? Entry("↑↓", "layer") : Entry("←→↑↓", "element")
    let commands: [Command] =
      [.stack(.paths), .stack(.moreRate), .stack(.nextRates), .stack(.insert), .stack(.remove)]
      + model.stratum.operation.knobs.map { .more($0) } + [.nextOperator, .focusNext, .undo]
    return [arrows, Entry("[]", "layer"), Entry("Enter", "step it")]
      + entries(of: commands)
  }

  /// A knob's label carries its value.
  private func label(of command: Command, _ binding: Binding) -> String {
    guard case .more(let knob) = command,
      let setting = model.stratum.operation.settingValues.first(where: { $0.knob == knob })
    else { return binding.label }
    // The kernel's key changes an adaptive pool's output size.
    let name = knob == .kernel ? settingName(setting.name) : binding.label
    return "\(name) \(setting.value)"
  }
}

extension Operator {
  /// The knobs it has, in their usual order.
  fileprivate var knobs: [Knob] {
    Knob.allCases.filter { knob in settingValues.contains { $0.knob == knob } }
  }
}
