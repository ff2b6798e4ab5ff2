import ConvCore

/// Draws the input: values, padding, holes, what no window reads, and the window over it.
struct InputView {
  private let model: Model
  private let stage: Stage
  private let channel: Int
  private let format: NumberFormat
  private let shading: Shading
  private let rowSpan: Span
  private let columnSpan: Span
  private let focusedTap: Tap?
  private let rowsMet: Set<Int>
  private let columnsMet: Set<Int>

  init(_ model: Model) {
    self.model = model
    stage = model.stage
    channel = model.shownChannel
    format = stage.inputFormat
    shading = stage.inputRange.shading(isDark: model.options.isDark)
    rowSpan = stage.reading.rows.span(at: model.setup.position.row)
    columnSpan = stage.reading.columns.span(at: model.setup.position.column)
    focusedTap = model.tap.map { model.step.taps[$0] }
    let kernel = model.markedKernel
    let reading = model.stage.reading
    rowsMet = Set(kernel.map { reading.rows.elements(metBy: $0.rows) } ?? [])
    columnsMet = Set(kernel.map { reading.columns.elements(metBy: $0.columns) } ?? [])
  }

  func draw(_ map: WindowLayout.Map, into frame: inout Frame) {
    let input = stage.trace.input.shape
    if let picture = map.picture {
      let isColor = input.channels == 3 && stage.inputRange.least >= 0 && stage.inputRange.most <= 1
      let colors = PictureColors(
        tensor: stage.trace.input, channel: isColor ? nil : channel, shading: shading)
      picture.draw(
        into: &frame,
        window: (
          stage.reading.rows.elements(under: rowSpan.places),
          stage.reading.columns.elements(under: columnSpan.places)
        )
      ) { .shade(colors.color($0, $1)) }
    }
    map.grid?.draw(
      into: &frame, labels: (labels(stage.reading.rows), labels(stage.reading.columns)), cell: cell)
  }

  /// Places that carry an element's number; a transposed convolution's are not its elements'.
  private func labels(_ axis: AxisReading) -> Range<Int> {
    if case .transposed(let window) = axis.rule, window.stride > 1 { return 0..<0 }
    return 0..<axis.input
  }

  private func cell(_ place: Pair) -> GridCell {
    let row = stage.reading.rows.kind(of: place.rows)
    let column = stage.reading.columns.kind(of: place.columns)
    var cell = plainCell(row, column)
    guard rowSpan.places.contains(place.rows), columnSpan.places.contains(place.columns) else {
      if isShared(place), !isMarked(row, column) { cell.after = "+" }
      return cell
    }
    guard rowSpan.tap(on: place.rows) != nil, columnSpan.tap(on: place.columns) != nil else {
      cell.before = "·"
      cell.after = "·"
      if cell.style.ground == .terminal { cell.style.ink = .role(.window) }
      return cell
    }
    guard row != .outside, column != .outside, !isMarked(row, column) else { return cell }
    let isFocused =
      focusedTap.map { $0.place.row == place.rows && $0.place.column == place.columns } ?? false
    cell.filling = " "
    cell.before = isFocused ? "{" : "["
    cell.after = isFocused ? "}" : "]"
    cell.style = isFocused ? .tap : .window
    if cell.text.allSatisfy({ $0 == "░" || $0 == " " }) { cell.text = paddingText }
    if !isFocused, isShared(place) { cell.after = "+" }
    return cell
  }

  /// Several bins read the element.
  private func isShared(_ place: Pair) -> Bool {
    stage.reading.rows.isShared(place.rows, first: stage.firstRowReaders)
      || stage.reading.columns.isShared(place.columns, first: stage.firstColumnReaders)
  }

  /// The cell as if no window stood on it.
  private func plainCell(_ row: PlaceKind, _ column: PlaceKind) -> GridCell {
    switch (row, column) {
    case (.outside, _), (_, .outside):
      return GridCell(text: "×", style: .structure)
    case (.padding, _), (_, .padding):
      return GridCell(
        text: String(repeating: "░", count: format.width), filling: "░", style: .structure)
    case (.inserted, _), (_, .inserted):
      return GridCell(text: "∘", style: .structure)
    case (.element(let row), .element(let column)):
      return elementCell(row, column)
    case (.element(let row), .repeated(let column)), (.repeated(let row), .element(let column)),
      (.repeated(let row), .repeated(let column)):
      var cell = GridCell(
        text: format.text(stage.trace.input[0, channel, row, column]), style: .structure)
      cell.after = "°"
      if repeats(row, column) { cell.style = .link }
      return cell
    }
  }

  /// The cursor stands here; it shows on the window too.
  private func isMarked(_ row: PlaceKind, _ column: PlaceKind) -> Bool {
    guard case .element(let row) = row, case .element(let column) = column else { return false }
    return model.marked == Pair(row, column)
  }

  /// The padding tap in focus repeats this element.
  private func repeats(_ row: Int, _ column: Int) -> Bool {
    guard let source = focusedTap?.source, focusedTap?.isPadding == true else { return false }
    return source.row == row && source.column == column
  }

  private func elementCell(_ row: Int, _ column: Int) -> GridCell {
    let value = stage.trace.input[0, channel, row, column]
    var cell = GridCell(text: format.text(value), style: shading.style(value))
    if stage.isUnread(row: row, column: column) {
      cell.before = "×"
      cell.style = Style(ink: .role(.structure), attributes: .dim)
    } else if stage.isRead(row: row, column: column, upTo: model.setup.position) {
      cell.style.attributes.insert(.bold)
    }
    if isMarked(.element(row), .element(column)) || repeats(row, column)
      || rowsMet.contains(row) && columnsMet.contains(column)
    {
      cell.before = "‹"
      cell.after = "›"
      cell.style = .link
    }
    if let entry = model.entry, entry.target == .input(channel: channel, Pair(row, column)) {
      cell.typed = entry.line
    }
    return cell
  }

  /// What a tap on the operator's own padding reads.
  private var paddingText: String {
    format.trimmed(stage.trace.layer.operation.paddingValue)
  }
}

extension AxisReading {
  /// More than one adaptive bin reads the element; `first` has the first of each.
  fileprivate func isShared(_ element: Int, first: [Int?]) -> Bool {
    guard case .bins = rule, let bin = first[element], bin + 1 < output else { return false }
    return self.bin(at: bin + 1).contains(element)
  }

  /// The elements from the first to the last of the places, wherever they stand.
  fileprivate func elements(under places: Range<Int>) -> ClosedRange<Int> {
    guard let first = places.first, let last = places.last else { return 0...0 }
    guard case .transposed(let axis) = rule else { return first...last }
    let start = (first + axis.stride - 1).quotientAndRemainder(dividingBy: axis.stride).quotient
    return start...max(last / axis.stride, start)
  }
}
