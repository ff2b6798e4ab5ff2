import ConvCore

extension ChannelFlow {
  /// What stands over a stage, as long as there is room for.
  func heading(_ stage: Stage, columns: Int) -> String {
    let choices: [String] =
      switch stage {
      case .slice:
        kind == .alone
          ? ["\(rule) of each channel's window", "\(rule) of the window", rule]
          : ["each channel under its slice of the filter", "channel × slice", "slices"]
      case .own:
        kind == .separable || kind == .depthwise
          ? ["its own map", "own map"] : ["a map per channel", "per channel"]
      case .weight: ["× 1×1 weight", "× weight", "× w"]
      case .sum: ["sum of channels", "sum"]
      case .result:
        kind == .alone
          ? ["its map"]
          : blocks.count == 1
            ? [
              present?.bias == nil
                ? "no bias: map \(position.channel)" : "+ bias: map \(position.channel)", "+ bias",
            ]
            : [present?.bias == nil ? "no bias: maps" : "+ bias: maps", "+ bias"]
      }
    return choices.first { $0.width <= columns } ?? choices[choices.count - 1]
  }

  /// What an operator without weights does with its window.
  private var rule: String {
    switch window.layer.operation.reductionKind {
    case .maximum: "max"
    case .mean: "mean"
    case .norm: "norm"
    case .copy: "copy"
    case .rectified: "max(x, 0)"
    case .sum: "sum"
    }
  }

  /// What happens at a stage, with the numbers in it.
  func sentence(_ place: Int) -> String {
    guard let block = present else { return "" }
    let lanes = block.lanes.map { self.lanes[$0] }
    let isApart = kind == .depthwise || kind == .alone
    let values = ChannelFlow.listed(
      (isApart ? self.lanes : lanes).map(\.value), of: isApart ? channels : block.channels.count)
    let output = block.value.map(NumberFormat.short) ?? "…"
    switch stages[place] {
    case .slice where kind == .alone:
      return "the window stands on each channel by itself"
    case .slice where kind == .depthwise:
      return "each channel lies under a filter of its own"
    case .slice where kind == .separable:
      return "depthwise first: each channel under a filter of its own"
    case .slice:
      return
        "channels \(ChannelFlow.range(block.channels)), each under its slice of filter \(block.map)"
    case .own where kind == .depthwise || kind == .separable:
      return "each filter makes a map of its own: \(values)"
    case .own:
      return "each slice makes its version of its channel: \(values)"
    case .weight:
      let products = ChannelFlow.listed(
        lanes.compactMap { $0.mixed?.product }, of: block.channels.count)
      return "the 1×1 layer weighs the maps for map \(block.map): \(products)"
    case .sum:
      let terms = kind == .separable ? lanes.compactMap { $0.mixed?.product } : lanes.map(\.value)
      let hidden = block.channels.count - terms.count
      let all =
        terms.map(NumberFormat.short) + (hidden > 0 ? [NumberFormat.short(block.hidden)] : [])
      let sum = block.sum.map(NumberFormat.short) ?? "…"
      return "summed over the channels: \(all.joined(separator: " + ")) = \(sum)"
    case .result where kind == .alone:
      return "each channel keeps its own map: \(values)"
    case .result:
      let start =
        kind == .depthwise
        ? "no sum: channel \(block.channels.lowerBound) alone makes map \(block.map): "
        : ""
      let before = block.sum.map(NumberFormat.short) ?? "…"
      guard let bias = block.bias else {
        return "\(start)no bias, \(before) is the element of map \(block.map)"
      }
      return "\(start)\(before) + bias \(NumberFormat.short(bias)) = \(output)"
    }
  }

  private static func listed(_ values: [Float], of count: Int) -> String {
    let shown = values.prefix(6).map(NumberFormat.short).joined(separator: ", ")
    return count > min(values.count, 6) ? shown + ", …" : shown
  }

  private static func range(_ range: Range<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound - 1)"
  }
}

// MARK: What is drawn

extension ChannelFlow {
  /// The channel that is marked: the chosen one, where the present map reads it.
  func chosenChannel(_ model: Model) -> Int? {
    guard let group = present?.channels, group.count > 1 else { return nil }
    return group.contains(model.inputChannel) ? model.inputChannel : group.lowerBound
  }

  /// What a lane's channel makes by itself, how far it is computed.
  func ownMap(of lane: Int, in model: Model) -> (tensor: Tensor, channel: Int, filled: Int)? {
    if kind == .separable {
      guard let mixing else { return nil }
      return (mixing.input, lanes[lane].channel, mixing.input.shape.height)
    }
    guard let block = blocks.first(where: { $0.lanes.contains(lane) }),
      let stage = model.channels[ownPart(lanes[lane], block)]
    else { return nil }
    return (stage.output, 0, stage.filled)
  }

  /// A block's map of the output, how far it is computed.
  func outputMap(
    of block: Block, in model: Model
  ) -> (tensor: Tensor, channel: Int, filled: Int)? {
    guard isAhead else { return (model.stage.output, block.map, model.stage.filled) }
    guard let stage = model.channels[mixedPart] else { return nil }
    return (stage.output, 0, stage.filled)
  }
}
