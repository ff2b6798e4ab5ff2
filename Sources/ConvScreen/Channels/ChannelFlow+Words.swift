import ConvCore

extension ChannelFlow {
  /// What stands over a stage, as long as there is room for.
  func heading(_ stage: Stage, columns: Int, in language: Language) -> String {
    let choices = headings(stage).map(language.say)
    return choices.first { $0.width <= columns } ?? choices[choices.count - 1]
  }

  /// The longest first.
  private func headings(_ stage: Stage) -> [String] {
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

  /// The stages that give an element away that is to be guessed, but for its bias.
  var hidden: Set<Stage> {
    stages.contains(.sum) ? [.sum, .result] : kind == .depthwise ? [.own, .result] : [.result]
  }

  /// What happens at a stage, with the numbers in it, unless they are to be guessed.
  func sentence(_ place: Int, hidesValue: Bool) -> String {
    guard let block = present else { return "" }
    let isHidden = hidesValue && hidden.contains(stages[place])
    func number(_ value: Float?) -> String {
      isHidden ? "?" : value.map(NumberFormat.short) ?? "…"
    }
    let isApart = kind == .depthwise || kind == .alone
    let lanes = isApart ? lanes : block.lanes.map { self.lanes[$0] }
    let count = isApart ? channels : block.channels.count
    let products = lanes.compactMap { $0.mixed?.product }
    let values = isHidden ? "?" : ChannelFlow.listed(lanes.map(\.value), of: count)
    switch stages[place] {
    case .slice: return slicing(block)
    case .own where isApart || kind == .separable:
      return "each filter makes a map of its own: \(values)"
    case .own: return "each slice makes its version of its channel: \(values)"
    case .weight:
      return "the 1×1 layer weighs the maps for map \(block.map): "
        + ChannelFlow.listed(products, of: count)
    case .sum:
      let terms = (kind == .separable ? products : lanes.map(\.value))
      let all = terms + (count > terms.count ? [block.hidden] : [])
      return "summed over the channels: \(ChannelFlow.added(all)) = \(number(block.sum))"
    case .result where kind == .alone: return "each channel keeps its own map: \(values)"
    case .result:
      let start =
        kind == .depthwise
        ? "no sum: channel \(block.channels.lowerBound) alone makes map \(block.map): " : ""
      guard let bias = block.bias else {
        return "\(start)no bias, \(number(block.sum)) is the element of map \(block.map)"
      }
      return "\(start)\(number(block.sum)) + bias \(NumberFormat.short(bias)) = "
        + number(block.value)
    }
  }

  private func slicing(_ block: Block) -> String {
    switch kind {
    case .alone: "the window stands on each channel by itself"
    case .depthwise: "each channel lies under a filter of its own"
    case .separable: "depthwise first: each channel under a filter of its own"
    case .standard, .grouped:
      "channels \(ChannelFlow.range(block.channels)), each under its slice of filter \(block.map)"
    }
  }

  /// `−19 − 4 + 45`
  private static func added(_ terms: [Float]) -> String {
    terms.enumerated().map { place, term in
      guard place > 0 else { return NumberFormat.short(term) }
      return (term < 0 ? " − " : " + ") + NumberFormat.short(term.magnitude)
    }.joined()
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
  func ownMap(of lane: Int, in model: Model) -> (tensor: Tensor, channel: Int, filled: Range<Int>)?
  {
    if kind == .separable {
      guard let mixing else { return nil }
      return (mixing.input, lanes[lane].channel, 0..<mixing.input.shape.height)
    }
    guard let block = blocks.first(where: { $0.lanes.contains(lane) }),
      let stage = model.channels[ownPart(lanes[lane], block)]
    else { return nil }
    return (stage.output, 0, stage.filled)
  }

  /// A block's map of the output, how far it is computed.
  func outputMap(
    of block: Block, in model: Model
  ) -> (tensor: Tensor, channel: Int, filled: Range<Int>)? {
    guard isAhead else { return (model.stage.output, block.map, model.stage.filled) }
    guard let stage = model.channels[mixedPart] else { return nil }
    return (stage.output, 0, stage.filled)
  }
}
