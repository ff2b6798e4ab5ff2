/// Which input channel an output map reads, and how strongly.
public struct ConnectionMatrix: Hashable, Sendable {
  public let maps: Int
  public let channels: Int
  public let groups: Int
  /// The norm of each slice, map by map, over the channels of its group.
  private let norms: [Float]
  private let largest: Float

  public init(_ layer: Layer, reading: Reading) {
    let operation = layer.operation
    let convolution = operation as? any Convolving
    maps = convolution?.outputChannels ?? reading.output.channels
    channels = convolution?.inputChannels ?? reading.input.channels
    groups = convolution?.groups ?? channels
    norms = (0..<maps).flatMap { map in
      operation.inputChannels(of: map).map { channel -> Float in
        guard let weight = layer.parameters.weight else { return 1 }
        let filter = operation.filter(from: channel, to: map)
        let squares = weight.plane(filter.0, filter.1).reduce(0.0) { $0 + Double($1) * Double($1) }
        return Float(squares.squareRoot())
      }
    }
    largest = norms.max() ?? 0
  }

  /// The channels that a map reads.
  private func group(of map: Int) -> Range<Int> {
    let size = channels / groups
    let group = map / (maps / groups)
    return group * size..<(group + 1) * size
  }

  /// The Euclidean norm of the slice between a channel and a map, 1 without weights; nil: not connected.
  public func norm(from channel: Int, to map: Int) -> Float? {
    let group = group(of: map)
    guard group.contains(channel) else { return nil }
    return norms[map * group.count + channel - group.lowerBound]
  }

  /// The strongest norm of some connections as a share of the strongest of all; nil: none connected.
  public func strength(maps: Range<Int>, channels: Range<Int>) -> Float? {
    var strongest: Float?
    for map in maps {
      let group = group(of: map)
      let start = map * group.count - group.lowerBound
      for channel in group.clamped(to: channels) {
        strongest = max(strongest ?? 0, norms[start + channel])
      }
    }
    return strongest.map { largest > 0 ? $0 / largest : 0 }
  }
}
