import ConvCore

/// Which rows of the body the flow may have, and which the matrix and the bill.
struct ChannelsPlan {
  /// The rows for the lanes, their heading included; none on the page of the bill.
  let flow: Rect?
  /// Nothing is left out for want of room.
  let isWhole: Bool
  private let body: Rect

  /// The bill as a table: a heading, four lines, a note.
  private static let tableRows = 6
  private static let rowsForAll = 26
  private static let margin = 1

  init(_ model: Model) {
    body = Rect(
      column: ChannelsPlan.margin, row: model.body.row,
      columns: model.body.columns - 2 * ChannelsPlan.margin, rows: model.body.rows)
    isWhole = body.rows >= ChannelsPlan.rowsForAll
    guard isWhole || model.channels.page == .flow else {
      flow = nil
      return
    }
    var area = body
    area.rows -= isWhole ? ChannelsPlan.tableRows + 1 : body.rows >= 17 ? 3 : 2
    flow = area
  }

  /// What is left under the lanes.
  func bill(below flow: ChannelsLayout?) -> Rect {
    var rect = body
    guard let flow else { return rect }
    rect.row = isWhole ? flow.end + 1 : flow.area.row + flow.area.rows
    rect.rows = body.row + body.rows - rect.row
    return rect
  }
}

/// How many lanes there is room for, and how high they are.
struct LanePlan {
  let count: Int
  let rows: Int
  /// The rows between two lanes.
  let gap: Int
  /// Slices are written as numbers.
  let hasNumbers: Bool
  /// A row says that there are channels more.
  let hasMark: Bool

  private static let least = 3
  /// The rows up to which a kernel is written in numbers.
  private static let mostNumbers = 7
  /// Where there are channels more than fit, so many stand large rather than more of them small.
  private static let lanesOfMany = 4

  init(_ model: Model) {
    let flow = ChannelsPlan(model).flow
    let reading = ChannelPair(model)?.window.reading ?? model.stage.reading
    let group = model.stage.trace.layer.operation.inputChannels(of: 0).count
    self.init(
      rows: max((flow?.rows ?? 0) - 1, LanePlan.least), channels: reading.input.channels,
      group: group, kernelRows: reading.longestKernel.rows)
  }

  init(rows available: Int, channels: Int, group: Int, kernelRows: Int) {
    let isSmall = kernelRows <= LanePlan.mostNumbers
    let numbers = max(kernelRows, LanePlan.least)
    let half = (kernelRows + 1) / 2
    let pictures = max(isSmall ? half : min(half, available / LanePlan.lanesOfMany), LanePlan.least)
    func lanes(_ need: Int, _ gap: Int) -> Int { (available + gap) / (need + gap) }
    let needs = isSmall ? [numbers, pictures] : [pictures]
    for (need, gap) in needs.flatMap({ [($0, 1), ($0, 0)] }) where lanes(need, gap) >= channels {
      self.init(
        count: channels, rows: (available - gap * (channels - 1)) / channels, gap: gap,
        hasNumbers: isSmall && need >= kernelRows, hasMark: false)
      return
    }
    // One row says that there are more; lanes touch where that makes a whole group visible.
    let room = available - 1
    let least = isSmall && (room + 1) / (numbers + 1) >= 2 ? numbers : pictures
    let need = max(least, room / LanePlan.lanesOfMany - 1)
    let loose = max((room + 1) / (need + 1), 1)
    let tight = max(room / need, 1)
    let gap = loose < group && group <= tight ? 0 : 1
    let count = gap == 0 ? tight : loose
    self.init(
      count: count, rows: max((room - gap * (count - 1)) / count, 1), gap: gap,
      hasNumbers: isSmall && need >= kernelRows, hasMark: true)
  }

  private init(count: Int, rows: Int, gap: Int, hasNumbers: Bool, hasMark: Bool) {
    self.count = count
    self.rows = rows
    self.gap = gap
    self.hasNumbers = hasNumbers
    self.hasMark = hasMark
  }
}
