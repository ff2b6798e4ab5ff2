import ConvCore

/// Draws one output channel: what is computed, the element one stands on, what is still to come.
struct OutputView {
  private let model: Model
  private let stage: Stage
  private let position: Position
  private let format: NumberFormat
  private let shading: Shading
  private let rowReaders: Set<Int>
  private let columnReaders: Set<Int>

  init(_ model: Model) {
    self.model = model
    stage = model.stage
    position = model.setup.position
    format = stage.outputRange.format
    shading = stage.outputRange.shading(isDark: model.options.isDark)
    let reading = model.stage.reading
    rowReaders = Set(model.marked.map { reading.rows.readers(of: $0.rows) } ?? [])
    columnReaders = Set(model.marked.map { reading.columns.readers(of: $0.columns) } ?? [])
  }

  func draw(_ map: WindowLayout.Map, into frame: inout Frame) {
    if let picture = map.picture {
      let colors = PictureColors(tensor: stage.output, channel: position.channel, shading: shading)
      picture.draw(
        into: &frame,
        window: (position.row...position.row, position.column...position.column)
      ) { rows, columns in
        paint(rows, columns, colors)
      }
    }
    map.grid?.draw(
      into: &frame, labels: (0..<stage.output.shape.height, 0..<stage.output.shape.width),
      cell: cell)
  }

  private func paint(_ rows: Range<Int>, _ columns: Range<Int>, _ colors: PictureColors) -> Paint {
    guard stage.filled.contains(rows) else { return .terminal }
    if !rowReaders.isEmpty, rows.contains(where: rowReaders.contains),
      columns.contains(where: columnReaders.contains)
    {
      return .pixel(.link)
    }
    let color = colors.color(rows, columns)
    let isComputed = isComputed(row: rows.lowerBound, column: columns.lowerBound)
    let ground: RGB = model.options.isDark ? RGB(24, 24, 27) : .white
    let faintness: Float = model.hidesLater ? 1 : 0.7
    return .shade(isComputed ? color : Shading.mix(ground, color, faintness))
  }

  /// Elements up to the one that is stood on are computed, in the order in which the window goes.
  private func isComputed(row: Int, column: Int) -> Bool {
    (row, column) <= (position.row, position.column)
  }

  private func cell(_ place: Pair) -> GridCell {
    let (row, column) = (place.rows, place.columns)
    let isReader = rowReaders.contains(row) && columnReaders.contains(column)
    if row == position.row, column == position.column {
      let value = model.tap.map { model.step.value(after: $0 + 1) } ?? model.step.value
      let text = model.hidesValue ? "?" : format.trimmed(value)
      return GridCell(
        text: text.width > format.width ? text.cut(format.width) : text, before: "[", after: "]",
        style: model.tap == nil ? .window : .tap)
    }
    guard isComputed(row: row, column: column), stage.filled.contains(row) else {
      return isReader
        ? GridCell(text: "·", before: "‹", after: "›", style: .link)
        : GridCell(text: "·", style: .structure)
    }
    let value = stage.output[0, position.channel, row, column]
    return isReader
      ? GridCell(text: format.text(value), before: "‹", after: "›", style: .link)
      : GridCell(text: format.text(value), style: shading.style(value))
  }
}
