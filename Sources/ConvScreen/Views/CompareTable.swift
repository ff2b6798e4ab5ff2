import ConvCore

/// What A and B are and cost, a row each; what differs stands out.
struct CompareTable {
  private let contrast: Contrast
  private let language: Language

  init(_ contrast: Contrast, _ language: Language) {
    self.contrast = contrast
    self.language = language
  }

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

  /// Names, A and B; the layers beside their figures.
  static let leastRows = 3
  /// The columns for what sets the layers apart, where they stand beside their figures.
  private static let leastLayers = 12

  /// With the layers by themselves below, and what holes spare where there are any.
  static func rows(of contrast: Contrast) -> Int {
    let lines = contrast.first.lines + contrast.second.lines
    return leastRows + (lines.contains { $0.filled != nil } ? 3 : 2)
  }

  func draw(_ rect: Rect, into frame: inout Frame) {
    let (one, other) = (Line("A", .accent) + Line(" "), Line("B", .otherAccent) + Line(" "))
    var lines = [Line("  "), one, other]
    let hasRowsForLayers = rect.rows > CompareTable.leastRows
    let width = rect.columns - 2 - (hasRowsForLayers ? 0 : CompareTable.leastLayers)
    for column in columns(within: width) {
      let style = column.differs ? Style.title : .structure
      lines[0].add(column.padded(column.name), .structure)
      lines[1].add(column.padded(column.first), style)
      lines[2].add(column.padded(column.second), style)
    }
    var (first, second) = (notation(contrast.first), notation(contrast.second))
    let style = first == second ? Style.structure : .plain
    if hasRowsForLayers {
      lines.append(one + Line(first, style))
      lines.append(other + Line(second, style))
      lines.append(holes)
    } else {
      let room = rect.columns - lines[0].width
      if max(first.width, second.width) > room {
        let names = CompareNames(contrast)
        (first, second) = (said(names.first, columns: room), said(names.second, columns: room))
      }
      lines[0].add(language.say("layers"), .structure)
      lines[1].add(first, style)
      lines[2].add(second, style)
    }
    for (offset, line) in lines.prefix(rect.rows).enumerated() {
      frame.write(line, column: rect.column, row: rect.row + offset, columns: rect.columns)
    }
  }

  /// What a dilated convolution would cost with zeros in its holes.
  private var holes: Line {
    var line = Line()
    for (side, letter, style) in [
      (contrast.first, "A", Style.accent), (contrast.second, "B", .otherAccent),
    ] {
      for layer in side.lines {
        guard let filled = layer.filled else { continue }
        line.add(line.width > 0 ? "   " : "")
        line.add(letter, style)
        line.add(" ")
        let kernel = "\(filled.kernel.rows)×\(filled.kernel.columns)"
        line =
          line
          + Line(
            figures: language.say(
              "with zeros in its holes \(kernel) taps, \(grouped(filled.macs)) MACs"))
      }
    }
    return line
  }

  /// With the costs layer by layer where there is room; where there is none for their sums either,
  /// without the last columns, those first that are the same for both.
  private func columns(within width: Int) -> [Column] {
    func isOver(_ columns: [Column]) -> Bool {
      columns.reduce(0) { $0 + $1.padded("").width } > width
    }
    let field = Column(
      name: language.say("field"), first: field(contrast.first), second: field(contrast.second),
      isText: true)
    var columns = columns(inAll: false, field)
    guard isOver(columns) else { return columns }
    columns = self.columns(inAll: true, field)
    while columns.count > 1, isOver(columns) {
      columns.remove(at: columns.lastIndex { !$0.differs } ?? columns.count - 1)
    }
    return columns
  }

  private func columns(inAll: Bool, _ field: Column) -> [Column] {
    [
      Column(
        name: language.say("shape"), first: "\(contrast.first.output)",
        second: "\(contrast.second.output)",
        isText: true),
      column("parameters", inAll, \.parameters), column("MACs", inAll, \.macs), field,
      column("comparisons", inAll, \.comparisons), column("additions", inAll, \.additions),
    ].compactMap { $0 }
  }

  /// A cost of every layer that has it, or their sum; nil where neither side has any.
  private func column(_ name: String, _ inAll: Bool, _ cost: (Cost) -> Int) -> Column? {
    func text(_ side: Contrast.Side) -> String {
      if inAll { return side.lines.total(cost).map(grouped) ?? "> 2⁶³" }
      let costs = side.lines.map { cost($0.cost) }.filter { $0 > 0 }
      return costs.isEmpty ? "0" : costs.map(grouped).joined(separator: " + ")
    }
    let (first, second) = (text(contrast.first), text(contrast.second))
    return first == "0" && second == "0"
      ? nil : Column(name: language.say(name), first: first, second: second)
  }

  /// `5×5, 9 of 25 read`; where there is no closed form, of the element nearest to the middle.
  private func field(_ side: Contrast.Side) -> String {
    if let field = side.field {
      return text(field.rows.size, field.columns.size, read: field.touched)
    }
    guard let row = side.centres.rows.middle, let column = side.centres.columns.middle,
      let box = PathCounts(to: row, column: column, through: side.readings).box
    else { return language.say("none") }
    let paths = PathCounts(to: row, column: column, through: side.readings)
    return text(box.bottom - box.top + 1, box.right - box.left + 1, read: paths.touched)
  }

  private func text(_ rows: Int, _ columns: Int, read: Int) -> String {
    let area = rows * columns
    let size = "\(rows)×\(columns)"
    guard read != area else { return size }
    return language.say("\(size), \(grouped(read)) of \(grouped(area)) read")
  }

  /// What sets a side apart, where its layers have no room.
  private func said(_ names: [String], columns: Int) -> String {
    let wordings = (0..<names.count).map {
      names.dropLast($0).map(language.say).joined(separator: ", ")
    }
    return wordings.first { $0.width <= columns } ?? wordings.last ?? ""
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

extension Report.Line {
  /// The kernel of the same reach without holes, and its MACs; nil for a layer without any.
  fileprivate var filled: (kernel: Pair, macs: Int)? {
    guard cost.macs > 0, let window = reading.window,
      max(window.rows.dilation, window.columns.dilation) > 1
    else { return nil }
    let extent = Pair(window.rows.extent, window.columns.extent)
    let taps = window.rows.kernel * window.columns.kernel
    let (macs, overflow) = (cost.macs / taps).multipliedReportingOverflow(
      by: extent.rows * extent.columns)
    return overflow ? nil : (extent, macs)
  }
}
