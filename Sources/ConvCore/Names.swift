/// The names that one may choose from.
public struct Names: Sendable {
  public let all: [String]

  public init(_ all: [String]) { self.all = all }

  /// Says that a name is none of these, and which of them are nearest.
  public func refusal(of name: String, as what: String) -> Refusal {
    let near = nearest(to: name)
    guard !near.isEmpty else {
      return Refusal("no \(what) is called '\(name)': there are \(all.joined(separator: ", "))")
    }
    return Refusal("no \(what) is called '\(name)': did you mean \(Names.choice(near))?")
  }

  /// At most three names that begin alike or are a few letters away, the nearest first.
  public func nearest(to name: String) -> [String] {
    let typed = Array(name.utf8.prefix(64))
    let ranked: [(name: String, distance: Int)] = all.compactMap { candidate in
      if !name.isEmpty, candidate.hasPrefix(name) || candidate.hasSuffix(name) {
        return (candidate, 0)
      }
      let distance = Names.distance(typed, Array(candidate.utf8))
      return distance <= max(1, typed.count / 3) ? (candidate, distance) : nil
    }
    let sorted = ranked.enumerated().sorted {
      ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
    }
    return sorted.prefix(3).map(\.element.name)
  }

  /// `a`, `a or b`, `a, b or c`.
  public static func choice(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return "\(names.dropLast().joined(separator: ", ")) or \(last)"
  }

  /// The fewest letters to insert, delete or replace that turn one word into the other.
  private static func distance(_ from: [UInt8], _ to: [UInt8]) -> Int {
    var row = Array(0...to.count)
    for (i, letter) in from.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in to.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[to.count]
  }
}
