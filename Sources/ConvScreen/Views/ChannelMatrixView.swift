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
  private let language: Language

  init(_ model: Model, _ flow: ChannelFlow) {
    language = model.options.language
    let map = flow.present?.map
    let channel = flow.chosenChannel(model) ?? flow.present?.channels.lowerBound
    let matrices = model.channels.matrices
    parts = matrices.enumerated().map { place, matrix in
      Part(matrix: matrix, map: place < matrices.count - 1 ? channel : map, channel: channel)
    }
  }

  private static let gap = 2
  /// Room for the shortest caption.
  private static let leastColumns = 9
  /// From so many rows on there is a caption, and room for a large matrix.
  private static let tall = 5

  /// The columns it takes of a rectangle, of which the bill beside it needs some.
  func columns(in rect: Rect, bill: Int) -> Int {
    parts.map { columns(of: $0, in: rect, bill: bill) }.reduce(0, +)
      + ChannelMatrixView.gap * max(parts.count - 1, 0)
  }

  private func columns(of part: Part, in rect: Rect, bill: Int) -> Int {
    let share = rect.columns / (rect.rows >= ChannelMatrixView.tall ? 4 : 6)
    let labels = parts.map { $0.labelColumns + ChannelMatrixView.gap }.reduce(0, +)
    let most = min(share, max(rect.columns - bill - labels, 4 * parts.count))
    let columns = part.labelColumns + plan(part, rect.rows, columns: most / parts.count).width
    return rect.rows >= ChannelMatrixView.tall
      ? max(columns, ChannelMatrixView.leastColumns) : columns
  }

  private func plan(_ part: Part, _ rows: Int, columns: Int) -> DotPlan {
    DotPlan(
      maps: part.matrix.maps, channels: part.matrix.channels,
      rows: rows >= ChannelMatrixView.tall ? rows - 1 : rows, columns: max(columns, 1))
  }

  func draw(_ rect: Rect, bill: Int, into frame: inout Frame) {
    var next = rect
    for part in parts {
      next.columns = columns(of: part, in: rect, bill: bill)
      draw(part, next, into: &frame)
      next.column += next.columns + ChannelMatrixView.gap
    }
  }

  private func draw(_ part: Part, _ rect: Rect, into frame: inout Frame) {
    let plan = plan(part, rect.rows, columns: rect.columns - part.labelColumns)
    var top = rect.row
    if rect.rows >= ChannelMatrixView.tall {
      frame.write(
        caption(plan, columns: rect.columns), column: rect.column, row: top,
        columns: rect.columns, style: .structure)
      top += 1
    }
    for row in 0..<plan.rows {
      let maps = plan.maps(row)
      label(part, maps, column: rect.column, row: top + row * plan.dotRows, into: &frame)
      for column in 0..<plan.columns {
        let (text, style) = dot(part, maps, plan.channels(column), plan)
        for line in 0..<plan.dotRows {
          frame.write(
            text, column: rect.column + part.labelColumns + column * plan.dotColumns,
            row: top + row * plan.dotRows + line, style: style)
        }
      }
    }
  }

  private func caption(_ plan: DotPlan, columns: Int) -> String {
    let choices = [
      plan.isScaled
        ? "maps↓ channels→  1 dot = \(plan.scale.rows)×\(plan.scale.columns)" : "maps↓ channels→",
      plan.isScaled ? "dot=\(plan.scale.rows)×\(plan.scale.columns)" : "map↓ ch→",
    ].map(language.say)
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
    guard plan.hasHalves else {
      let glyph = ChannelMatrixView.glyph(strength)
      return (String(repeating: glyph, count: max(plan.dotColumns - 1, 1)), style)
    }
    let middle = min(maps.lowerBound + plan.scale.rows, maps.upperBound)
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

/// How many connections one character position stands for, or how many positions one connection.
private struct DotPlan {
  let rows: Int
  let columns: Int
  /// The maps and channels of one dot.
  let scale: Pair
  /// Two dots stand above each other in one position.
  let hasHalves: Bool
  let dotColumns: Int
  let dotRows: Int
  private let mapCount: Int
  private let channelCount: Int

  init(maps: Int, channels: Int, rows: Int, columns: Int) {
    mapCount = maps
    channelCount = channels
    hasHalves = maps > rows || channels > columns
    let perRow = hasHalves ? 2 : 1
    scale = Pair(
      DotPlan.scale(maps, into: rows * perRow), DotPlan.scale(channels, into: columns))
    self.rows = (maps + scale.rows * perRow - 1) / (scale.rows * perRow)
    self.columns = (channels + scale.columns - 1) / scale.columns
    let fits = columns / max(channels, 1)
    dotRows = !hasHalves && rows >= maps * 2 && fits >= 5 ? 2 : 1
    dotColumns = hasHalves ? 1 : dotRows == 2 ? 5 : min(max(fits, 1), 3)
  }

  /// How many stand for one; a divisor where one is near, so that all dots stand for as many.
  private static func scale(_ count: Int, into room: Int) -> Int {
    let least = max((count + room - 1) / room, 1)
    return (least..<least * 2).first { count.isMultiple(of: $0) } ?? least
  }

  var width: Int { columns * dotColumns }

  /// A dot stands for several connections, and is lit when one of them is there.
  var isScaled: Bool { scale != Pair(1) }

  func maps(_ row: Int) -> Range<Int> {
    let size = scale.rows * (hasHalves ? 2 : 1)
    return row * size..<min((row + 1) * size, mapCount)
  }

  func channels(_ column: Int) -> Range<Int> {
    column * scale.columns..<min((column + 1) * scale.columns, channelCount)
  }
}
