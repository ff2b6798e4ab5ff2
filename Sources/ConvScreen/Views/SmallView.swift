import ConvCore

/// What a screen too small for the views can still say: how much it lacks, where one stands, the keys.
struct SmallView {
  private let model: Model

  init(_ model: Model) { self.model = model }

  /// The need comes first, the keys second, the rest where there is room.
  func draw(into frame: inout Frame) {
    let size = frame.size
    frame.write(need, column: 0, row: size.rows == 2 ? 0 : size.rows / 2)
    if size.rows > 1 { frame.write(footer(size.columns), column: 0, row: size.rows - 1) }
    if size.rows > 3 { frame.write(title, column: 0, row: 0) }
    if size.rows > 5 { frame.write(value, column: 0, row: 1) }
    if size.rows > 7 {
      frame.write(
        model.say(model.status.text), column: 0, row: size.rows - 2,
        style: model.status.isAlarm ? .alarm : .plain)
    }
  }

  private var need: Line {
    let (least, size) = (Model.smallest, model.size)
    let wanted = "needs \(least.columns)×\(least.rows + model.captionRows)"
    let need = Line(model.say(wanted), .accent)
    let whole = Line(model.say("\(wanted), has \(size.columns)×\(size.rows)"), .accent)
    return whole.width <= size.columns ? whole : need
  }

  private var title: Line { Line(model.stratum.operation.notation(short: true), .title) }

  private var value: Line {
    let place = model.setup.position
    return Line("out[\(place.channel), \(place.row), \(place.column)] = ", .structure)
      + Line(model.hidesValue ? "?" : NumberFormat.exact(model.step.value))
  }

  /// As many of the keys that act as fit, the last one always.
  private func footer(_ columns: Int) -> Line {
    let keys =
      model.isTyping
      ? [("Esc", "give up"), ("^Z", "suspend"), ("q", "quit")]
      : [("←→", "step"), ("u", "undo"), ("^Z", "suspend"), ("q", "quit")]
    return keys.reversed().reduce(Line()) { line, key in
      let entry = Line(key.0, .title) + Line(" \(model.say(key.1))", .structure)
      let longer = line.width == 0 ? entry : entry + Line("  ") + line
      return longer.width <= columns || line.width == 0 ? longer : line
    }
  }
}

extension Model {
  /// Keys on a screen too small for the views: what the small one shows works, and leaving always.
  mutating func pressInSmall(_ key: Key) -> Effect? {
    guard !isTyping else { return pressWhileTypingInSmall(key) }
    guard let command = Keymap.command(for: key, in: view) else {
      askForRoom("\(key.name) needs a larger screen")
      return nil
    }
    switch command {
    case .quit: return .quit
    case .suspend: return .suspend
    case .redraw: return .redraw
    case .left, .right, .up, .down:
      leavePath()
      // Nothing else that could be in focus is shown.
      focus = .output
      (marked, markedKernel) = (nil, nil)
      move(command)
    case .undo:
      leavePath()
      undo()
    case .redo:
      leavePath()
      redo()
    default: askForRoom("\(key.name) needs a larger screen")
    }
    return nil
  }

  /// The line that is being typed is not shown: it waits for room, or is given up. A `q` is none of
  /// its letters: it quits, as on every screen too small.
  private mutating func pressWhileTypingInSmall(_ key: Key) -> Effect? {
    switch key {
    case .escape, .control("c"):
      prompt.close()
      entry = nil
      status = Status(text: "")
    case "q": return .quit
    case .control("l"): return .redraw
    case .control("z"): return .suspend
    default: askForRoom("what is typed waits for a larger screen")
    }
    return nil
  }

  /// Says so until there is room.
  mutating func askForRoom(_ text: String) {
    status = Status(text: text, isAlarm: true, asksForRoom: true)
  }
}
