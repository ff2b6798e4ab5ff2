import ConvCore

/// Where the maps of a layer stand as pictures, side by side and one above the other.
struct MapsPane: Hashable, Sendable {
  /// The maps that have room, the chosen one among them.
  let maps: Range<Int>
  private let column: Int
  private let row: Int
  private let source: Pair
  private let tile: Pair
  private let across: Int

  private static let gap = 2

  /// Nil where not even one map has room.
  init?(column: Int, row: Int, columns: Int, rows: Int, output: Shape, chosen: Int) {
    guard columns > 2, rows > 0 else { return nil }
    self.column = column
    self.row = row
    source = Pair(output.height, output.width)
    let source = source
    func plan(_ height: Int) -> (tile: Pair, across: Int, down: Int) {
      let pane = PicturePane(column: 0, row: 0, columns: columns, rows: height, source: source)
      let across = (columns + MapsPane.gap) / (pane.rect.columns + MapsPane.gap)
      let down = (rows + 1) / (pane.rect.rows + 1)
      return (Pair(pane.rect.rows, pane.rect.columns), max(across, 1), max(down, 1))
    }
    // Below this a map can hardly be told from another.
    let least = min(max(rows / 5, 3), rows)
    let heights = (least...rows).reversed().map(plan)
    let best =
      heights.first { $0.across * $0.down >= output.channels } ?? heights[heights.count - 1]
    tile = best.tile
    across = best.across
    let room = best.across * best.down
    let first = chosen / room * room
    maps = first..<min(first + room, output.channels)
  }

  func pane(of map: Int) -> PicturePane {
    let (down, right) = (map - maps.lowerBound).quotientAndRemainder(dividingBy: across)
    return PicturePane(
      column: column + right * (tile.columns + MapsPane.gap), row: row + down * (tile.rows + 1),
      columns: tile.columns, rows: tile.rows, source: source)
  }

  /// The map's number and the element under a cell of the screen.
  func element(column: Int, row: Int) -> Position? {
    for map in maps {
      if let place = pane(of: map).element(column: column, row: row) {
        return Position(channel: map, row: place.rows, column: place.columns)
      }
    }
    return nil
  }
}
