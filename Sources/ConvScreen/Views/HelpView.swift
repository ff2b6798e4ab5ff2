/// Every key and what it does, from the keymap itself.
struct HelpView {
  private let model: Model

  init(_ model: Model) { self.model = model }

  func draw(into frame: inout Frame) {
    let body = model.body
    let columns = columns(width: body.columns - 2)
    let first = min(model.helpTop, lastTop)
    frame.fill(body, with: .blank)
    let width = (body.columns - 2) / columns.count
    for (place, lines) in columns.enumerated() {
      for (offset, line) in lines.dropFirst(first).prefix(body.rows).enumerated() {
        frame.write(
          line, column: 1 + place * width, row: body.row + offset,
          columns: width - 1)
      }
    }
  }

  /// The first line that is shown when the last one is.
  var lastTop: Int {
    let height = columns(width: model.body.columns - 2).map(\.count).max() ?? 0
    return max(height - model.body.rows, 0)
  }

  /// The groups in as many columns as fit, uncut while there is a way.
  private func columns(width: Int) -> [[Line]] {
    let groups = sections
    let lesson = groups[3] + [Line()] + groups[4]
    let ways = [
      [groups[0], groups[1], groups[2], lesson],
      [groups[0] + [Line()] + groups[2], groups[1] + [Line()] + lesson],
    ]
    return ways.first { fit($0, width: width) } ?? [Array(groups.joined(separator: [Line()]))]
  }

  /// The groups of keys, each with what is looked up with it.
  private var sections: [[Line]] {
    var groups = Binding.Group.allCases.map(lines)
    groups[0] += [Line()] + marks
    if model.view == .window { groups[1] += [typing] }
    groups[2] += [Line()] + commands
    return groups
  }

  /// What the marks of the present view mean.
  private var marks: [Line] {
    [Line(model.say("Marks"), .accent)]
      + Legend.marks(in: model.view).map { mark in
        Line(mark.sample, mark.style)
          + Line(String(repeating: " ", count: HelpView.keyColumns - mark.sample.width))
          + Line(model.say(mark.meaning))
      }
  }

  private var typing: Line {
    Line(Guide.typing.term.left(HelpView.keyColumns), .title) + Line(model.say(Guide.typing.text))
  }

  private static let keyColumns = 12

  private func fit(_ columns: [[Line]], width: Int) -> Bool {
    columns.joined().allSatisfy { $0.width < width / columns.count }
  }

  /// What the command line takes.
  private var commands: [Line] {
    [Line(model.say("Command line"), .accent)]
      + model.promptCommands.map { command in
        Line(":\(command.name) ".left(14), .title) + Line(model.say(command.help))
      }
  }

  private func lines(_ group: Binding.Group) -> [Line] {
    [Line(model.say(group.rawValue), .accent)]
      + Keymap.bindings(in: model.view).filter { $0.group == group }.map { binding in
        Line(binding.keys.map(\.name).joined(separator: " ").left(HelpView.keyColumns), .title)
          + Line(model.say(binding.help))
      }
  }
}
