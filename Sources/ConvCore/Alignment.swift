/// Which element of a second map belongs to each element of a first, both made from one input.
///
/// Two elements are partners when each one's field has its centre nearest to the other's, no farther
/// than half the larger jump. Rows and columns are matched by themselves.
public struct Alignment: Hashable, Sendable {
  public let rows: AxisAlignment
  public let columns: AxisAlignment

  public init(of first: FieldCentres, with second: FieldCentres) {
    rows = AxisAlignment(of: first.rows, with: second.rows)
    columns = AxisAlignment(of: first.columns, with: second.columns)
  }

  /// The second map's element that belongs to the first one's; nil where it has none.
  public func partner(of row: Int, column: Int) -> Pair? {
    guard let row = rows.partners[row], let column = columns.partners[column] else { return nil }
    return Pair(row, column)
  }
}

/// The partners along one axis.
public struct AxisAlignment: Hashable, Sendable {
  /// For each element of the first map its partner in the second, or nil.
  public let partners: [Int?]
  /// The partners are there, and the input reaches both.
  public let respond: [Bool]
  /// How far the partner's centre lies beyond the element's, in input elements; 0 without a partner.
  public let offsets: [Double]

  init(of first: AxisCentres, with second: AxisCentres) {
    let reach = max(first.jump, second.jump) / 2 + 1e-9
    let partners = first.centres.indices.map { element -> Int? in
      guard let other = second.nearest(to: first.centres[element], index: element),
        abs(second.centres[other] - first.centres[element]) <= reach,
        first.nearest(to: second.centres[other], index: other) == element
      else { return nil }
      return other
    }
    self.partners = partners
    respond = partners.enumerated().map { element, other in
      other.map { first.isReached[element] && second.isReached[$0] } ?? false
    }
    offsets = partners.enumerated().map { element, other in
      other.map { second.centres[$0] - first.centres[element] } ?? 0
    }
  }
}

extension AxisCentres {
  /// The element whose centre lies nearest; of two as near the one whose index is nearer to `index`.
  fileprivate func nearest(to centre: Double, index: Int) -> Int? {
    guard !centres.isEmpty else { return nil }
    // Centres ascend: the nearest is beside the first that is not before.
    var (low, high) = (0, centres.count)
    while low < high {
      let middle = (low + high) / 2
      if centres[middle] < centre { low = middle + 1 } else { high = middle }
    }
    return [low - 1, low].filter(centres.indices.contains).min {
      let (one, two) = (abs(centres[$0] - centre), abs(centres[$1] - centre))
      return abs(one - two) > 1e-9 ? one < two : abs($0 - index) < abs($1 - index)
    }
  }
}
