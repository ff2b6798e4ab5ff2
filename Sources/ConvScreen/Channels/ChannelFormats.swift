import ConvCore

/// How the numbers of a flow are written and coloured: one way for all its results.
struct ChannelFormats {
  let input: NumberFormat
  let weight: NumberFormat
  let mixWeight: NumberFormat
  let bias: NumberFormat
  /// Of a map's elements.
  let result: NumberFormat
  /// Of the values beside the maps.
  let value: NumberFormat
  let inputShading: Shading
  let weightShading: Shading
  let resultShading: Shading

  init(_ model: Model, _ flow: ChannelFlow) {
    let isDark = model.options.isDark
    let ranges = model.channels.ranges
    let inputRange = ranges?.input ?? model.stage.inputRange
    let weights = ranges?.weights ?? model.stage.weightRange
    input = inputRange.format.widened(
      for: NumberFormat.short(flow.window.layer.operation.paddingValue),
      when: flow.window.reading.hasPadding)
    weight = weights.format
    let mixing = ValueRange(flow.mixer?.parameters.weight?.elements ?? [])
    mixWeight = mixing.format
    let biases = (flow.mixer ?? flow.window.layer).parameters.bias ?? []
    bias = ValueRange(biases.map(\.magnitude)).format
    let results = ChannelFormats.results(model, flow, mixing)
    result = results.format
    value = result.finer
    inputShading = inputRange.shading(isDark: isDark)
    weightShading = weights.shading(isDark: isDark)
    resultShading = results.shading(isDark: isDark)
  }

  /// All that the stages may show.
  private static func results(_ model: Model, _ flow: ChannelFlow, _ mixing: ValueRange)
    -> ValueRange
  {
    var range = model.stage.outputRange
    for part in flow.parts {
      if let stage = model.channels[part] { range.take(stage.outputRange) }
    }
    range.take(ValueRange(flow.lanes.map(\.value)))
    range.take(
      ValueRange(flow.blocks.flatMap { [$0.sum, $0.value, $0.hidden].compactMap { $0 } }))
    if flow.kind == .separable {
      let own = model.stage.before == nil ? model.stage.outputRange : model.stage.inputRange
      range.take(own)
      let most = max(own.least.magnitude, own.most.magnitude)
      let weight = max(mixing.least.magnitude, mixing.most.magnitude)
      if mixing.least < 0 || own.least < 0 { range.take([-most * weight]) }
      range.take([most * weight])
    }
    return range
  }
}
