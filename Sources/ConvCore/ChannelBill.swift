/// What the ways to connect the channels cost, for the same C, M, kernel and output size.
///
/// Biases are left out; a separable convolution's two layers are added up.
public struct ChannelBill: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// M · C · K²
    case standard
    /// M · C / groups · K²
    case grouped(Int)
    /// C · K², for C maps
    case depthwise
    /// C · K² + C · M
    case separable
  }

  public struct Entry: Hashable, Sendable {
    public let kind: Kind
    public let weights: Int
    public let macs: Int
    /// What moves at the least: each layer's input, weights and output, in Float32.
    public let bytes: Int

    /// For each byte of Float32 that is moved: the arithmetic intensity of the roofline model.
    public var macsPerByte: Double { Double(macs) / Double(max(bytes, 1)) }
  }

  public let channels: Int
  public let maps: Int
  public let kernel: Pair
  /// The windows of one map: H′ · W′, or H · W of the input for a transposed convolution.
  public let places: Pair
  /// Standard first; no grouped one where C and M have no divisor in common.
  public let entries: [Entry]

  /// Of a convolution, or of a depthwise one and the 1×1 behind it, whose maps are `maps`.
  ///
  /// Nil where the numbers exceed `Int`.
  public init?(of convolution: some Convolving, maps: Int, reading: Reading) {
    let ends = reading.window == nil ? reading.input : reading.output
    channels = convolution.inputChannels
    self.maps = maps
    kernel = convolution.kernel
    places = Pair(ends.height, ends.width)
    let counts = Counts(
      channels: channels, maps: maps, area: kernel.rows * kernel.columns, places: ends.plane,
      inputPlane: reading.input.plane, outputPlane: reading.output.plane)
    var kinds: [Kind] = [.standard, .depthwise, .separable]
    if let groups = ChannelBill.groups(of: convolution) { kinds.insert(.grouped(groups), at: 1) }
    let entries = kinds.compactMap(counts.entry)
    guard entries.count == kinds.count else { return nil }
    self.entries = entries
  }

  /// An entry's weights as a share of the standard convolution's.
  public func ratio(_ entry: Entry) -> Double {
    Double(entry.weights) / Double(entries[0].weights)
  }

  /// The present groups, or else the smallest number that divides both channel counts.
  private static func groups(of convolution: some Convolving) -> Int? {
    let (channels, maps) = (convolution.inputChannels, convolution.outputChannels)
    let isPlainDepthwise = convolution.groups == channels && channels == maps
    if convolution.groups > 1, !isPlainDepthwise { return convolution.groups }
    return (2..<max(channels, 2)).first {
      channels.isMultiple(of: $0) && maps.isMultiple(of: $0)
    }
  }
}

/// The lengths that the bill multiplies.
private struct Counts {
  let channels: Int
  let maps: Int
  let area: Int
  let places: Int
  let inputPlane: Int
  let outputPlane: Int

  func entry(_ kind: ChannelBill.Kind) -> ChannelBill.Entry? {
    switch kind {
    case .standard: entry(kind, [maps, channels, area], written: maps)
    case .grouped(let groups): entry(kind, [maps, channels / groups, area], written: maps)
    case .depthwise: entry(kind, [channels, area], written: channels)
    case .separable: separable
    }
  }

  private func entry(
    _ kind: ChannelBill.Kind, _ factors: [Int], written: Int
  ) -> ChannelBill.Entry? {
    guard let weights = product(factors), let macs = product([weights, places]),
      let bytes = bytes([[channels, inputPlane], [weights], [written, outputPlane]])
    else { return nil }
    return ChannelBill.Entry(kind: kind, weights: weights, macs: macs, bytes: bytes)
  }

  /// The depthwise layer's maps are written once and read once.
  private var separable: ChannelBill.Entry? {
    guard let depthwise = entry(.depthwise), let mixing = product([channels, maps]),
      let mixingMacs = product([mixing, outputPlane]),
      let mixingBytes = bytes([[channels, outputPlane], [mixing], [maps, outputPlane]]),
      let weights = sum([depthwise.weights, mixing]),
      let macs = sum([depthwise.macs, mixingMacs]),
      let bytes = sum([depthwise.bytes, mixingBytes])
    else { return nil }
    return ChannelBill.Entry(kind: .separable, weights: weights, macs: macs, bytes: bytes)
  }

  /// Four bytes for each element of some arrays.
  private func bytes(_ arrays: [[Int]]) -> Int? {
    let counts = arrays.compactMap(product)
    guard counts.count == arrays.count, let elements = sum(counts) else { return nil }
    return product([4, elements])
  }

  private func product(_ factors: [Int]) -> Int? {
    combined(factors, from: 1) { $0.multipliedReportingOverflow(by: $1) }
  }

  private func sum(_ terms: [Int]) -> Int? {
    combined(terms, from: 0) { $0.addingReportingOverflow($1) }
  }

  private func combined(
    _ numbers: [Int], from start: Int, with operation: (Int, Int) -> (Int, overflow: Bool)
  ) -> Int? {
    var result = start
    for number in numbers {
      let (next, overflow) = operation(result, number)
      guard !overflow else { return nil }
      result = next
    }
    return result
  }
}
