import ConvCore

/// One line a layer: what it is, makes, costs and sees; the chosen one stands out.
struct StackTable {
  private let model: Model
  private let survey: Survey

  init(_ model: Model, _ survey: Survey) {
    self.model = model
    self.survey = survey
  }

  /// The lines beside the layers': the head and the totals.
  static let frameRows = 2

  /// The layers that fit into a table of so many lines, the chosen one among them.
  static func visible(layer: Int, of count: Int, rows: Int) -> Range<Int> {
    let shown = min(rows - frameRows, count)
    let first = min(max(layer - shown / 2, 0), count - shown)
    return first..<first + shown
  }

  func draw(_ rect: Rect, into frame: inout Frame) {
    let columns = columns(room: rect.columns)
    let visible = StackTable.visible(
      layer: survey.layer, of: survey.report.lines.count, rows: rect.rows)
    write(columns.map(\.title), columns, .structure, rect, row: 0, into: &frame)
    for layer in visible {
      let isChosen = layer == survey.layer
      let style: Style =
        isChosen ? (model.stack.focus == .layers ? .window : .accent) : .plain
      write(
        columns.map { $0.cells[layer] }, columns, style, rect,
        row: 1 + layer - visible.lowerBound, into: &frame)
    }
    write(columns.map(\.total), columns, .structure, rect, row: rect.rows - 1, into: &frame)
  }

  private func write(
    _ cells: [String], _ columns: [Column], _ style: Style, _ rect: Rect, row: Int,
    into frame: inout Frame
  ) {
    var line = ""
    for (cell, column) in zip(cells, columns) {
      let text = cell.cut(column.width)
      line += column.isLeft ? text.left(column.width) : text.right(column.width)
      line += String(repeating: " ", count: column.gap)
    }
    frame.write(
      line, column: rect.column, row: rect.row + row, columns: rect.columns, style: style)
  }

  private struct Column {
    let title: String
    let cells: [String]
    let total: String
    let isLeft: Bool
    var width: Int
    var gap: Int

    init(_ title: String, _ cells: [String], total: String = "", isLeft: Bool = false, gap: Int) {
      self.title = title
      self.cells = cells
      self.total = total
      self.isLeft = isLeft
      self.gap = gap
      width = ([title, total] + cells).map(\.width).max() ?? 0
    }
  }

  /// Whole numbers where there is room for them, else their first three digits; the layers' names
  /// take what is left.
  private func columns(room: Int) -> [Column] {
    func width(_ columns: [Column]) -> Int { columns.reduce(0) { $0 + $1.width + $1.gap } }
    let full = columns(number: grouped, gap: 3, name: { $0.notation(short: true) })
    if width(full) <= room { return full }
    let exact = columns(number: grouped, gap: 2, name: \.shorthand)
    if width(exact) <= room { return exact }
    let short = columns(number: rounded, gap: 2, name: \.shorthand)
    if width(short) <= room { return short }
    var columns = columns(number: rounded, gap: 1, name: \.shorthand)
    let others = width(columns) - columns[1].width
    columns[1].width = min(columns[1].width, max(room - others, 8))
    return columns
  }

  private func columns(
    number: @escaping (Int) -> String, gap: Int, name: (any Operator) -> String
  ) -> [Column] {
    let lines = survey.report.lines
    func cells(_ text: (Report.Line) -> String) -> [String] { lines.map(text) }
    func total(_ cost: (Cost) -> Int) -> String {
      survey.report.total(cost).map(number) ?? "> 2⁶³"
    }
    func field(_ text: (ReceptiveField) -> String) -> [String] {
      lines.map { $0.field.map(text) ?? "–" }
    }
    let marks = lines.indices.map { "\($0 == survey.layer ? "▸" : " ")\($0)" }
    return [
      Column("", marks, gap: 1),
      Column(
        "layer", cells { name($0.layer.operation) }, total: "in all", isLeft: true, gap: gap),
      Column("output", cells { "\($0.reading.output)" }, gap: gap),
      Column(
        number(100_000) == grouped(100_000) ? "parameters" : "params",
        cells { number($0.cost.parameters) },
        total: total { $0.parameters }, gap: gap),
      Column("MACs", cells { number($0.cost.macs) }, total: total { $0.macs }, gap: gap),
      Column(
        "bytes", cells { bytes($0.cost.outputBytes) },
        total: survey.report.total { $0.outputBytes }.map(bytes) ?? "> 2⁶³", gap: gap),
      Column("field", field(\.size), gap: gap),
      Column("jump", field { Pair($0.rows.jump, $0.columns.jump).description }, gap: gap),
      Column("start", field(\.startText), gap: 0),
    ]
  }

  private func bytes(_ count: Int) -> String { MemoryLimit.words(Double(count)) }
}

extension ReceptiveField {
  /// The centre of the first element's field: `0`, `−1.5`, or rows and columns apart.
  fileprivate var startText: String {
    let (row, column) = (NumberFormat.halves(rows.start), NumberFormat.halves(columns.start))
    return row == column ? row : "\(row),\(column)"
  }
}

extension NumberFormat {
  /// A multiple of one half.
  static func halves(_ number: Double) -> String {
    let twice = Int(number * 2)
    let digits = "\(twice.magnitude / 2)\(twice.isMultiple(of: 2) ? "" : ".5")"
    return twice < 0 ? "−\(digits)" : digits
  }
}

/// A count by its first three digits: `36,928` as `36.9 k`; below 10,000 as it is.
func rounded(_ count: Int) -> String {
  guard count >= 10_000 else { return "\(count)" }
  var amount = Double(count)
  var units = ["", "k", "M", "G", "T", "P", "E"][...]
  while amount >= 999.5, units.count > 1 {
    amount /= 1000
    units.removeFirst()
  }
  let decimals: Double = amount < 9.995 ? 100 : amount < 99.95 ? 10 : 1
  let whole = Int((amount * decimals).rounded())
  let places = decimals == 100 ? 2 : decimals == 10 ? 1 : 0
  let digits = "\(whole)"
  guard places > 0 else { return "\(digits) \(units.first ?? "")" }
  return "\(digits.dropLast(places)).\(digits.suffix(places)) \(units.first ?? "")"
}
