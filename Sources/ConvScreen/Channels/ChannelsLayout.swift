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
  /// How maps and kernels are drawn.
  private(set) var form = LaneForm()
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

  init(_ model: Model, _ flow: ChannelFlow, _ formats: ChannelFormats, in area: Rect) {
    plan = LanePlan(model)
    self.area = area
    (laneRows, laneGap) = (plan.rows, plan.gap)
    if plan.gap == 0, let lanes = flow.blocks.first?.lanes.count, flow.blocks.count > 1,
      area.rows - 1 - plan.rows * plan.count >= flow.blocks.count - 1 + (plan.hasMark ? 1 : 0)
    {
      groupLanes = lanes
    }
    let kernelHasNumbers = plan.hasNumbers && flow.kernel.columns <= ChannelsLayout.mostNumbers
    let rows = plan.rows
    func columns(_ form: LaneForm) -> LaneColumns? {
      LaneColumns(form, flow, formats, columns: area.columns, rows: rows)
    }
    let forms = LaneForm.all.filter { kernelHasNumbers || !$0.hasPatch && !$0.hasSliceNumbers }
    if let chosen = forms.lazy.compactMap(columns).first {
      place(grown(chosen, flow, columns))
    }
    gather(flow)
  }

  /// The columns up to which a kernel is written in numbers.
  private static let mostNumbers = 7

  /// Kernels beside pictures are as large as these, where that takes nothing from them.
  private func grown(
    _ columns: LaneColumns, _ flow: ChannelFlow, _ place: (LaneForm) -> LaneColumns?
  ) -> LaneColumns {
    guard columns.form.maps == nil, columns.form.hasSliceNumbers else { return columns }
    let pictures = pictureRows(flow, columns: columns.input)
    for size in CellSize.all where flow.kernel.rows * size.height <= pictures && size.height > 1 {
      var form = columns.form
      form.kernel = size
      if let larger = place(form), larger.input == columns.input { return larger }
    }
    return columns
  }

  /// The rows that maps take as pictures.
  private func pictureRows(_ flow: ChannelFlow, columns: Int) -> Int {
    [flow.window.reading.input, flow.window.reading.output].map {
      (MapSize($0, columns: columns, rows: plan.rows).pixels.rows + 1) / 2
    }.max() ?? 1
  }

  /// Moves the lanes together where their maps leave rows free.
  private mutating func gather(_ flow: ChannelFlow) {
    guard ChannelsLayout.roomForMore < area.rows else { return }
    let reading = flow.window.reading
    let maps =
      form.maps.map { max(reading.input.height, reading.output.height) * $0.height }
      ?? pictureRows(flow, columns: input.columns)
    let kernel =
      plan.hasNumbers ? flow.kernel.rows * form.kernel.height : (flow.kernel.rows + 1) / 2
    laneRows = min(plan.rows, max(maps, kernel, 3))
    let free = area.rows - 1 - laneRows * plan.count - laneGap * (plan.count - 1)
    if free >= plan.count { laneGap += 1 }
  }

  /// The rows from which on the lanes need not be as high as they can.
  private static let roomForMore = 16

  /// Places everything from left to right.
  private mutating func place(_ columns: LaneColumns) {
    form = columns.form
    var next = area.column
    func strip(_ columns: Int) -> Strip {
      defer { next += columns }
      return Strip(column: next, columns: columns)
    }
    label = strip(columns.label)
    input = strip(columns.input)
    if let width = columns.patch {
      next += LaneColumns.gap
      patch = strip(width)
    }
    if let width = columns.slice {
      next += LaneColumns.sign
      slice = strip(width)
      next += LaneColumns.sign
      own = strip(columns.result)
      ownValue = strip(columns.value)
    }
    if let width = columns.mixWeight {
      weight = strip(width)
      product = strip(columns.value)
    }
    bus = strip(LaneColumns.bus)
    if let width = columns.bias {
      sum = strip(columns.result)
      sumValue = strip(columns.value)
      bias = strip(width)
    }
    output = strip(columns.result)
    value = strip(columns.value)
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

  /// Where a map of numbers stands in a strip and some rows; nil where maps are pictures.
  func grid(
    _ shape: Shape, _ format: NumberFormat, in strip: Strip, rows: Range<Int>
  ) -> GridPane? {
    form.maps.map { size in
      grid(Pair(shape.height, shape.width), size.tile(format), in: strip, rows: rows)
    }
  }

  /// Where a kernel of numbers stands.
  func kernelGrid(
    _ kernel: Pair, _ format: NumberFormat, in strip: Strip, rows: Range<Int>
  ) -> GridPane {
    grid(kernel, form.kernel.tile(format), in: strip, rows: rows)
  }

  private func grid(_ lengths: Pair, _ tile: Tile, in strip: Strip, rows: Range<Int>) -> GridPane {
    GridPane(
      column: strip.column, row: top(lengths.rows * tile.height, in: rows),
      rowPlaces: 0..<lengths.rows, columnPlaces: 0..<lengths.columns, tile: tile, labelWidth: 0)
  }

  /// The first row of a block of so many rows around the middle.
  private func top(_ count: Int, in rows: Range<Int>) -> Int {
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
