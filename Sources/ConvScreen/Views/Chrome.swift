import ConvCore

/// Header, status line and footer: the same for every view.
struct Chrome {
  private let model: Model

  init(_ model: Model) { self.model = model }

  /// The model's title, the tabs and a rule.
  static let headerRows = 3
  /// A rule, the status and the keys.
  static let footerRows = 3

  func draw(into frame: inout Frame) {
    let size = frame.size
    header(into: &frame)
    frame.rule(row: 2)
    frame.rule(row: model.body.row + model.body.rows)
    CaptionView(model)?.draw(into: &frame)
    status(into: &frame)
    let footer = Footer(model).line(columns: size.columns - 2)
    frame.write(footer, column: 1, row: size.rows - 1)
  }

  /// The status on its row; a longer one takes what it needs of the rows above, up to three.
  private func status(into frame: inout Frame) {
    let columns = frame.size.columns
    let lines = Line(model.say(model.status.text)).wrapped(columns: columns - 2)
      .prefix(Chrome.mostStatusRows)
    let width = lines.map(\.width).max() ?? 0
    let top = frame.size.rows - 1 - lines.count
    frame.fill(Rect(column: 0, row: top, columns: columns, rows: lines.count), with: .blank)
    for (offset, line) in lines.enumerated() {
      let text = line.spans.map(\.text).joined()
      frame.write(
        " \(text.left(width)) ", column: 0, row: top + offset,
        style: model.status.isAlarm ? .alarm : .plain)
    }
  }

  private static let mostStatusRows = 3

  private func header(into frame: inout Frame) {
    let columns = frame.size.columns
    let input = "\(model.setup.inputName)  \(model.setup.input.shape)"
    frame.write("convscope", column: 1, row: 0, style: .accent)
    frame.write(title, column: 12, row: 0, columns: max(columns - 14 - input.width, 20))
    frame.write(input, column: columns - input.width - 1, row: 0, style: .structure)
    let tabs = tabs
    let places = [place, shortPlace + share, shortPlace]
    let place = places.first { tabs.width + $0.width <= columns - 2 } ?? shortPlace
    frame.write(tabs, column: 1, row: 1, columns: columns - place.width - 2)
    frame.write(place, column: columns - place.width - 1, row: 1)
  }

  /// The layer that is stepped, with its number in a stack.
  private var title: Line {
    let count = model.setup.strata.count
    let layer = model.setup.layer
    let way = model.journey.map { "\(layer) → \($0.goal.layer)" } ?? "\(layer)"
    let number = count > 1 ? model.say("layer \(way) of 0–\(count - 1)") + "  " : ""
    return Line(number, .structure) + Line(model.stratum.operation.notation(short: true), .title)
  }

  /// The views with their keys; the present one stands out.
  private var tabs: Line {
    var line = Line()
    for view in View.allCases {
      let isPresent = view == model.view
      line.add(view.key.name, isPresent ? .accent : .title)
      line.add(" \(model.say(view.name))  ", isPresent ? .accent : .structure)
    }
    return line
  }

  /// Where one stands among the output's elements, and whether they pass by.
  private var place: Line {
    Line(model.say("element \(index) of \(count)")) + share
      + (model.isPlaying
        ? Line("   ▶ \(Model.speeds[model.speed])/s", .accent)
        : Line("   ‖ \(model.say("paused"))", .structure))
  }

  /// The same where the tabs leave little room.
  private var shortPlace: Line { Line("\(model.isPlaying ? "▶ " : "")\(index)/\(count)") }

  private var index: String { grouped(model.stage.trace.index(of: model.setup.position) + 1) }
  private var count: String { grouped(model.stage.trace.count) }

  /// How much of the map is computed, until all of it is.
  private var share: Line {
    guard !model.stage.isFilled else { return Line() }
    let share = model.stage.filled.count * 100 / max(model.stage.output.shape.height, 1)
    return Line("   " + model.say("map \(share) %"), .structure)
  }
}
