/// The dilation rates of a stack's convolutions, one after another.
public enum RateSchedule: CaseIterable, Hashable, Sendable {
  /// 1, 1, 1, …: no holes.
  case standard
  /// 2, 2, 2, …: positions between are never touched (gridding).
  case equal
  /// 1, 2, 3, …
  case rising
  /// 1, 2, 5, 1, 2, 5, …: no holes either (hybrid dilated convolution, arXiv:1702.08502).
  case sawtooth
  /// 1, 2, 4, 8, …: the field grows exponentially (Yu & Koltun, arXiv:1511.07122).
  case doubling

  /// The rate of the convolution at a place, counted from 0.
  public func rate(at place: Int) -> Int {
    switch self {
    case .standard: 1
    case .equal: 2
    case .rising: place + 1
    case .sawtooth: [1, 2, 5][place % 3]
    // No input is as long as 2²⁰, so that the layer refuses what comes after.
    case .doubling: 1 << min(place, 20)
    }
  }
}
