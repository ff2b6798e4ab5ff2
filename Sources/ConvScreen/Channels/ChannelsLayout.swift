import ConvCore

/// Where everything of the flow stands, for drawing and for the pointer alike.
struct ChannelsLayout {
  /// The columns of one kind of thing, in every lane.
  struct Strip: Hashable {
    var column = 0
    var columns = 0
    var end: Int { column + columns }
  }

  let plan: LanePlan
  let area: Rect
  private(set) var laneRows: Int
  private(set) var laneGap: Int
  /// The lanes after which there is one more row free: those of a group.
  private var groupLanes = Int.max
  /// Maps are written as numbers.
  private(set) var hasNumbers = false
  private(set) var label = Strip()
  private(set) var input = Strip()
  /// The window's elements; nil where there is no room.
  private(set) var patch: Strip?
  private(set) var slice: Strip?
  private(set) var own: Strip?
  private(set) var ownValue: Strip?
  private(set) var weight: Strip?
  private(set) var product: Strip?
  private(set) var bus = Strip()
  private(set) var sum: Strip?
  private(set) var sumValue: Strip?
  private(set) var bias: Strip?
  private(set) var output = Strip()
  private(set) var value = Strip()

  /// What one choice shows.
  private struct Choice {
    let hasNumbers: Bool
    let hasPatch: Bool
    let hasSliceNumbers: Bool
    let least: Int
  }

  static let operatorColumns = 3
  private static let busColumns = 5
  private static let gap = 1

  init(_ model: Model, _ flow: ChannelFlow, _ formats: ChannelFormats, in area: Rect) {
    plan = LanePlan(model)
    self.area = area
    (laneRows, laneGap) = (plan.rows, plan.gap)
    if plan.gap == 0, let lanes = flow.blocks.first?.lanes.count, flow.blocks.count > 1,
      area.rows - 1 - plan.rows * plan.count >= flow.blocks.count - 1 + (plan.hasMark ? 1 : 0)
    {
      groupLanes = lanes
    }
    let numbers = plan.hasNumbers && flow.kernel.columns <= 7
    let choices = [
      Choice(hasNumbers: true, hasPatch: true, hasSliceNumbers: true, least: 1),
      Choice(hasNumbers: false, hasPatch: true, hasSliceNumbers: true, least: 7),
      Choice(hasNumbers: false, hasPatch: false, hasSliceNumbers: true, least: 7),
      Choice(hasNumbers: false, hasPatch: false, hasSliceNumbers: false, least: 5),
      Choice(hasNumbers: false, hasPatch: false, hasSliceNumbers: false, least: 1),
    ].filter { numbers || !$0.hasPatch && !$0.hasSliceNumbers }
    for choice in choices where place(choice, model, flow, formats) { break }
    gather(flow)
  }

  /// Moves the lanes together where their maps leave rows free.
  private mutating func gather(_ flow: ChannelFlow) {
    guard ChannelsLayout.roomForMore < area.rows else { return }
    let shapes = [flow.window.reading.input, flow.window.reading.output]
    let maps = shapes.map { shape in
      hasNumbers
        ? shape.height
        : (MapSize(shape, columns: input.columns, rows: plan.rows).pixels.rows + 1) / 2
    }
    let kernel = plan.hasNumbers ? flow.kernel.rows : (flow.kernel.rows + 1) / 2
    laneRows = min(plan.rows, (maps + [kernel, 3]).max() ?? plan.rows)
    let free = area.rows - 1 - laneRows * plan.count - laneGap * (plan.count - 1)
    if free >= plan.count { laneGap += 1 }
  }

  /// The rows from which on the lanes need not be as high as they can.
  private static let roomForMore = 16

  /// Places everything from left to right; false where it does not fit.
  private mutating func place(
    _ choice: Choice, _ model: Model, _ flow: ChannelFlow, _ formats: ChannelFormats
  ) -> Bool {
    let inputShape = flow.window.reading.input
    let outputShape = flow.window.reading.output
    let valueColumns = formats.value.width + 1
    let kernel = flow.kernel
    let hasSlice = flow.kind != .alone
    let hasSum = flow.kind != .alone

    let patchColumns = kernel.columns * (formats.input.width + 1)
    let sliceColumns =
      choice.hasSliceNumbers ? kernel.columns * (formats.weight.width + 1) : min(kernel.columns, 9)
    let biasColumns = flow.present?.bias == nil ? 3 : formats.bias.width + 4
    let mixColumns = flow.mixer == nil ? 0 : formats.mixWeight.width + 3 + valueColumns

    var fixed = String(max(flow.channels - 1, 0)).count + 1
    fixed += choice.hasPatch ? patchColumns + ChannelsLayout.gap : 0
    fixed += hasSlice ? ChannelsLayout.operatorColumns * 2 + sliceColumns : 0
    fixed += hasSum ? valueColumns * 2 + mixColumns + biasColumns : 0
    fixed += ChannelsLayout.busColumns + valueColumns

    let maps = hasSum ? 4 : 2
    let room = (area.columns - fixed) / maps
    let natural = max(
      MapSize.columns(of: inputShape, rows: plan.rows, most: room),
      MapSize.columns(of: outputShape, rows: plan.rows, most: room))
    var inputColumns = natural
    var resultColumns = natural
    if choice.hasNumbers {
      guard max(inputShape.height, outputShape.height) <= plan.rows else { return false }
      inputColumns = inputShape.width * (formats.input.width + 1)
      resultColumns = outputShape.width * (formats.result.width + 1)
      guard fixed + inputColumns + resultColumns * (maps - 1) <= area.columns else { return false }
    } else {
      guard room >= min(choice.least, max(inputShape.width, outputShape.width)) else {
        return false
      }
    }
    hasNumbers = choice.hasNumbers

    var next = area.column
    func strip(_ columns: Int) -> Strip {
      defer { next += columns }
      return Strip(column: next, columns: columns)
    }
    label = strip(String(max(flow.channels - 1, 0)).count + 1)
    input = strip(inputColumns)
    if choice.hasPatch {
      next += ChannelsLayout.gap
      patch = strip(patchColumns)
    }
    if hasSlice {
      next += ChannelsLayout.operatorColumns
      slice = strip(sliceColumns)
      next += ChannelsLayout.operatorColumns
      own = strip(resultColumns)
      ownValue = strip(valueColumns)
    }
    if flow.mixer != nil {
      weight = strip(formats.mixWeight.width + 3)
      product = strip(valueColumns)
    }
    bus = strip(ChannelsLayout.busColumns)
    if hasSum {
      sum = strip(resultColumns)
      sumValue = strip(valueColumns)
      bias = strip(biasColumns)
    }
    output = strip(resultColumns)
    value = strip(valueColumns)
    return true
  }
}

extension ChannelsLayout {
  var headingRow: Int { area.row }

  /// The rows of a lane.
  func rows(of lane: Int) -> Range<Int> {
    let top = area.row + 1 + lane * (laneRows + laneGap) + lane / groupLanes
    return top..<top + laneRows
  }

  /// The rows of several lanes.
  func rows(of lanes: Range<Int>) -> Range<Int> {
    rows(of: lanes.lowerBound).lowerBound..<rows(of: lanes.upperBound - 1).upperBound
  }

  /// The row that carries the numbers of some rows.
  static func middle(_ rows: Range<Int>) -> Int { rows.lowerBound + (rows.count - 1) / 2 }

  /// The row that says that there are channels more.
  var markRow: Int? { plan.hasMark ? rows(of: plan.count - 1).upperBound : nil }

  /// The row behind the last one used.
  var end: Int {
    (markRow.map { $0 + 1 } ?? rows(of: max(plan.count, 1) - 1).upperBound)
  }

  /// Where a map stands in a strip and some rows.
  func pane(_ shape: Shape, in strip: Strip, rows: Range<Int>) -> PicturePane {
    let size = MapSize(shape, columns: strip.columns, rows: rows.count)
    let wanted = (size.pixels.rows + 1) / 2
    return PicturePane(
      column: strip.column, row: ChannelsLayout.middle(rows) - (wanted - 1) / 2,
      columns: size.pixels.columns, rows: wanted, source: Pair(shape.height, shape.width))
  }

  /// The first row of a block of so many rows around the middle.
  func top(_ count: Int, in rows: Range<Int>) -> Int {
    ChannelsLayout.middle(rows) - (count - 1) / 2
  }
}

/// The pixels of a map's picture: whole multiples of its elements where they are few.
struct MapSize {
  let pixels: Pair

  init(_ shape: Shape, columns: Int, rows: Int) {
    let scale = min(
      Double(columns) / Double(max(shape.width, 1)), Double(rows * 2) / Double(max(shape.height, 1))
    )
    let whole = scale >= 1 ? scale.rounded(.down) : scale
    pixels = Pair(
      max(Int((Double(shape.height) * whole).rounded(.down)), 1),
      max(Int((Double(shape.width) * whole).rounded(.down)), 1))
  }

  /// The columns that a map takes when there are so many at most.
  static func columns(of shape: Shape, rows: Int, most: Int) -> Int {
    MapSize(shape, columns: max(most, 1), rows: rows).pixels.columns
  }
}
