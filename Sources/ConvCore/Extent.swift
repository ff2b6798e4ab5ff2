import CKernels

/// The least and the most of some elements, and whether all are whole numbers; elements that are not
/// finite are left out.
public struct Extent: Hashable, Sendable {
  /// ∞ without any element.
  public private(set) var least = Float.infinity
  /// −∞ without any element.
  public private(set) var most = -Float.infinity
  public private(set) var isWhole = true

  public init() {}

  public mutating func take(_ elements: ArraySlice<Float>) {
    var span = ck_span(least: least, most: most, whole: isWhole)
    unsafe elements.withUnsafeBufferPointer { elements in
      guard let first = elements.baseAddress else { return }
      unsafe ck_extent(first, elements.count, &span)
    }
    (least, most, isWhole) = (span.least, span.most, span.whole)
  }

  public mutating func take(_ other: Extent) {
    least = min(least, other.least)
    most = max(most, other.most)
    isWhole = isWhole && other.isWhole
  }
}
