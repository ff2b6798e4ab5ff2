import ConvCore

extension ChannelFlowView {
  func draw(_ block: ChannelFlow.Block, into frame: inout Frame) {
    let rows = layout.rows(of: block.lanes)
    let middle = ChannelsLayout.middle(rows)
    let isPresent = block.map == flow.present?.map
    wire(block, rows, into: &frame)
    if let sum = layout.sum, let sumValue = layout.sumValue, flow.stages.contains(.sum) {
      if let stage = model.channels[flow.sumPart(block)] {
        draw(
          result(stage.output, 0, filled: stage.filled, isDone: isDone(.sum)), in: sum, rows: rows,
          into: &frame)
      }
      value(block.sum, .sum, in: sumValue, row: middle, isPresent: isPresent, into: &frame)
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

  /// From the lanes to the sum, or past where it would be.
  private func wire(_ block: ChannelFlow.Block, _ rows: Range<Int>, into frame: inout Frame) {
    let middle = ChannelsLayout.middle(rows)
    let isPresent = block.map == flow.present?.map
    let start = layout.bus.column + 1
    guard flow.stages.contains(.sum) else {
      let end = (layout.bias?.column ?? layout.output.column) - 2
      ChannelWire(isPresent: isPresent, isDone: isDone(.result))
        .straight(from: start, to: end, row: middle, into: &frame)
      return
    }
    var entries = block.lanes.map { ChannelsLayout.middle(layout.rows(of: $0)) }
    if let mark = layout.markRow, block.channels.count > block.lanes.count { entries.append(mark) }
    ChannelWire(isPresent: isPresent, isDone: isDone(.sum))
      .gather(entries, exit: middle, column: start, into: &frame)
  }

  /// Says that there are channels more, and what they give.
  func mark(into frame: inout Frame) {
    guard let row = layout.markRow, flow.shown.count < flow.channels else { return }
    let count = flow.channels - flow.shown.count
    let block = flow.present.flatMap { $0.channels.count > $0.lanes.count ? $0 : nil }
    let key = block == nil ? "PgDn" : "c"
    frame.write(
      model.say("⋮ \(count) \(plural(count, "channel")) more, \(key) goes on"),
      column: layout.label.column, row: row, style: .structure)
    guard let block, let strip = layout.product ?? layout.ownValue else { return }
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
    guard let grid = layout.grid(shape, formats.result, in: strip, rows: rows) else {
      return layout.pane(shape, in: strip, rows: rows).element(column: column, row: row)
    }
    return grid.place(column: column, row: row)
  }
}
