import ConvCore

/// Which rows of the body the flow, the matrix and the bill have.
struct ChannelsPlan {
  /// The rows for the lanes, their heading included; none on the page of the bill.
  let flow: Rect?
  /// The rows for matrix and bill.
  let bill: Rect
  /// Nothing is left out for want of room.
  let isWhole: Bool

  private static let rowsForAll = 26
  private static let margin = 1

  init(_ model: Model) {
    let body = model.body
    func rect(_ row: Int, _ rows: Int) -> Rect {
      Rect(
        column: ChannelsPlan.margin, row: row, columns: body.columns - 2 * ChannelsPlan.margin,
        rows: rows)
    }
    isWhole = body.rows >= ChannelsPlan.rowsForAll
    if !isWhole, model.channels.page == .bill {
      flow = nil
      bill = rect(body.row, body.rows)
      return
    }
    let billRows = isWhole ? ChannelsPlan.wholeBill(model) : body.rows >= 17 ? 3 : 2
    let gap = isWhole ? 1 : 0
    flow = rect(body.row, body.rows - billRows - gap)
    bill = rect(body.row + body.rows - billRows, billRows)
  }

  /// The bill with its heading and its note, and the matrix with its own.
  private static func wholeBill(_ model: Model) -> Int {
    let maps = min(model.stage.output.shape.channels, model.body.rows / 4)
    return max(6, maps + 1)
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

  init(_ model: Model) {
    let flow = ChannelsPlan(model).flow
    let reading = ChannelPair(model)?.window.reading ?? model.stage.reading
    self.init(
      rows: max((flow?.rows ?? 0) - 1, LanePlan.least), channels: reading.input.channels,
      kernelRows: reading.longestKernel.rows)
  }

  init(rows available: Int, channels: Int, kernelRows: Int) {
    let numbers = max(kernelRows, LanePlan.least)
    let pictures = max(min((kernelRows + 1) / 2, available), LanePlan.least)
    func lanes(_ need: Int, _ gap: Int) -> Int { (available + gap) / (need + gap) }
    for (need, gap) in [(numbers, 1), (numbers, 0), (pictures, 1), (pictures, 0)]
    where lanes(need, gap) >= channels {
      self.init(
        count: channels, rows: (available - gap * (channels - 1)) / channels, gap: gap,
        hasNumbers: need >= kernelRows, hasMark: false)
      return
    }
    let need = (available - 1) / (numbers + 1) >= 2 ? numbers : pictures
    let count = max(available / (need + 1), 1)
    self.init(
      count: count, rows: max((available - count) / count, 1), gap: 1,
      hasNumbers: need >= kernelRows, hasMark: true)
  }

  private init(count: Int, rows: Int, gap: Int, hasNumbers: Bool, hasMark: Bool) {
    self.count = count
    self.rows = rows
    self.gap = gap
    self.hasNumbers = hasNumbers
    self.hasMark = hasMark
  }
}
