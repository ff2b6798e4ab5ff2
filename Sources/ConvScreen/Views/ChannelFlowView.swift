import ConvCore

/// Draws the stages of one output element, a lane for each input channel, left to right.
struct ChannelFlowView {
  private let model: Model
  private let flow: ChannelFlow
  private let formats: ChannelFormats
  private let layout: ChannelsLayout
  /// The stage that was walked to; nil: all are done.
  private let walked: Int?

  init(_ model: Model, _ flow: ChannelFlow, in area: Rect) {
    self.model = model
    self.flow = flow
    formats = ChannelFormats(model, flow)
    layout = ChannelsLayout(model, flow, formats, in: area)
    walked = model.channels.stage(at: model.setup.position)
  }

  func draw(into frame: inout Frame) {
    headings(into: &frame)
    for index in flow.lanes.indices { draw(lane: index, into: &frame) }
    for block in flow.blocks { draw(block, into: &frame) }
    mark(into: &frame)
  }

  /// The stage is computed, or being computed.
  private func isDone(_ stage: ChannelFlow.Stage) -> Bool {
    guard let walked, let place = flow.stages.firstIndex(of: stage) else { return true }
    return place <= walked
  }

  private func isWalked(_ stage: ChannelFlow.Stage) -> Bool {
    walked.map { flow.stages[$0] == stage } ?? false
  }

  private func style(_ stage: ChannelFlow.Stage, isPresent: Bool) -> Style {
    if isWalked(stage) { return .accent }
    return stage == .result && isPresent ? .accent : isPresent ? .plain : .structure
  }
}

// MARK: Headings

extension ChannelFlowView {
  private func headings(into frame: inout Frame) {
    for (place, stage) in flow.stages.enumerated() {
      let strip = strip(of: stage)
      let end =
        flow.stages.dropFirst(place + 1).first.map { self.strip(of: $0).column - 1 }
        ?? layout.area.column + layout.area.columns
      let style: Style = isWalked(stage) ? .accent : .title
      let number = "\(place + 1) "
      frame.write(
        Line(number, isWalked(stage) ? .accent : .structure)
          + Line(flow.heading(stage, columns: end - strip.column - number.width), style),
        column: strip.column, row: layout.headingRow, columns: end - strip.column)
    }
    if flow.kind == .depthwise, let sum = layout.sum {
      frame.write(
        Line("no sum", .accent), column: sum.column, row: layout.headingRow,
        columns: sum.columns + (layout.sumValue?.columns ?? 0))
    }
  }

  private func strip(of stage: ChannelFlow.Stage) -> ChannelsLayout.Strip {
    switch stage {
    case .slice: layout.label
    case .own: layout.own ?? layout.output
    case .weight: layout.weight ?? layout.output
    case .sum: layout.sum ?? layout.output
    case .result: layout.output
    }
  }
}

// MARK: Lanes

extension ChannelFlowView {
  private func draw(lane index: Int, into frame: inout Frame) {
    let lane = flow.lanes[index]
    let rows = layout.rows(of: index)
    let middle = ChannelsLayout.middle(rows)
    let isPresent = flow.present?.lanes.contains(index) ?? false
    let isChosen = isPresent && flow.chosenChannel(model) == lane.channel
    frame.write(
      "\(lane.channel)".right(layout.label.columns - 1), column: layout.label.column, row: middle,
      style: isChosen ? .accent : isPresent ? .title : .structure)

    let input = flow.window.input
    draw(
      map(
        input, lane.channel, formats.inputShading, formats.input, filled: input.shape.height,
        reached: nil, window: window),
      in: layout.input, rows: rows, into: &frame)
    patch(lane, rows, into: &frame)
    slice(lane, rows, into: &frame)
    own(lane, index, rows, isPresent: isPresent, into: &frame)
  }

  /// The elements under the window.
  private var window: (rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    let reading = flow.window.reading
    return (
      reading.rows.elements(at: flow.position.row),
      reading.columns.elements(at: flow.position.column)
    )
  }

  private func patch(_ lane: ChannelFlow.Lane, _ rows: Range<Int>, into frame: inout Frame) {
    guard let strip = layout.patch else { return }
    numbers(rows, strip, width: formats.input.width, into: &frame) { cell in
      guard let tap = lane.patch[cell] else { return ("×", .structure) }
      let text = formats.input.trimmed(tap.input)
      return tap.isPadding
        ? ("░" + text, .structure) : (text, formats.inputShading.style(tap.input))
    }
  }

  private func slice(_ lane: ChannelFlow.Lane, _ rows: Range<Int>, into frame: inout Frame) {
    guard let strip = layout.slice, let slice = lane.slice else { return }
    let middle = ChannelsLayout.middle(rows)
    frame.write("×", column: strip.column - 2, row: middle, style: .structure)
    frame.write("=", column: strip.end + 1, row: middle, style: .structure)
    if strip.columns == flow.kernel.columns * (formats.weight.width + 1) {
      numbers(rows, strip, width: formats.weight.width, into: &frame) { cell in
        let weight = slice[slice.startIndex + cell]
        return (formats.weight.trimmed(weight), formats.weightShading.style(weight))
      }
      return
    }
    let shape = Shape(channels: 1, height: flow.kernel.rows, width: flow.kernel.columns)
    let view = map(
      Tensor(shape: shape, elements: Array(slice)), 0, formats.weightShading, formats.weight,
      filled: shape.height, reached: nil, window: nil)
    view.draw(layout.pane(shape, in: strip, rows: rows), into: &frame)
  }

  /// A kernel of numbers around the middle of the rows.
  private func numbers(
    _ rows: Range<Int>, _ strip: ChannelsLayout.Strip, width: Int, into frame: inout Frame,
    cell: (Int) -> (String, Style)
  ) {
    let top = layout.top(flow.kernel.rows, in: rows)
    for row in 0..<flow.kernel.rows {
      for column in 0..<flow.kernel.columns {
        let (text, style) = cell(row * flow.kernel.columns + column)
        frame.write(
          text.right(width + 1), column: strip.column + column * (width + 1), row: top + row,
          style: style)
      }
    }
  }

  /// The channel's own map and what it gives to the present element.
  private func own(
    _ lane: ChannelFlow.Lane, _ index: Int, _ rows: Range<Int>, isPresent: Bool,
    into frame: inout Frame
  ) {
    guard let strip = layout.own, let values = layout.ownValue else { return }
    let middle = ChannelsLayout.middle(rows)
    if let (tensor, channel, filled) = flow.ownMap(of: index, in: model) {
      draw(
        result(tensor, channel, filled: filled, isDone: isDone(.own)), in: strip, rows: rows,
        into: &frame)
    }
    value(lane.value, .own, in: values, row: middle, isPresent: isPresent, into: &frame)
    guard let mixed = lane.mixed, let weight = layout.weight, let product = layout.product else {
      return
    }
    frame.write(
      Line(" ×", .structure)
        + Line(
          formats.mixWeight.text(mixed.weight), isWalked(.weight) ? .accent : .plain),
      column: weight.column, row: middle)
    value(mixed.product, .weight, in: product, row: middle, isPresent: isPresent, into: &frame)
  }

  /// A value beside its map, or what stands for it until its stage.
  private func value(
    _ value: Float?, _ stage: ChannelFlow.Stage, in strip: ChannelsLayout.Strip, row: Int,
    isPresent: Bool, into frame: inout Frame
  ) {
    let isKnown = isDone(stage)
    let text = isKnown ? value.map(formats.value.trimmed) ?? "…" : "?"
    frame.write(
      text.right(strip.columns), column: strip.column, row: row,
      style: isKnown ? style(stage, isPresent: isPresent) : .structure)
  }

  private func result(
    _ tensor: Tensor, _ channel: Int, filled: Int, isDone: Bool
  ) -> ChannelMapView {
    let (row, column) = (flow.position.row, flow.position.column)
    let reached = isDone ? Pair(row, column) : Pair(row, column - 1)
    return map(
      tensor, channel, formats.resultShading, formats.result, filled: filled, reached: reached,
      window: isDone ? (row...row, column...column) : nil)
  }

  private func map(
    _ tensor: Tensor, _ channel: Int, _ shading: Shading, _ format: NumberFormat, filled: Int,
    reached: Pair?, window: (rows: ClosedRange<Int>, columns: ClosedRange<Int>)?
  ) -> ChannelMapView {
    ChannelMapView(
      tensor: tensor, channel: channel, shading: shading, format: format,
      isDark: model.options.isDark, filled: filled, reached: reached, window: window)
  }

  private func draw(
    _ map: ChannelMapView, in strip: ChannelsLayout.Strip, rows: Range<Int>,
    into frame: inout Frame
  ) {
    let shape = map.tensor.shape
    if layout.hasNumbers {
      map.draw(column: strip.column, row: layout.top(shape.height, in: rows), into: &frame)
    } else {
      map.draw(layout.pane(shape, in: strip, rows: rows), into: &frame)
    }
  }
}

// MARK: Blocks

extension ChannelFlowView {
  private func draw(_ block: ChannelFlow.Block, into frame: inout Frame) {
    let rows = layout.rows(of: block.lanes)
    let middle = ChannelsLayout.middle(rows)
    let isPresent = block.map == flow.present?.map
    let ink: Style = isPresent ? .accent : .structure
    if let sum = layout.sum, let sumValue = layout.sumValue, flow.stages.contains(.sum) {
      bus(block, exit: middle, style: isDone(.sum) ? ink : .structure, into: &frame)
      if let stage = model.channels[flow.sumPart(block)] {
        draw(
          result(stage.output, 0, filled: stage.filled, isDone: isDone(.sum)), in: sum, rows: rows,
          into: &frame)
      }
      value(block.sum, .sum, in: sumValue, row: middle, isPresent: isPresent, into: &frame)
    } else {
      let end = layout.bias?.column ?? layout.output.column
      straight(
        from: layout.bus.column + 1, to: end - 1, row: middle, style: ink, into: &frame)
    }
    if let bias = layout.bias {
      let text =
        block.bias.map { ($0 < 0 ? " − " : " + ") + formats.bias.text($0.magnitude) } ?? " ="
      frame.write(
        text, column: bias.column, row: middle, style: isWalked(.result) ? .accent : .plain)
    }
    if let (tensor, channel, filled) = flow.outputMap(of: block, in: model) {
      draw(
        result(tensor, channel, filled: filled, isDone: isDone(.result)), in: layout.output,
        rows: rows, into: &frame)
    }
    value(block.value, .result, in: layout.value, row: middle, isPresent: isPresent, into: &frame)
  }

  /// The lines of the lanes come together and leave at one row.
  private func bus(
    _ block: ChannelFlow.Block, exit: Int, style: Style, into frame: inout Frame
  ) {
    var entries = block.lanes.map { ChannelsLayout.middle(layout.rows(of: $0)) }
    if let mark = layout.markRow, block.channels.count > block.lanes.count { entries.append(mark) }
    guard let first = entries.first, let last = entries.last else { return }
    let (left, middle) = (layout.bus.column + 1, layout.bus.column + 2)
    for row in min(first, exit)...max(last, exit) {
      let isEntry = entries.contains(row)
      if isEntry { frame.write("─", column: left, row: row, style: style) }
      let directions = (
        left: isEntry, right: row == exit, up: row > min(first, exit), down: row < max(last, exit)
      )
      frame.write(ChannelFlowView.joint(directions), column: middle, row: row, style: style)
    }
    frame.write("→", column: middle + 1, row: exit, style: style)
  }

  private static func joint(_ at: (left: Bool, right: Bool, up: Bool, down: Bool)) -> String {
    switch at {
    case (true, true, true, true): "┼"
    case (true, true, true, false): "┴"
    case (true, true, false, true): "┬"
    case (true, true, false, false): "─"
    case (true, false, true, true): "┤"
    case (true, false, true, false): "┘"
    case (true, false, false, true): "┐"
    case (false, true, true, true): "├"
    case (false, true, true, false): "└"
    case (false, true, false, true): "┌"
    default: "│"
    }
  }

  private func straight(
    from start: Int, to end: Int, row: Int, style: Style, into frame: inout Frame
  ) {
    guard end > start + 1 else { return }
    frame.write(
      String(repeating: "─", count: end - start - 1) + "→", column: start, row: row, style: style)
  }

  /// Says that there are channels more, and what they give.
  private func mark(into frame: inout Frame) {
    guard let row = layout.markRow, flow.shown.count < flow.channels else { return }
    let hidden = flow.channels - flow.shown.count
    frame.write(
      "⋮ \(hidden) channel\(hidden == 1 ? "" : "s") more, \(flow.kind == .depthwise || flow.kind == .alone ? "PgDn" : "c") goes on",
      column: layout.label.column, row: row, style: .structure)
    guard let block = flow.present, block.channels.count > block.lanes.count,
      let strip = layout.product ?? layout.ownValue
    else { return }
    value(
      block.hidden, flow.kind == .separable ? .weight : .own, in: strip, row: row, isPresent: true,
      into: &frame)
  }
}

// MARK: The pointer

extension ChannelFlowView {
  /// The output element under a cell of the screen, of any map that stands there.
  func output(column: Int, row: Int) -> Position? {
    let shape = flow.window.reading.output
    for block in flow.blocks {
      let rows = layout.rows(of: block.lanes)
      let strips = [layout.sum, layout.output].compactMap { $0 }.map { ($0, rows) }
      let own = block.lanes.compactMap { lane in
        layout.own.map { ($0, layout.rows(of: lane)) }
      }
      for (strip, rows) in strips + own {
        guard let place = element(shape, in: strip, rows: rows, column: column, row: row) else {
          continue
        }
        let channel = flow.isAhead ? model.setup.position.channel : block.map
        return Position(channel: channel, row: place.rows, column: place.columns)
      }
    }
    return nil
  }

  private func element(
    _ shape: Shape, in strip: ChannelsLayout.Strip, rows: Range<Int>, column: Int, row: Int
  ) -> Pair? {
    guard layout.hasNumbers else {
      return layout.pane(shape, in: strip, rows: rows).element(column: column, row: row)
    }
    let width = formats.result.width + 1
    let cells = Rect(
      column: strip.column, row: layout.top(shape.height, in: rows), columns: shape.width * width,
      rows: shape.height)
    guard cells.contains(column: column, row: row) else { return nil }
    return Pair(row - cells.row, (column - cells.column) / width)
  }
}

extension AxisReading {
  /// The elements from the first to the last under the window at an output position.
  fileprivate func elements(at position: Int) -> ClosedRange<Int> {
    let elements = taps(at: position).map(\.place)
    guard let first = elements.min(), let last = elements.max() else { return 0...0 }
    return first...last
  }
}
