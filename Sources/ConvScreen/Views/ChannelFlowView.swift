import ConvCore

/// Draws the stages of one output element, a lane for each input channel, left to right.
struct ChannelFlowView {
  let model: Model
  let flow: ChannelFlow
  let formats: ChannelFormats
  let layout: ChannelsLayout
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
  func isDone(_ stage: ChannelFlow.Stage) -> Bool {
    if model.hidesValue, flow.hidden.contains(stage) { return false }
    guard let walked, let place = flow.stages.firstIndex(of: stage) else { return true }
    return place <= walked
  }

  func isWalked(_ stage: ChannelFlow.Stage) -> Bool {
    walked.map { flow.stages[$0] == stage } ?? false
  }

  func style(_ stage: ChannelFlow.Stage, isPresent: Bool) -> Style {
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
          + Line(
            flow.heading(
              stage, columns: end - strip.column - number.width,
              in: model.options.language), style),
        column: strip.column, row: layout.headingRow, columns: end - strip.column)
    }
    if flow.kind == .depthwise, let sum = layout.sum {
      frame.write(
        Line(model.say("no sum"), .accent), column: sum.column, row: layout.headingRow,
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
