import ConvCore

/// Draws which input channel reaches which output map, and how strongly.
struct ChannelMatrixView {
  /// One layer's connections and what is marked among them.
  private struct Part {
    let matrix: ConnectionMatrix
    let map: Int?
    let channel: Int?

    var labelColumns: Int { String(max(matrix.maps - 1, 0)).count + 2 }
  }

  /// One layer's, or those of a depthwise layer and of the 1×1 behind it.
  private let parts: [Part]

  init(_ model: Model, _ flow: ChannelFlow) {
    let map = flow.present?.map
    let channel = flow.chosenChannel(model) ?? flow.present?.channels.lowerBound
    let reading = flow.window.reading
    let window = ConnectionMatrix(flow.window.layer, reading: reading)
    if let mixer = flow.mixer {
      parts = [
        Part(matrix: window, map: channel, channel: channel),
        Part(matrix: ConnectionMatrix(mixer, reading: reading), map: map, channel: channel),
      ]
    } else {
      parts = [Part(matrix: window, map: map, channel: channel)]
    }
  }

  private static let headingRows = 1
  private static let gap = 2
  /// Room for the shortest caption.
  private static let leastColumns = 9
  /// From so many rows on there is room for a large matrix.
  private static let tall = 6

  /// The columns it takes of a rectangle.
  func columns(in rect: Rect) -> Int {
    parts.map { columns(of: $0, in: rect) }.reduce(0, +)
      + ChannelMatrixView.gap * (parts.count - 1)
  }

  private func columns(of part: Part, in rect: Rect) -> Int {
    let most = rect.columns / (rect.rows >= ChannelMatrixView.tall ? 4 : 6)
    let plan = plan(part, rows: rect.rows, columns: most / parts.count)
    return max(part.labelColumns + plan.width, ChannelMatrixView.leastColumns)
  }

  private func plan(_ part: Part, rows: Int, columns: Int) -> DotPlan {
    DotPlan(
      maps: part.matrix.maps, channels: part.matrix.channels,
      rows: max(rows - ChannelMatrixView.headingRows, 1), columns: max(columns, 1))
  }

  func draw(_ rect: Rect, into frame: inout Frame) {
    var next = rect
    for part in parts {
      next.columns = columns(of: part, in: rect)
      draw(part, next, into: &frame)
      next.column += next.columns + ChannelMatrixView.gap
    }
  }

  private func draw(_ part: Part, _ rect: Rect, into frame: inout Frame) {
    let plan = plan(part, rows: rect.rows, columns: rect.columns - part.labelColumns)
    frame.write(
      caption(plan, columns: rect.columns), column: rect.column, row: rect.row,
      columns: rect.columns, style: .structure)
    for row in 0..<plan.rows {
      let top = rect.row + ChannelMatrixView.headingRows + row
      label(part, plan.maps(row), column: rect.column, row: top, into: &frame)
      for column in 0..<plan.columns {
        let (text, style) = dot(part, plan.maps(row), plan.channels(column), plan)
        frame.write(
          text, column: rect.column + part.labelColumns + column * plan.dotColumns, row: top,
          style: style)
      }
    }
  }

  private func caption(_ plan: DotPlan, columns: Int) -> String {
    let choices =
      plan.scale > 1
      ? ["maps↓ channels→  1 dot = \(plan.scale)×\(plan.scale)", "dot=\(plan.scale)×\(plan.scale)"]
      : ["maps↓ channels→", "map↓ ch→"]
    return choices.first { $0.width <= columns } ?? choices[1]
  }

  private func label(
    _ part: Part, _ maps: Range<Int>, column: Int, row: Int, into frame: inout Frame
  ) {
    let present = part.map.flatMap { maps.contains($0) ? $0 : nil }
    frame.write(
      (present == nil ? " " : "▸")
        + "\(present ?? maps.lowerBound)".right(part.labelColumns - 2),
      column: column, row: row, style: present == nil ? .structure : .accent)
  }

  /// One character position, or a few, of the matrix.
  private func dot(
    _ part: Part, _ maps: Range<Int>, _ channels: Range<Int>, _ plan: DotPlan
  ) -> (String, Style) {
    guard let strength = part.matrix.strength(maps: maps, channels: channels) else {
      return ("·", .structure)
    }
    let isPresent = part.map.map(maps.contains) ?? false
    let isChosen = isPresent && part.channel.map(channels.contains) ?? false
    let style: Style = isChosen ? .accent : isPresent ? .hole : .plain
    guard plan.halves else {
      let glyph = ChannelMatrixView.glyph(strength)
      return (String(repeating: glyph, count: max(plan.dotColumns - 1, 1)), style)
    }
    let middle = min(maps.lowerBound + plan.scale, maps.upperBound)
    let upper = part.matrix.strength(maps: maps.lowerBound..<middle, channels: channels)
    let lower = part.matrix.strength(maps: middle..<maps.upperBound, channels: channels)
    return (upper == nil ? "▄" : lower == nil ? "▀" : "█", style)
  }

  /// A character that covers as much as the connection is strong.
  private static func glyph(_ strength: Float) -> Character {
    switch strength {
    case ..<0.01: "○"
    case ..<0.4: "░"
    case ..<0.7: "▒"
    case ..<0.95: "▓"
    default: "█"
    }
  }
}

/// How many connections one character position stands for.
private struct DotPlan {
  let rows: Int
  let columns: Int
  /// The maps and channels of one dot.
  let scale: Int
  /// Two dots stand above each other in one position.
  let halves: Bool
  let dotColumns: Int
  private let mapCount: Int
  private let channelCount: Int

  init(maps: Int, channels: Int, rows: Int, columns: Int) {
    mapCount = maps
    channelCount = channels
    halves = maps > rows || channels > columns
    let perRow = halves ? 2 : 1
    scale = max(
      (maps + rows * perRow - 1) / (rows * perRow), (channels + columns - 1) / columns, 1)
    self.rows = (maps + scale * perRow - 1) / (scale * perRow)
    self.columns = (channels + scale - 1) / scale
    dotColumns = halves ? 1 : channels * 3 <= columns ? 3 : channels * 2 <= columns ? 2 : 1
  }

  var width: Int { columns * dotColumns }

  func maps(_ row: Int) -> Range<Int> {
    let size = scale * (halves ? 2 : 1)
    return row * size..<min((row + 1) * size, mapCount)
  }

  func channels(_ column: Int) -> Range<Int> {
    column * scale..<min((column + 1) * scale, channelCount)
  }
}
