import ConvCore

/// Works out the numbers of a flow from the steps of its layers.
struct FlowBuilder {
  /// The channels that make one output map, and the step in which they do.
  private struct Group {
    let channels: Range<Int>
    let map: Int
    /// Nil where the window is so large that its value is read from the output.
    let step: Step?
    let value: Float
  }

  private let kind: ChannelFlow.Kind
  private let window: Trace
  private let mixer: Layer?
  private let mixing: Trace?
  private let position: Position
  private let kernel: Pair
  private let shown: Range<Int>
  private let groups: [Group]

  /// From so many taps on a pool's window is not opened.
  private static let largeWindow = 4096

  /// `output` is the window's whole output, where it is computed.
  init(
    kind: ChannelFlow.Kind, window: Trace, mixer: Layer?, mixing: Trace?, position: Position,
    kernel: Pair, shown: Range<Int>, output: Tensor?
  ) {
    self.kind = kind
    self.window = window
    self.mixer = mixer
    self.mixing = mixing
    self.position = position
    self.kernel = kernel
    self.shown = shown
    let isLarge = kind == .alone && kernel.rows * kernel.columns > FlowBuilder.largeWindow
    groups = FlowBuilder.maps(of: kind, window.layer.operation, position, shown).map { group in
      if isLarge, let output {
        let value = output[0, group.map, position.row, position.column]
        return Group(channels: group.channels, map: group.map, step: nil, value: value)
      }
      let place = Position(channel: group.map, row: position.row, column: position.column)
      let step = window[place]
      return Group(channels: group.channels, map: group.map, step: step, value: step.value)
    }
  }

  /// The input channels and the output map of each group, those of the present group's place.
  private static func maps(
    of kind: ChannelFlow.Kind, _ operation: any Operator, _ position: Position, _ shown: Range<Int>
  ) -> [(channels: Range<Int>, map: Int)] {
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

  var lanes: [ChannelFlow.Lane] {
    groups.flatMap { group in
      let taps = Dictionary(grouping: group.step?.taps ?? [], by: \.place.channel)
      let sums = Dictionary(
        (group.step?.channelSums ?? []).map { ($0.channel, $0.sum) },
        uniquingKeysWith: { first, _ in first })
      return group.channels.clamped(to: shown).map { channel in
        let isWhole = kind == .alone || kind == .separable
        return lane(
          channel, map: group.map, taps: taps[channel] ?? [],
          value: isWhole ? group.value : sums[channel] ?? 0)
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

  var blocks: [ChannelFlow.Block] {
    if kind == .separable { return [mixed] }
    return groups.map { group in
      let visible = group.channels.clamped(to: shown)
      return ChannelFlow.Block(
        lanes: visible.lowerBound - shown.lowerBound..<visible.upperBound - shown.lowerBound,
        channels: group.channels, map: group.map, hidden: hidden(in: group.step),
        sum: group.step?.sumBeforeBias, bias: group.step?.bias, value: group.value)
    }
  }

  /// What the channels give that are not shown.
  private func hidden(in step: Step?) -> Float {
    let sums = step?.channelSums ?? []
    return Float(
      sums.reduce(0.0) { shown.contains($1.channel) ? $0 : $0 + Double($1.sum) })
  }

  private var mixed: ChannelFlow.Block {
    let step = mixing?[position]
    return ChannelFlow.Block(
      lanes: 0..<shown.count, channels: 0..<window.reading.output.channels,
      map: position.channel, hidden: hidden(in: step), sum: step?.sumBeforeBias,
      bias: mixer?.parameters.bias?[position.channel], value: step?.value)
  }
}

extension Step {
  fileprivate var bias: Float? {
    if case .sum(let bias) = reduction { bias } else { nil }
  }
}
