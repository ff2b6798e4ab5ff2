import ConvCore

/// How the channels of the layer that is stepped come together at one output element.
struct ChannelFlow {
  enum Kind: Hashable {
    /// No weights: each channel by itself.
    case alone
    case standard, grouped, depthwise
    /// A depthwise layer and the 1×1 that mixes its maps.
    case separable
  }

  /// One input channel under its slice.
  struct Lane {
    let channel: Int
    /// In the kernel's order; nil where the window has no tap.
    let patch: [Tap?]
    let slice: ArraySlice<Float>?
    /// What the channel gives by itself.
    let value: Float
    /// The 1×1 weight and its product with the value, in a separable pair.
    let mixed: (weight: Float, product: Float)?
  }

  /// The lanes of one group and the output map they make.
  struct Block {
    /// Places in `lanes`.
    let lanes: Range<Int>
    let channels: Range<Int>
    let map: Int
    /// What the channels that are not shown give.
    let hidden: Float
    let sum: Float?
    let bias: Float?
    /// Nil while the maps it reads are not computed.
    let value: Float?
  }

  let kind: Kind
  /// The layer whose window slides over the input.
  let window: Trace
  /// The 1×1 layer behind it.
  let mixer: Layer?
  /// What the 1×1 layer does, where its input is known.
  let mixing: Trace?
  /// The depthwise layer of a pair is the one that is stepped.
  let isAhead: Bool
  let position: Position
  /// The longest kernel of any element.
  let kernel: Pair
  let lanes: [Lane]
  let blocks: [Block]

  /// The flow with so many lanes at most.
  init(_ model: Model, lanes most: Int) {
    let pair = ChannelPair(model)
    window = pair?.window ?? model.stage.trace
    mixer = pair?.mixer
    mixing = pair?.mixing
    isAhead = pair?.isAhead ?? false
    kind = pair == nil ? ChannelFlow.kind(of: window.layer.operation) : .separable
    var position = model.setup.position
    if let pair { position.channel = pair.map }
    self.position = position
    kernel = window.reading.longestKernel
    let shown = ChannelFlow.shown(
      most, of: window, kind: kind, map: position.channel, focus: model.inputChannel)
    let builder = FlowBuilder(
      kind: kind, window: window, mixer: mixer, mixing: mixing, position: position,
      kernel: kernel, shown: shown, output: model.stage.isFilled ? model.stage.output : nil)
    lanes = builder.lanes
    blocks = builder.blocks
  }

  static func kind(of operation: any Operator) -> Kind {
    guard let convolution = operation as? any Convolving else { return .alone }
    if convolution.groups == 1 { return .standard }
    return convolution.isDepthwise ? .depthwise : .grouped
  }

  /// All input channels.
  var channels: Int { window.reading.input.channels }

  /// The channels that the lanes show.
  var shown: Range<Int> {
    guard let first = lanes.first, let last = lanes.last else { return 0..<0 }
    return first.channel..<last.channel + 1
  }

  /// The block of the map one stands on.
  var present: Block? { blocks.first { $0.map == position.channel } ?? blocks.first }

  /// The stages of one element, in order.
  enum Stage: Hashable { case slice, own, weight, sum, result }

  var stages: [Stage] {
    switch kind {
    case .alone: [.slice, .result]
    case .standard, .grouped: [.slice, .own, .sum, .result]
    case .depthwise: [.slice, .own, .result]
    case .separable: [.slice, .own, .weight, .sum, .result]
    }
  }

  /// Whole pages of channels, so that the next channel moves nothing; groups stay together.
  private static func shown(
    _ most: Int, of window: Trace, kind: Kind, map: Int, focus: Int
  ) -> Range<Int> {
    let count = window.reading.input.channels
    guard most < count else { return 0..<count }
    let group =
      kind == .separable
      ? 0..<count
      : window.layer.operation.inputChannels(of: min(map, window.reading.output.channels - 1))
    let chosen = group.contains(focus) ? focus : group.lowerBound
    let page = group.count <= most ? most - most % group.count : most
    let start = min(chosen / page * page, count - page)
    let whole = start..<start + page
    return group.count <= most ? whole : whole.clamped(to: group)
  }
}

extension ChannelFlow {
  /// The maps of parts that the flow shows.
  var parts: [Channels.Part] {
    switch kind {
    case .alone: return []
    case .separable:
      guard mixing != nil else { return [] }
      return blocks.map(sumPart) + (isAhead ? [mixedPart] : [])
    case .standard, .grouped, .depthwise:
      let own = blocks.flatMap { block in
        block.lanes.map { ownPart(lanes[$0], block) }
      }
      return kind == .depthwise ? own : own + blocks.map(sumPart)
    }
  }

  /// The whole output map of a pair whose depthwise layer is stepped.
  var mixedPart: Channels.Part {
    Channels.Part(source: .mixer, channels: 0..<channels, map: position.channel, hasBias: true)
  }

  func ownPart(_ lane: Lane, _ block: Block) -> Channels.Part {
    Channels.Part(
      source: .window, channels: lane.channel..<lane.channel + 1, map: block.map, hasBias: false)
  }

  func sumPart(_ block: Block) -> Channels.Part {
    Channels.Part(
      source: kind == .separable ? .mixer : .window, channels: block.channels, map: block.map,
      hasBias: false)
  }

  /// The steps of a part over its channels alone.
  func trace(of part: Channels.Part) -> Trace? {
    let source = part.source == .window ? window : mixing
    guard let source else { return nil }
    let isWhole = part.channels == 0..<source.input.shape.channels
    return try? Trace(
      of: source.layer.part(from: part.channels, to: part.map, withBias: part.hasBias),
      over: isWhole ? source.input : source.input.channels(part.channels))
  }
}

extension Reading {
  /// The most taps of any output element along each axis.
  var longestKernel: Pair { Pair(rows.longestKernel, columns.longestKernel) }
}

extension AxisReading {
  fileprivate var longestKernel: Int {
    switch rule {
    case .window(let axis, _), .transposed(let axis): axis.kernel
    case .bins: (0..<output).map { bin(at: $0).count }.max() ?? 1
    }
  }
}
