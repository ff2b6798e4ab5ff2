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
      + Line(NumberFormat.exact(model.step.value))
  }

  private func footer(_ columns: Int) -> Line {
    let keys = [("←→", "step"), ("u", "undo"), ("^Z", "suspend")]
    let quit = Line("q", .title) + Line(" \(model.say("quit"))", .structure)
    return keys.reversed().reduce(quit) { line, key in
      let longer = Line(key.0, .title) + Line(" \(model.say(key.1))  ", .structure) + line
      return longer.width <= columns ? longer : line
    }
  }
}

extension Model {
  /// Keys on a screen too small for the views: what the small one shows works, and leaving always.
  mutating func pressInSmall(_ key: Key) -> Effect? {
    switch Keymap.command(for: key, in: view) {
    case .quit: return .quit
    case .suspend: return .suspend
    case .redraw: return .redraw
    case _ where isTyping: pressWhileTypingInSmall(key)
    case .left: step(.left)
    case .right: step(.right)
    case .up: step(.up)
    case .down: step(.down)
    case .undo: undo()
    case .redo: redo()
    default: status = Status(text: "\(key.name) needs a larger screen", isAlarm: true)
    }
    return nil
  }

  /// The line that is being typed is not shown: it can be given up, and else waits for room.
  private mutating func pressWhileTypingInSmall(_ key: Key) {
    if key == .escape {
      prompt.close()
      entry = nil
      status = Status(text: "")
    } else {
      status = Status(
        text: "what is being typed needs a larger screen: Esc gives it up", isAlarm: true)
    }
  }

  /// Moves the window: nothing else that could be in focus is shown.
  private mutating func step(_ command: Command) {
    focus = .output
    move(command)
  }

}
