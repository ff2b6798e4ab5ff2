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

    init(
      _ title: String, _ cells: [String], total: String = "", isLeft: Bool = false, gap: Int
    ) {
      self.title = title
      self.cells = cells
      self.total = total
      self.isLeft = isLeft
      self.gap = gap
      width = ([title, total] + cells).map(\.width).max() ?? 0
    }
  }

  /// How much a table says, from the most to the least.
  private enum Detail: CaseIterable {
    /// PyTorch's notation and all digits.
    case full
    /// The shorthand and all digits.
    case exact
    /// The shorthand and the first three digits.
    case short, tight
    /// Without what the others tell least about.
    case least

    var gap: Int {
      switch self {
      case .full: 3
      case .exact, .short: 2
      case .tight, .least: 1
      }
    }

    /// The layers' names are cut to no less.
    var leastName: Int {
      switch self {
      case .full, .exact, .short: .max
      case .tight: 20
      case .least: .min
      }
    }

    var hasAllDigits: Bool { self == .full || self == .exact }
  }

  /// The most that there is room for; in the end the layers' names are cut.
  private func columns(room: Int) -> [Column] {
    func width(_ columns: [Column]) -> Int { columns.reduce(0) { $0 + $1.width + $1.gap } }
    for detail in Detail.allCases {
      var columns = columns(detail)
      let left = room - width(columns) + columns[1].width
      if left >= columns[1].width { return columns }
      guard left >= detail.leastName else { continue }
      columns[1].width = max(left, 8)
      return columns
    }
    return []
  }

  private func columns(_ detail: Detail) -> [Column] {
    let number = detail.hasAllDigits ? grouped : rounded
    func count(_ name: String, _ cost: @escaping (Cost) -> Int) -> Column {
      column(name, total: survey.report.total(cost).map(number) ?? "> 2⁶³") {
        number(cost($0.cost))
      }
    }
    func column(
      _ name: String, total: String = "", isLeft: Bool = false,
      _ text: (Report.Line) -> String
    ) -> Column {
      Column(
        model.say(name), survey.report.lines.map(text), total: total, isLeft: isLeft,
        gap: detail.gap)
    }
    func field(_ name: String, _ text: @escaping (ReceptiveField) -> String) -> Column {
      column(name) { $0.field.map(text) ?? "–" }
    }
    let name = column("layer", total: model.say("in all"), isLeft: true) {
      let operation = $0.layer.operation
      return detail == .full ? operation.notation(short: true) : operation.shorthand
    }
    let costs = [
      count(detail.hasAllDigits ? "parameters" : "params", \.parameters), count("MACs", \.macs),
    ]
    let bytes = column(
      "bytes", total: survey.report.total { $0.outputBytes }.map(bytes) ?? "> 2⁶³"
    ) { self.bytes($0.cost.outputBytes) }
    let fields = [
      field("field", \.size), field("jump") { Pair($0.rows.jump, $0.columns.jump).description },
    ]
    let most = detail == .least ? costs + fields : costs + [bytes] + fields
    return [Column("", marks, gap: 1), name, column("output") { "\($0.reading.output)" }] + most
      + (detail == .least ? [] : [field("start", \.startText)])
  }

  /// The layers' numbers, the chosen one marked.
  private var marks: [String] {
    survey.report.lines.indices.map { "\($0 == survey.layer ? "▸" : " ")\($0)" }
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
  guard count >= 10_000 else { return grouped(count) }
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
