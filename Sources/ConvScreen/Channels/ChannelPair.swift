import ConvCore

/// A depthwise layer and the 1×1 layer behind it, one of which is stepped.
struct ChannelPair {
  let window: Trace
  let mixer: Layer
  /// The 1×1 layer over the depthwise one's maps; nil until they are computed.
  let mixing: Trace?
  let position: Position
  /// The depthwise layer is the one that is stepped.
  let isAhead: Bool

  init?(_ model: Model) {
    let here = model.stage.trace
    position = model.setup.position
    if let before = model.stage.before, before.layer.isDepthwise, here.layer.isPointwise {
      (window, mixer, mixing, isAhead) = (before, here.layer, here, false)
    } else if let behind = ChannelPair.mixer(behind: model) {
      (window, mixer, mixing, isAhead) = (here, behind, model.channels.mixer, true)
    } else {
      return nil
    }
  }

  /// The 1×1 layer that follows when a depthwise one is stepped.
  static func mixer(behind model: Model) -> Layer? {
    let next = model.setup.layer + 1
    guard model.stage.trace.layer.isDepthwise, model.setup.strata.indices.contains(next) else {
      return nil
    }
    let stratum = model.setup.strata[next]
    guard (stratum.operation as? Convolution)?.isPointwise == true else { return nil }
    return model.channels.mixer?.layer ?? stratum.layer
  }

  /// The map that the position stands on; when the depthwise layer is stepped, its channel's number.
  var map: Int { min(position.channel, (mixer.parameters.weight?.shape.batch ?? 1) - 1) }
}

extension Layer {
  /// One map for each channel, from that channel alone.
  fileprivate var isDepthwise: Bool {
    guard let convolution = operation as? any Convolving else { return false }
    return convolution.isDepthwise && convolution.outputChannels == convolution.inputChannels
  }

  fileprivate var isPointwise: Bool { (operation as? Convolution)?.isPointwise ?? false }
}
