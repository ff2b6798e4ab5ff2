import ConvCore

/// What the ways to connect the channels cost, term by term, with bars to scale.
struct ChannelBillView {
  private let model: Model
  private let flow: ChannelFlow
  private let bill: ChannelBill?
  private let present: ChannelBill.Kind?

  init(_ model: Model, _ flow: ChannelFlow) {
    self.model = model
    self.flow = flow
    bill = flow.bill
    present = flow.billKind
  }

  func draw(_ rect: Rect, into frame: inout Frame) {
    guard let bill else {
      frame.write(
        "\(flow.window.layer.operation.notation(short: true)): no weights and no MACs; each channel by itself",
        column: rect.column, row: rect.row, columns: rect.columns, style: .structure)
      return
    }
    let isTall = rect.rows >= 6
    let entries = isTall ? bill.entries : chosen(bill, rect.rows)
    var row = rect.row
    let table = BillTable(bill, columns: rect.columns)
    if isTall {
      frame.write(table.heading, column: rect.column, row: row, columns: rect.columns)
      row += 1
    }
    for entry in entries {
      frame.write(
        table.line(entry, isPresent: entry.kind == present), column: rect.column, row: row,
        columns: rect.columns)
      row += 1
    }
    guard isTall else { return }
    frame.write(
      "bytes: each layer's input + weights + output in Float32; biases apart",
      column: rect.column, row: row, columns: rect.columns, style: .structure)
  }

  /// Where there is no room for all: standard, the present one, separable.
  private func chosen(_ bill: ChannelBill, _ rows: Int) -> [ChannelBill.Entry] {
    let order: [ChannelBill.Kind?] = [.standard, present, .separable, .depthwise]
    var kinds: [ChannelBill.Kind] = []
    for case let kind? in order where !kinds.contains(kind) { kinds.append(kind) }
    let shown = Set(kinds.prefix(rows))
    return bill.entries.filter { shown.contains($0.kind) }
  }
}

/// The columns of the bill.
private struct BillTable {
  let bill: ChannelBill
  let columns: Int
  private let formulas: [String]
  private let hasBytes: Bool
  private let barColumns: Int
  private let weightColumns: Int
  private let macColumns: Int
  private let nameColumns: Int
  private let ratioColumns: Int

  init(_ bill: ChannelBill, columns: Int) {
    self.bill = bill
    self.columns = columns
    formulas = bill.entries.map { BillTable.formula($0.kind, bill) }
    weightColumns = BillTable.width(bill.entries.map { grouped($0.weights) })
    macColumns = max(BillTable.width(bill.entries.map { grouped($0.macs) }), 4)
    nameColumns = BillTable.width(bill.entries.map { BillTable.name($0.kind) }) + 3
    ratioColumns = BillTable.width(bill.entries.map { BillTable.ratio($0, bill) })
    let fixed =
      nameColumns + BillTable.width(formulas) + weightColumns + macColumns + ratioColumns + 9
    hasBytes = columns - fixed >= 30
    barColumns = max(min(columns - fixed - (hasBytes ? BillTable.byteColumns : 0), 40), 0)
  }

  private static let byteColumns = 11

  private static func width(_ texts: [String]) -> Int { texts.map(\.width).max() ?? 0 }

  var heading: Line {
    let places = "\(bill.places.rows)·\(bill.places.columns)"
    var line = Line("".left(nameColumns), .structure)
    line.add("weights".right(BillTable.width(formulas) + 3 + weightColumns), .structure)
    line.add("  " + "MACs = weights · \(places)".right(barColumns + 2 + macColumns), .structure)
    line.add("  " + "of standard".left(ratioColumns), .structure)
    if hasBytes { line.add("MACs/byte".right(BillTable.byteColumns), .structure) }
    return line
  }

  func line(_ entry: ChannelBill.Entry, isPresent: Bool) -> Line {
    let ink: Style = isPresent ? .accent : .plain
    var line = Line(
      ((isPresent ? "▸" : " ") + BillTable.name(entry.kind)).left(nameColumns),
      isPresent ? .accent : .title)
    line.add(BillTable.formula(entry.kind, bill).left(BillTable.width(formulas)), .structure)
    line.add(" = ", .structure)
    line.add(grouped(entry.weights).right(weightColumns), ink)
    line.add("  ")
    line.add(bar(entry), isPresent ? .hole : .structure)
    line.add("  " + grouped(entry.macs).right(macColumns), ink)
    line.add("  ")
    line.add(BillTable.ratio(entry, bill).left(ratioColumns), ink)
    if hasBytes {
      line.add(
        NumberFormat.short(Float(entry.macsPerByte)).right(BillTable.byteColumns), .structure)
    }
    return line
  }

  private func bar(_ entry: ChannelBill.Entry) -> String {
    let most = bill.entries.map(\.macs).max() ?? 1
    let eighths = Int(
      (Double(entry.macs) / Double(max(most, 1)) * Double(barColumns * 2)).rounded())
    let halves = max(eighths, 1)
    let text = String(repeating: "█", count: halves / 2) + (halves.isMultiple(of: 2) ? "" : "▌")
    return text.left(barColumns)
  }

  private static func ratio(_ entry: ChannelBill.Entry, _ bill: ChannelBill) -> String {
    let area = bill.kernel.rows * bill.kernel.columns
    let share = NumberFormat.short(Float(bill.ratio(entry)))
    return switch entry.kind {
    case .standard: "1"
    case .grouped(let groups): "1/\(groups)"
    case .depthwise: "1/\(bill.maps)"
    case .separable: "\(share) = 1/\(bill.maps)+1/\(area)"
    }
  }

  private static func name(_ kind: ChannelBill.Kind) -> String {
    switch kind {
    case .standard: "standard"
    case .grouped(let groups): "\(groups) groups"
    case .depthwise: "depthwise"
    case .separable: "separable"
    }
  }

  /// The weights with the numbers in their formula.
  private static func formula(_ kind: ChannelBill.Kind, _ bill: ChannelBill) -> String {
    let window = "\(bill.kernel.rows)·\(bill.kernel.columns)"
    return switch kind {
    case .standard: "\(bill.maps)·\(bill.channels)·\(window)"
    case .grouped(let groups): "\(bill.maps)·\(bill.channels)/\(groups)·\(window)"
    case .depthwise: "\(bill.channels)·\(window)"
    case .separable: "\(bill.channels)·\(window) + \(bill.channels)·\(bill.maps)"
    }
  }
}

extension ChannelFlow {
  /// The bill of the standard convolution that the flow is a way to connect.
  var bill: ChannelBill? {
    guard let convolution = window.layer.operation as? any Convolving else { return nil }
    let maps = mixer?.parameters.weight?.shape.batch
    return convolution.bill(reading: window.reading, maps: maps)
  }

  /// The entry that is the present layer, or pair.
  var billKind: ChannelBill.Kind? {
    switch kind {
    case .alone: return nil
    case .standard: return .standard
    case .depthwise: return .depthwise
    case .separable: return .separable
    case .grouped:
      return (window.layer.operation as? any Convolving).map { .grouped($0.groups) }
    }
  }
}

extension Convolving {
  fileprivate func bill(reading: Reading, maps: Int?) -> ChannelBill? {
    ChannelBill(of: self, maps: maps ?? outputChannels, reading: reading)
  }
}
