import ConvCore

/// What A and B are and cost, a row each; what differs stands out.
struct CompareTable {
  private let contrast: Contrast

  init(_ contrast: Contrast) { self.contrast = contrast }

  /// One column: its name, and what it says of A and of B.
  private struct Column {
    let name: String
    let first: String
    let second: String
    var isText = false

    func padded(_ text: String) -> String {
      (isText ? text.left(width) : text.right(width)) + "   "
    }

    var width: Int { max(name.width, first.width, second.width) }
    var differs: Bool { first != second }
  }

  func draw(_ rect: Rect, into frame: inout Frame) {
    var lines = [Line("  "), Line("A ", .accent), Line("B ", .otherAccent)]
    for column in columns {
      let style = column.differs ? Style.title : .structure
      lines[0].add(column.padded(column.name), .structure)
      lines[1].add(column.padded(column.first), style)
      lines[2].add(column.padded(column.second), style)
    }
    let (first, second) = (notation(contrast.first), notation(contrast.second))
    let style = first == second ? Style.structure : .plain
    lines[0].add("layers", .structure)
    lines[1].add(first, style)
    lines[2].add(second, style)
    for (offset, line) in lines.prefix(rect.rows).enumerated() {
      frame.write(line, column: rect.column, row: rect.row + offset, columns: rect.columns)
    }
  }

  private var columns: [Column] {
    var columns = [
      Column(
        name: "shape", first: "\(contrast.first.output)", second: "\(contrast.second.output)",
        isText: true),
      column("parameters", \.parameters), column("MACs", \.macs),
      column("comparisons", \.comparisons), column("additions", \.additions),
    ].compactMap { $0 }
    columns.append(
      Column(
        name: "field", first: field(contrast.first), second: field(contrast.second), isText: true))
    return columns
  }

  /// A cost of every layer that has it; nil where neither side has any.
  private func column(_ name: String, _ cost: (Cost) -> Int) -> Column? {
    func text(_ side: Contrast.Side) -> String {
      let costs = side.lines.map { cost($0.cost) }.filter { $0 > 0 }
      return costs.isEmpty ? "0" : costs.map(grouped).joined(separator: " + ")
    }
    let (first, second) = (text(contrast.first), text(contrast.second))
    return first == "0" && second == "0" ? nil : Column(name: name, first: first, second: second)
  }

  /// `5×5, 9 of 25 read`; where there is no closed form, of the element nearest to the middle.
  private func field(_ side: Contrast.Side) -> String {
    if let field = side.field {
      return text(field.rows.size, field.columns.size, read: field.touched)
    }
    guard let row = side.centres.rows.middle, let column = side.centres.columns.middle,
      let box = PathCounts(to: row, column: column, through: side.readings).box
    else { return "none" }
    let paths = PathCounts(to: row, column: column, through: side.readings)
    return text(box.bottom - box.top + 1, box.right - box.left + 1, read: paths.touched)
  }

  private func text(_ rows: Int, _ columns: Int, read: Int) -> String {
    let area = rows * columns
    let share = read == area ? "" : ", \(grouped(read)) of \(grouped(area)) read"
    return "\(rows)×\(columns)\(share)"
  }

  private func notation(_ side: Contrast.Side) -> String {
    side.network.layers.map { layer in
      let notation = layer.operation.notation(short: true).dropFirst("nn.".count)
      return notation.split(separator: "kernel_size=").joined()
    }.joined(separator: " → ")
  }
}

extension AxisCentres {
  /// The reached element nearest to the middle of the output.
  fileprivate var middle: Int? {
    isReached.indices.filter { isReached[$0] }.min {
      abs($0 * 2 + 1 - isReached.count) < abs($1 * 2 + 1 - isReached.count)
    }
  }
}
