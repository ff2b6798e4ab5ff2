import ConvCore

/// Rows of numbers under a name, as `Assets/grids.txt` and `Assets/kernels.txt` hold them.
///
/// `name: summary` begins a grid, every line of numbers is a row, a blank line parts its channels,
/// `#` begins a comment. A number may be a fraction, `1/9`.
struct NamedGrid: Hashable, Sendable {
  let name: String
  let summary: String
  /// Channel, row, column; every row of every channel is as long as the first.
  private(set) var channels: [[[Float]]] = []

  /// The grids of a text, in its order.
  static func all(in text: String, named file: String) throws(Refusal) -> [NamedGrid] {
    var grids: [NamedGrid] = []
    var beginsChannel = true
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.hasPrefix("#") {
      if let colon = line.firstIndex(of: ":") {
        let summary = line[line.index(after: colon)...].drop { $0 == " " }
        grids.append(NamedGrid(name: String(line[..<colon]), summary: String(summary)))
        beginsChannel = true
        continue
      }
      let words = line.split(separator: " ")
      guard !words.isEmpty else {
        beginsChannel = true
        continue
      }
      let row = words.compactMap(number)
      let isSound = row.count == words.count && grids.last?.admits(row) == true
      guard isSound else { throw Refusal("\(file): line \(index + 1) is not a row of its grid") }
      grids[grids.count - 1].append(row, beginsChannel: beginsChannel)
      beginsChannel = false
    }
    return grids
  }

  /// The grid as a picture, (1, C, H, W); every channel must have the first one's rows.
  var tensor: Tensor {
    let rows = channels.first ?? []
    let shape = Shape(channels: channels.count, height: rows.count, width: rows.first?.count ?? 0)
    return Tensor(shape: shape, elements: channels.flatMap { $0.flatMap { $0 } })
  }
}

extension NamedGrid {
  private func admits(_ row: [Float]) -> Bool {
    guard let first = channels.first?.first else { return true }
    return row.count == first.count
  }

  private mutating func append(_ row: [Float], beginsChannel: Bool) {
    if beginsChannel { channels.append([]) }
    channels[channels.count - 1].append(row)
  }

  /// `2`, `-0.5` or `1/9`.
  private static func number(_ word: Substring) -> Float? {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false).map(Float.init)
    switch (parts.count, parts.first ?? nil, parts.last ?? nil) {
    case (1, let value?, _): return value
    case (2, let numerator?, let denominator?): return numerator / denominator
    default: return nil
    }
  }
}
