import ConvCore

/// How large one number of a lane is drawn.
struct CellSize: Hashable {
  let height: Int
  /// Two numbers share the column for a mark between them.
  let isNarrow: Bool

  static let least = CellSize(height: 1, isNarrow: true)
  /// The largest first.
  static let all = Tile.heights.flatMap { height in
    [false, true].map { CellSize(height: height, isNarrow: $0) }
  }

  func tile(_ format: NumberFormat) -> Tile {
    isNarrow ? .narrow(format, height: height) : Tile(format, height: height)
  }
}

/// How the maps and kernels of a lane are drawn.
struct LaneForm: Hashable {
  /// Of the maps; nil: they are pictures.
  var maps: CellSize?
  /// Of the elements under the window and of the slice.
  var kernel = CellSize.least
  /// The elements under the window stand beside their map.
  var hasPatch = false
  var hasSliceNumbers = false
  /// The columns without which a picture is not worth much.
  var leastPicture = 1

  /// The most telling first.
  static let all =
    CellSize.all.map { size in
      LaneForm(
        maps: size, kernel: size.height > 1 ? size : .least, hasPatch: true,
        hasSliceNumbers: true)
    } + [
      LaneForm(hasPatch: true, hasSliceNumbers: true, leastPicture: 7),
      LaneForm(hasSliceNumbers: true, leastPicture: 7),
      LaneForm(leastPicture: 5),
      LaneForm(),
    ]
}

/// The columns of everything in a lane; what it does not have has none.
struct LaneColumns: Hashable {
  let form: LaneForm
  let label: Int
  private(set) var input = 0
  let patch: Int?
  let slice: Int?
  /// Of every value beside a map.
  let value: Int
  let mixWeight: Int?
  let bias: Int?
  /// Of every map but the input's.
  private(set) var result = 0

  /// The columns of a sign between two things.
  static let sign = 3
  static let bus = 5
  static let gap = 1
  private static let mostSlicePixels = 9

  /// Nil where the form has no room.
  init?(_ form: LaneForm, _ flow: ChannelFlow, _ formats: ChannelFormats, columns: Int, rows: Int) {
    self.form = form
    let (kernel, reading) = (flow.kernel, flow.window.reading)
    let hasSum = flow.kind != .alone
    label = String(max(flow.channels - 1, 0)).count + 1
    patch = form.hasPatch ? kernel.columns * form.kernel.tile(formats.input).width : nil
    let slice =
      form.hasSliceNumbers
      ? kernel.columns * form.kernel.tile(formats.weight).width
      : min(kernel.columns, LaneColumns.mostSlicePixels)
    self.slice = hasSum ? slice : nil
    value = formats.value.width + 1
    mixWeight = flow.mixer == nil ? nil : formats.mixWeight.width + 3
    bias = hasSum ? (flow.present?.bias == nil ? 3 : formats.bias.width + 4) : nil
    let results = hasSum ? 3 : 1
    if let cells = form.maps {
      input = reading.input.width * cells.tile(formats.input).width
      result = reading.output.width * cells.tile(formats.result).width
      let heights = [reading.input.height, reading.output.height].map { $0 * cells.height }
      guard fixed + input + result * results <= columns,
        (heights + [kernel.rows * form.kernel.height]).allSatisfy({ $0 <= rows })
      else { return nil }
    } else {
      let shapes = [reading.input, reading.output]
      let room = (columns - fixed) / (results + 1)
      guard room >= min(form.leastPicture, shapes.map(\.width).max() ?? 1) else { return nil }
      input = shapes.map { MapSize.columns(of: $0, rows: rows, most: room) }.max() ?? room
      result = input
    }
  }

  /// All columns but the maps'.
  private var fixed: Int {
    let patch = patch.map { $0 + LaneColumns.gap } ?? 0
    let slice = slice.map { $0 + LaneColumns.sign * 2 } ?? 0
    let sum = bias.map { $0 + value * 2 } ?? 0
    let mix = mixWeight.map { $0 + value } ?? 0
    return label + patch + slice + sum + mix + LaneColumns.bus + value
  }
}
