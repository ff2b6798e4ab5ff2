import ConvCore

/// A and B over the same input: both windows, both maps and their difference, both sums opened, and
/// what sets the two apart.
struct CompareView {
  private let model: Model

  init(_ model: Model) { self.model = model }

  func draw(into frame: inout Frame) {
    switch model.compare.contrast {
    case .success(let contrast): draw(contrast, into: &frame)
    case .failure(let refusal): say(refusal, into: &frame)
    case nil: say("computing the maps before the ones that are compared", into: &frame)
    }
  }

  private func draw(_ contrast: Contrast, into frame: inout Frame) {
    let layout = CompareLayout(model, contrast)
    titles(layout, contrast, into: &frame)
    CompareInputView(model, contrast).draw(layout, into: &frame)
    CompareMapsView(model, contrast).draw(layout, into: &frame)
    CompareSumView(.first, model.opened, model).draw(layout.sums.first, into: &frame)
    CompareSumView(.second, model.otherOpened, model)
      .draw(layout.sums.second, into: &frame)
    CompareVerdict(model, contrast).draw(layout.verdict, into: &frame)
    CompareTable(contrast, model.options.language).draw(layout.table, into: &frame)
  }

  /// Why there is no B, and the ways out.
  private func say(_ refusal: Refusal, into frame: inout Frame) {
    let body = model.body
    let row = body.row + body.rows / 2 - 1
    let width = body.columns - 4
    frame.write(
      model.say("B cannot be applied to this input:"), column: 2, row: row - 1,
      style: .otherAccent)
    frame.write(model.say(refusal.description).cut(width), column: 2, row: row)
    frame.write(
      model.say("b makes B what A is, n shows the next comparison"), column: 2, row: row + 2,
      columns: width, style: .structure)
  }

  /// Why nothing can be compared yet.
  private func say(_ text: String, into frame: inout Frame) {
    let body = model.body
    frame.write(
      model.say(text), column: 2, row: body.row + body.rows / 2 - 1, columns: body.columns - 4,
      style: .structure)
  }

  private func titles(_ layout: CompareLayout, _ contrast: Contrast, into frame: inout Frame) {
    let names = CompareNames(contrast)
    func title(_ line: Line, _ pane: ComparePane) {
      frame.write(
        line, column: pane.column, row: pane.titleRow, columns: pane.columns + CompareView.spill)
    }
    let next = layout.taps.map { min($0.column, layout.first.column) } ?? layout.first.column
    frame.write(
      inputTitle(contrast, columns: next - layout.input.column - 1), column: layout.input.column,
      row: layout.input.titleRow)
    if let taps = layout.taps {
      frame.write(
        Line(model.say("read by") + " ", .structure) + Line("[A", .accent) + Line(" ")
          + Line("B)", .otherAccent),
        column: taps.column, row: taps.row - GridPane.captionRows)
    }
    title(
      fitting(.first, names.first, shape(contrast.first), layout.first.columns), layout.first)
    title(
      fitting(.second, names.second, shape(contrast.second), layout.second.columns), layout.second)
    title(Line("A − B", .title), layout.difference)
  }

  /// The input's size, and as much of which channel is shown as the columns hold.
  private func inputTitle(_ contrast: Contrast, columns: Int) -> Line {
    let input = model.setup.input.shape
    let channel = model.comparedInputChannel(contrast)
    let title =
      Line(model.say("input"), .title) + Line(" \(input.height)×\(input.width)", .structure)
    guard input.channels > 1 else { return title }
    let wordings = [
      model.say("channel \(channel) of \(input.channels)"), model.say("channel") + " \(channel)",
    ].map { title + Line("  \($0)", .structure) }
    return wordings.first { $0.width <= columns } ?? title
  }

  /// The columns of the gap after a map that its title may take.
  private static let spill = CompareLayout.gap - 1

  /// As much of a side's names and shape as the columns hold.
  private func fitting(
    _ side: CompareSide, _ names: [String], _ shape: String, _ columns: Int
  ) -> Line {
    let names = names.map(model.say)
    let all = names.joined(separator: ", ")
    let wordings = [(all, shape), (all, ""), (names.first ?? "", shape), (names.first ?? "", "")]
    let (name, rest) =
      wordings.first { 2 + $0.0.width + $0.1.width <= columns + CompareView.spill } ?? (
        names.first ?? "", ""
      )
    return Line(name.isEmpty ? side.letter : "\(side.letter) \(name)", side.accent)
      + Line(rest, .structure)
  }

  private func shape(_ side: Contrast.Side) -> String {
    let output = side.output
    let map =
      output.channels > 1
      ? "  "
        + model.say(
          "map \(min(model.setup.position.channel, output.channels - 1)) of \(output.channels)")
      : ""
    return "  \(output.height)×\(output.width)\(map)"
  }
}

/// One of the two set-ups.
enum CompareSide: Hashable, Sendable {
  case first, second

  var letter: String { self == .first ? "A" : "B" }
  var style: Style { self == .first ? .window : .other }
  var accent: Style { self == .first ? .accent : .otherAccent }
  /// The marks around what it reads or stands on.
  var brackets: (String, String) { self == .first ? ("[", "]") : ("(", ")") }
}

/// What sets A and B apart, in a few words each, the most telling first.
struct CompareNames {
  let first: [String]
  let second: [String]

  init(_ contrast: Contrast) {
    let layers = (contrast.first.network.layers, contrast.second.network.layers)
    guard let (one, other) = CompareNames.different(layers.0, layers.1) else {
      (first, second) = ([CompareNames.name(layers.0)], [CompareNames.name(layers.1)])
      return
    }
    guard type(of: one) == type(of: other) else {
      (first, second) = ([type(of: one).name], [type(of: other).name])
      return
    }
    let settings = zip(one.settingValues, other.settingValues).filter { $0.value != $1.value }
    // Padding mostly follows from another setting.
    let telling =
      settings.filter { $0.0.knob != .padding } + settings.filter { $0.0.knob == .padding }
    first = telling.map { "\(settingName($0.0.name)) \($0.0.value)" }
    second = telling.map { "\(settingName($0.1.name)) \($0.1.value)" }
  }

  /// The only layer of either side, or the only one in which two stacks of as many differ.
  private static func different(
    _ first: [Layer], _ second: [Layer]
  ) -> (any Operator, any Operator)? {
    guard first.count == second.count else { return nil }
    let pairs = zip(first, second).map { ($0.operation, $1.operation) }
    let different = pairs.filter { $0.notation(short: true) != $1.notation(short: true) }
    let telling = pairs.count == 1 ? pairs : different
    return telling.count == 1 ? telling[0] : nil
  }

  private static func name(_ layers: [Layer]) -> String {
    layers.count == 1 ? type(of: layers[0].operation).name : "\(layers.count) layers"
  }
}

extension Model {
  /// The values of both maps, so that they are written and coloured alike.
  var comparedRange: ValueRange {
    var range = stage.outputRange
    if let contrast { range.take(contrast.stage.outputRange) }
    return range
  }

  /// The input channel that is drawn: the chosen one where A reads it.
  func comparedInputChannel(_ contrast: Contrast) -> Int {
    let read = contrast.first.network.inputChannels(reaching: setup.position.channel)
    return read.contains(inputChannel) ? inputChannel : read.first ?? 0
  }
}
