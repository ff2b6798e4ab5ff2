import ConvCore

/// B of the Compare view: a second stack over the setup's input.
struct Alternative: Sendable {
  /// The comparison it comes from; nil for one of the user's own.
  var name: String?
  var strata: [Stratum]
  /// The layer whose output is compared.
  var layer: Int
}

extension Alternative {
  var notation: String { strata.notation }
}

extension [Stratum] {
  var notation: String {
    map { $0.operation.notation(short: true) }.joined(separator: " → ")
  }
}

/// A named pair of stacks to compare, and the sample that shows their difference best.
public struct ComparisonChoice: Sendable {
  public let name: String
  /// What to look at, in a few words.
  public let summary: String
  /// The name of a built-in sample.
  public let sample: String
  public let first: [Stratum]
  public let second: [Stratum]

  public init(
    name: String, summary: String, sample: String, first: [Stratum], second: [Stratum]
  ) {
    self.name = name
    self.summary = summary
    self.sample = sample
    self.first = first
    self.second = second
  }
}

extension Setup {
  /// What B is until the user says so: the layer beside which this one shows best, or A itself.
  var usualAlternative: Alternative {
    let same = Alternative(name: nil, strata: strata, layer: layer)
    var contrast = same
    guard let readings = try? network.readings(of: input.shape),
      let operation = Catalog.contrast(
        with: strata[layer].operation, for: readings[layer].input)
    else { return same }
    contrast.strata[layer].operation = operation
    let isSound = (try? replacing(with: contrast).network.readings(of: input.shape)) != nil
    return isSound ? contrast : same
  }

  /// What happens to B alone, or to both at once; nil where A alone changes.
  func otherChange(to next: Setup) -> String? {
    guard let old = alternative?.notation, let new = next.alternative?.notation, old != new else {
      return nil
    }
    guard notation != next.notation else { return "B \(old) → \(new)" }
    return notation == new && next.notation == old ? "A and B change places" : nil
  }

  private var notation: String { strata.notation }

  /// The setup with B in A's place.
  func replacing(with alternative: Alternative) -> Setup {
    var other = self
    other.strata = alternative.strata
    other.layer = alternative.layer
    other.alternative = nil
    return other
  }
}
