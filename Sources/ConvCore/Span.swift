/// What lies under the window along one axis: taps, and with a dilation the holes between them.
public struct Span: Hashable, Sendable {
  public let places: Range<Int>
  let dilation: Int
  /// The kernel's first tap stands last, as a transposed convolution's does.
  let isReversed: Bool

  /// The tap's index in the kernel; nil for a hole, and outside.
  public func tap(on place: Int) -> Int? {
    guard places.contains(place) else { return nil }
    let offset = isReversed ? places.upperBound - 1 - place : place - places.lowerBound
    return offset.isMultiple(of: dilation) ? offset / dilation : nil
  }

  /// The taps, those outside of the input among them.
  public var taps: Int { places.isEmpty ? 0 : (places.count - 1) / dilation + 1 }
}
