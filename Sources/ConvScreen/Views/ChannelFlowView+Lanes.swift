import ConvCore

extension ChannelFlowView {
  func draw(lane index: Int, into frame: inout Frame) {
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
        input, lane.channel, formats.inputShading, formats.input, filled: 0..<input.shape.height,
        reached: nil, window: window),
      in: layout.input, rows: rows, into: &frame)
    patch(lane, rows, into: &frame)
    slice(lane, rows, into: &frame)
    own(lane, index, rows, isPresent: isPresent, into: &frame)
  }

  /// The elements under the window.
  private var window: (rows: Set<Int>, columns: Set<Int>) {
    let reading = flow.window.reading
    return (
      Set(reading.rows.taps(at: flow.position.row).map(\.place)),
      Set(reading.columns.taps(at: flow.position.column).map(\.place))
    )
  }

  private func patch(_ lane: ChannelFlow.Lane, _ rows: Range<Int>, into frame: inout Frame) {
    guard let strip = layout.patch else { return }
    numbers(rows, strip, formats.input, into: &frame) { cell in
      guard let tap = lane.patch[cell] else { return GridCell(text: "×", style: .structure) }
      let text = formats.input.trimmed(tap.input)
      guard tap.isPadding else {
        return GridCell(text: text, style: formats.inputShading.style(tap.input))
      }
      return text.width < formats.input.width
        ? GridCell(text: "░" + text, style: .structure)
        : GridCell(text: text, before: "░", style: .structure)
    }
  }

  private func slice(_ lane: ChannelFlow.Lane, _ rows: Range<Int>, into frame: inout Frame) {
    guard let strip = layout.slice, let slice = lane.slice else { return }
    let middle = ChannelsLayout.middle(rows)
    frame.write("×", column: strip.column - 2, row: middle, style: .structure)
    frame.write("=", column: strip.end + 1, row: middle, style: .structure)
    if layout.form.hasSliceNumbers {
      numbers(rows, strip, formats.weight, into: &frame) { cell in
        let weight = slice[slice.startIndex + cell]
        return GridCell(
          text: formats.weight.trimmed(weight), style: formats.weightShading.style(weight))
      }
      return
    }
    let shape = Shape(channels: 1, height: flow.kernel.rows, width: flow.kernel.columns)
    let view = map(
      Tensor(shape: shape, elements: Array(slice)), 0, formats.weightShading, formats.weight,
      filled: 0..<shape.height, reached: nil, window: nil)
    view.draw(layout.pane(shape, in: strip, rows: rows), into: &frame)
  }

  /// A kernel of numbers around the middle of the rows; `cell` is asked by the place in the kernel.
  private func numbers(
    _ rows: Range<Int>, _ strip: ChannelsLayout.Strip, _ format: NumberFormat,
    into frame: inout Frame, cell: (Int) -> GridCell
  ) {
    layout.kernelGrid(flow.kernel, format, in: strip, rows: rows)
      .draw(into: &frame, labels: (0..<0, 0..<0)) { place in
        cell(place.rows * flow.kernel.columns + place.columns)
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
  func value(
    _ value: Float?, _ stage: ChannelFlow.Stage, in strip: ChannelsLayout.Strip, row: Int,
    isPresent: Bool, into frame: inout Frame
  ) {
    let isKnown = isDone(stage)
    let text = isKnown ? value.map(formats.value.trimmed) ?? "…" : "?"
    frame.write(
      text.right(strip.columns), column: strip.column, row: row,
      style: isKnown ? style(stage, isPresent: isPresent) : .structure)
  }

  func result(
    _ tensor: Tensor, _ channel: Int, filled: Range<Int>, isDone: Bool
  ) -> ChannelMapView {
    let (row, column) = (flow.position.row, flow.position.column)
    let reached = isDone ? Pair(row, column) : Pair(row, column - 1)
    return map(
      tensor, channel, formats.resultShading, formats.result, filled: filled, reached: reached,
      window: isDone ? ([row], [column]) : nil)
  }

  func map(
    _ tensor: Tensor, _ channel: Int, _ shading: Shading, _ format: NumberFormat,
    filled: Range<Int>,
    reached: Pair?, window: (rows: Set<Int>, columns: Set<Int>)?
  ) -> ChannelMapView {
    ChannelMapView(
      tensor: tensor, channel: channel, shading: shading, format: format,
      isDark: model.options.isDark, filled: filled, reached: reached, window: window)
  }

  func draw(
    _ map: ChannelMapView, in strip: ChannelsLayout.Strip, rows: Range<Int>,
    into frame: inout Frame
  ) {
    let shape = map.tensor.shape
    if let grid = layout.grid(shape, map.format, in: strip, rows: rows) {
      map.draw(grid, into: &frame)
    } else {
      map.draw(layout.pane(shape, in: strip, rows: rows), into: &frame)
    }
  }
}
