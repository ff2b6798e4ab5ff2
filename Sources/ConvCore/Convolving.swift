/// An operator that multiplies the window by filters and sums over the channels of a group.
public protocol Convolving: Operator {
  var inputChannels: Int { get set }
  var outputChannels: Int { get set }
  var kernel: Pair { get }
  var groups: Int { get set }
  var hasBias: Bool { get set }
}

extension Convolving {
  public func inputChannels(of outputChannel: Int) -> Range<Int> {
    let size = inputChannels / groups
    let group = outputChannel / (outputChannels / groups)
    return group * size..<(group + 1) * size
  }

  public func reduction(
    rows: [AxisTap], columns: [AxisTap], outputChannel: Int, parameters: Parameters
  ) -> Reduction {
    .sum(bias: parameters.bias?[outputChannel])
  }

  /// Depthwise stays depthwise; other groups go back to 1 when they no longer divide.
  public func adapted(toChannels channels: Int) throws(Refusal) -> Self {
    var adapted = self
    adapted.inputChannels = channels
    if groups == inputChannels, groups > 1 {
      adapted.groups = channels
      adapted.outputChannels = outputChannels / groups * channels
    } else if channels % groups != 0 {
      adapted.groups = 1
    }
    return adapted
  }

  /// Groups go from divisor to divisor of both channel counts.
  public func stepping(_ name: String, by change: Int) throws(Refusal) -> Self {
    guard name == "groups" else { return try stepped(name, by: change) }
    var changed = self
    changed.groups = try nextGroups(
      groups, by: change, inputChannels: inputChannels, outputChannels: outputChannels)
    return changed
  }

  /// Each group holds one input channel, of several: nothing is summed over channels.
  public var isDepthwise: Bool { groups == inputChannels && groups > 1 }

  /// The same window between other numbers of channels.
  func mixing(_ channels: Int, into maps: Int, groups: Int, bias: Bool) -> Self {
    var copy = self
    copy.inputChannels = channels
    copy.outputChannels = maps
    copy.groups = groups
    copy.hasBias = bias
    return copy
  }

  /// A window for each channel by itself, then all channels mixed pixel by pixel: the standard
  /// convolution taken apart (Howard et al., arXiv:1704.04861, section 3.1).
  ///
  /// The bias, when there is one, comes at the end.
  public var separablePair: (depthwise: Self, pointwise: Convolution) {
    var pointwise = Convolution()
    pointwise.inputChannels = inputChannels
    pointwise.outputChannels = outputChannels
    pointwise.hasBias = hasBias
    return (
      mixing(inputChannels, into: inputChannels, groups: inputChannels, bias: false), pointwise
    )
  }
}

extension Convolution {
  /// Mixes the channels of each pixel and reads nothing around it.
  public var isPointwise: Bool {
    groups == 1 && kernel == Pair(1) && stride == Pair(1) && padding == .none
  }
}
