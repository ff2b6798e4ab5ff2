/// One axis at another length: which elements each new one is made of, and how much of each.
struct Resampling {
  private struct Mixture {
    let start: Int
    let weights: [Double]
  }

  private let length: Int
  private let mixtures: [Mixture]

  /// Both lengths must be 1 or more.
  init(from length: Int, to newLength: Int) {
    self.length = length
    let scale = Double(length) / Double(newLength)
    mixtures = (0..<newLength).map { index in
      newLength < length
        ? Resampling.area(index, scale, length)
        : Resampling.bilinear(index, scale, length)
    }
  }

  /// Elements whose axis of `length` has `inner` elements to each step.
  func applied(to elements: [Float], inner: Int) -> [Float] {
    let outer = elements.count / (length * inner)
    var result: [Float] = []
    result.reserveCapacity(outer * mixtures.count * inner)
    var sums = [Double](repeating: 0, count: inner)
    for block in 0..<outer {
      for mixture in mixtures {
        for place in sums.indices { sums[place] = 0 }
        for (offset, weight) in mixture.weights.enumerated() {
          let source = (block * length + mixture.start + offset) * inner
          for place in 0..<inner { sums[place] += weight * Double(elements[source + place]) }
        }
        for sum in sums { result.append(Float(sum)) }
      }
    }
    return result
  }
}

extension Resampling {
  /// The part of each element that lies in the interval from index × scale to (index + 1) × scale.
  private static func area(_ index: Int, _ scale: Double, _ length: Int) -> Mixture {
    let (low, high) = (Double(index) * scale, Double(index + 1) * scale)
    let start = min(Int(low), length - 1)
    let end = min(max(Int(high.rounded(.up)), start + 1), length)
    let weights = (start..<end).map { place in
      max(0, min(high, Double(place + 1)) - max(low, Double(place))) / scale
    }
    return Mixture(start: start, weights: weights)
  }

  /// The two elements around the new one's centre, nearer ones more; the border repeats.
  private static func bilinear(_ index: Int, _ scale: Double, _ length: Int) -> Mixture {
    let centre = min(max((Double(index) + 0.5) * scale - 0.5, 0), Double(length - 1))
    let start = Int(centre)
    let rest = centre - Double(start)
    return Mixture(start: start, weights: rest == 0 ? [1] : [1 - rest, rest])
  }
}
