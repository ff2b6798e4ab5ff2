import ConvCore

extension Model {
  /// Does what a command means in the Channels view; false: it means what it does everywhere.
  mutating func performInChannels(_ command: Command) -> Bool {
    switch command {
    case .left, .right, .up, .down, .first, .last:
      focus = .output
      move(command)
    case .nextTap: walkStages(1)
    case .previousTap: walkStages(-1)
    case .focusNext, .focusPrevious: turnPage()
    case .nextInputChannel: chooseChannel(by: 1)
    case .previousInputChannel: chooseChannel(by: -1)
    case .close:
      channels.walk(to: nil, at: setup.position)
      return false
    default: return false
    }
    return true
  }

  /// The flow as it is shown.
  var flow: ChannelFlow { ChannelFlow(self, lanes: LanePlan(self).count) }

  /// Computes what the view shows of parts, a piece at a time.
  mutating func prepareChannels(work: Int) {
    guard fits else { return }
    if channels.mixer == nil, stage.isFilled, let mixer = ChannelPair.mixer(behind: self) {
      channels.mix(mixer, over: stage.output)
    }
    let flow = flow
    channels.look(at: flow)
    channels.prepare(flow.parts, of: flow, work: work, around: setup.position.row)
  }

  private mutating func turnPage() {
    guard !ChannelsPlan(self).isWhole else {
      status = Status(text: "all of it is shown: . walks the stages, c goes to the next channel")
      return
    }
    channels.page = channels.page == .flow ? .bill : .flow
    status = Status(text: channels.page == .flow ? "" : "Tab goes back to the maps")
  }

  /// The next channel of the present map's group.
  private mutating func chooseChannel(by change: Int) {
    guard let block = flow.present, block.channels.count > 1 else {
      let channel = flow.present?.channels.lowerBound ?? 0
      status = Status(text: "this map reads channel \(channel) alone: PgDn goes to the next map")
      return
    }
    let group = block.channels
    let present = group.contains(inputChannel) ? inputChannel : group.lowerBound
    let place = (present - group.lowerBound + change + group.count) % group.count
    inputChannel = group.lowerBound + place
    let lane = flow.lanes.first { $0.channel == inputChannel }
    let gives = lane.map { ": it gives \(NumberFormat.short($0.mixed?.product ?? $0.value))" } ?? ""
    status = Status(text: "channel \(inputChannel) of \(flow.channels)\(gives)")
  }

  /// One stage forward or back; before the first the whole element is shown again.
  private mutating func walkStages(_ change: Int) {
    let flow = flow
    let count = flow.stages.count
    let position = setup.position
    switch (channels.stage(at: position), change) {
    case (nil, 1): channels.walk(to: 0, at: position)
    case (nil, _): channels.walk(to: count - 1, at: position)
    case (let stage?, _) where stage + change == count:
      let all = count == 1 ? "the only stage is done" : "all \(count) stages are done"
      status = Status(text: "\(all): → goes to the next element")
      return
    case (let stage?, _):
      channels.walk(to: stage + change < 0 ? nil : stage + change, at: position)
    }
    let stage = channels.stage(at: position)
    status = Status(
      text: stage.map {
        "stage \($0 + 1) of \(count): \(flow.sentence($0, hidesValue: hidesValue))"
      } ?? "")
  }
}

// MARK: The separable pair

extension Model {
  /// Takes a standard convolution apart into its separable pair.
  mutating func separate() {
    guard let convolution = stratum.operation as? any Convolving else {
      refuse(
        Refusal(
          "\(stratum.operation.notation(short: true)) has no weights to take apart: o finds a convolution"
        ))
      return
    }
    guard convolution.groups == 1, convolution.kernel != Pair(1) else {
      refuse(
        Refusal(
          convolution.groups == 1
            ? "a 1×1 convolution has no window to take apart: k makes the kernel larger"
            : "groups \(convolution.groups) already part the channels: G goes back to 1"))
      return
    }
    let pair = convolution.separablePair
    let before = stage.cost.weights
    let after = [pair.depthwise.parameterShape, pair.pointwise.parameterShape]
      .reduce(0) { $0 + ($1?.weight.count ?? 0) }
    change(
      "separable pair: \(grouped(before)) → \(grouped(after)) weights, "
        + "\(share(after, of: before)) of the standard convolution's"
    ) { (setup) in setup.replaceLayer(with: [pair.depthwise, pair.pointwise]) }
  }

  private func share(_ part: Int, of whole: Int) -> String {
    NumberFormat.short(Float(part) / Float(max(whole, 1)))
  }
}

extension Setup {
  /// Puts other operators in the stepped layer's place and steps the last of them.
  fileprivate mutating func replaceLayer(with operations: [any Operator]) {
    strata.replaceSubrange(
      layer...layer,
      with: operations.map { Stratum(name: "", operation: $0, weights: .integers) })
    for index in strata.indices { strata[index].name = "\(index)" }
    layer += operations.count - 1
  }
}
