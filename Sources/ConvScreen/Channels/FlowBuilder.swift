import ConvCore

/// Works out the numbers of a flow from the steps of its layers.
struct FlowBuilder {
  let kind: ChannelFlow.Kind
  let window: Trace
  let mixer: Layer?
  let mixing: Trace?
  let position: Position
  let kernel: Pair

  /// The input channels and the output map of each group, those of the present group's place.
  private func groups(_ shown: Range<Int>) -> [(channels: Range<Int>, map: Int)] {
    let operation = window.layer.operation
    guard kind != .separable, let convolution = operation as? any Convolving else {
      return shown.map { ($0..<$0 + 1, $0) }
    }
    let size = convolution.inputChannels / convolution.groups
    let maps = convolution.outputChannels / convolution.groups
    let first = shown.lowerBound / size
    return (first...(shown.upperBound - 1) / size).map { group in
      (group * size..<(group + 1) * size, group * maps + position.channel % maps)
    }
  }

  private func step(map: Int) -> Step {
    window[Position(channel: map, row: position.row, column: position.column)]
  }

  func lanes(_ shown: Range<Int>) -> [ChannelFlow.Lane] {
    groups(shown).flatMap { group in
      let step = step(map: group.map)
      let taps = Dictionary(grouping: step.taps, by: \.place.channel)
      let sums = Dictionary(
        step.channelSums.map { ($0.channel, $0.sum) }, uniquingKeysWith: { first, _ in first })
      return group.channels.clamped(to: shown).map { channel in
        let isWhole = kind == .alone || kind == .separable
        return lane(
          channel, map: group.map, taps: taps[channel] ?? [],
          value: isWhole ? step.value : sums[channel] ?? 0)
      }
    }
  }

  private func lane(_ channel: Int, map: Int, taps: [Tap], value: Float) -> ChannelFlow.Lane {
    var patch = [Tap?](repeating: nil, count: kernel.rows * kernel.columns)
    for tap in taps { patch[tap.kernel.rows * kernel.columns + tap.kernel.columns] = tap }
    let filter = window.layer.operation.filter(from: channel, to: map)
    let weight = mixer?.parameters.weight?[position.channel, channel, 0, 0]
    return ChannelFlow.Lane(
      channel: channel, patch: patch,
      slice: window.layer.parameters.weight?.plane(filter.0, filter.1), value: value,
      mixed: weight.map { ($0, $0 * value) })
  }

  func blocks(_ shown: Range<Int>, lanes: [ChannelFlow.Lane]) -> [ChannelFlow.Block] {
    if kind == .separable { return [mixed(shown, lanes: lanes)] }
    return groups(shown).map { group in
      let step = step(map: group.map)
      let visible = group.channels.clamped(to: shown)
      let hidden = step.channelSums.filter { !visible.contains($0.channel) }
      return ChannelFlow.Block(
        lanes: visible.lowerBound - shown.lowerBound..<visible.upperBound - shown.lowerBound,
        channels: group.channels, map: group.map,
        hidden: Float(hidden.reduce(0.0) { $0 + Double($1.sum) }), sum: step.sumBeforeBias,
        bias: step.bias, value: step.value)
    }
  }

  private func mixed(_ shown: Range<Int>, lanes: [ChannelFlow.Lane]) -> ChannelFlow.Block {
    let step = mixing?[position]
    let hidden = (step?.channelSums ?? []).filter { !shown.contains($0.channel) }
    return ChannelFlow.Block(
      lanes: 0..<lanes.count, channels: 0..<window.reading.output.channels,
      map: position.channel, hidden: Float(hidden.reduce(0.0) { $0 + Double($1.sum) }),
      sum: step?.sumBeforeBias, bias: mixer?.parameters.bias?[position.channel],
      value: step?.value)
  }
}

extension Step {
  fileprivate var bias: Float? {
    if case .sum(let bias) = reduction { bias } else { nil }
  }
}
