/// Which input channel an output map reads, and how strongly.
public struct ConnectionMatrix: Sendable {
  public let maps: Int
  public let channels: Int
  private let operation: any Operator
  /// The norm of each slice, filter by filter; empty without weights.
  private let norms: [Float]
  private let slices: Int
  private let largest: Float

  public init(_ layer: Layer, reading: Reading) {
    operation = layer.operation
    let convolution = operation as? any Convolving
    maps = convolution?.outputChannels ?? reading.output.channels
    channels = convolution?.inputChannels ?? reading.input.channels
    let weight = layer.parameters.weight
    slices = weight?.shape.channels ?? 1
    norms = weight.map(ConnectionMatrix.norms) ?? []
    largest = norms.max() ?? 0
  }

  private static func norms(of weight: Tensor) -> [Float] {
    (0..<weight.shape.batch * weight.shape.channels).map { slice in
      let plane = weight.plane(0, slice)
      return Float(plane.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot())
    }
  }

  /// The Euclidean norm of the slice between a channel and a map, 1 without weights; nil: not connected.
  public func norm(from channel: Int, to map: Int) -> Float? {
    guard operation.inputChannels(of: map).contains(channel) else { return nil }
    guard !norms.isEmpty else { return 1 }
    let filter = operation.filter(from: channel, to: map)
    return norms[filter.0 * slices + filter.1]
  }

  /// The strongest norm of some connections as a share of the strongest of all; nil: none connected.
  public func strength(maps: Range<Int>, channels: Range<Int>) -> Float? {
    var strongest: Float?
    for map in maps {
      for channel in operation.inputChannels(of: map).clamped(to: channels) {
        guard let norm = norm(from: channel, to: map) else { continue }
        strongest = max(strongest ?? 0, norm)
      }
    }
    return strongest.map { largest > 0 ? $0 / largest : norms.isEmpty ? 1 : 0 }
  }
}
