import ConvCore

/// What the ways to connect the channels cost, term by term, with bars to scale.
struct ChannelBillView {
  private let flow: ChannelFlow
  private let language: Language
  private let bill: ChannelBill?
  private let present: ChannelBill.Kind?

  init(_ model: Model, _ flow: ChannelFlow) {
    self.flow = flow
    language = model.options.language
    bill = flow.bill
    present = flow.billKind
  }

  func draw(_ rect: Rect, into frame: inout Frame) {
    let lines = lines(rows: rect.rows, columns: rect.columns)
    for (offset, line) in lines.prefix(rect.rows).enumerated() {
      frame.write(line, column: rect.column, row: rect.row + offset, columns: rect.columns)
    }
  }

  /// The columns in which its lines are whole; 0 where they are cut to what there is.
  func leastColumns(rows: Int) -> Int {
    guard let bill, hasAccounts(bill, rows: rows) else { return 0 }
    return ChannelAccounts(bill, columns: 0, language: language).leastColumns
  }

  /// There are three lines for every entry, a heading and a note.
  private func hasAccounts(_ bill: ChannelBill, rows: Int) -> Bool {
    rows >= bill.entries.count * 3 + 2
  }

  private func lines(rows: Int, columns: Int) -> [Line] {
    guard let bill else { return without(rows: rows) }
    let count = bill.entries.count
    if hasAccounts(bill, rows: rows) {
      let accounts = ChannelAccounts(bill, columns: columns, language: language)
      let isLoose = rows >= count * 4 + 2
      return [accounts.heading]
        + bill.entries.flatMap { entry in
          (isLoose ? [Line()] : []) + accounts.lines(entry, isPresent: entry.kind == present)
        } + (rows > count * 4 + 2 ? [Line()] : []) + [
          Line(language.say(ChannelAccounts.bytes), .structure)
        ]
    }
    let table = ChannelTable(bill, columns: columns, language: language)
    let isWhole = rows >= count + 2
    let entries = isWhole ? bill.entries : chosen(bill, rows)
    let lines = entries.map { table.line($0, isPresent: $0.kind == present) }
    return isWhole
      ? [table.heading] + lines + [
        Line(language.say(ChannelAccounts.bytes + "; biases apart"), .structure)
      ]
      : lines
  }

  /// Where there is no room for all: standard, the present one, separable.
  private func chosen(_ bill: ChannelBill, _ rows: Int) -> [ChannelBill.Entry] {
    let order: [ChannelBill.Kind?] = [.standard, present, .separable, .depthwise]
    var kinds: [ChannelBill.Kind] = []
    for case let kind? in order where !kinds.contains(kind) { kinds.append(kind) }
    let shown = Set(kinds.prefix(rows))
    return bill.entries.filter { shown.contains($0.kind) }
  }

  /// What an operator without weights has to pay.
  private func without(rows: Int) -> [Line] {
    guard flow.kind == .alone else {
      return [Line(language.say("the numbers of this layer exceed 64 bits"), .structure)]
    }
    let cost = Cost(of: flow.window.layer.operation, reading: flow.window.reading)
    let work =
      cost.comparisons > 0
      ? "\(grouped(cost.comparisons)) \(plural(cost.comparisons, "comparison"))"
      : cost.additions > 0
        ? "\(grouped(cost.additions)) \(plural(cost.additions, "addition"))" : "copies only"
    return [
      Line(language.say("no weights, 0 MACs, \(work)")),
      Line(
        language.say("each channel makes its own map, as in a depthwise convolution"), .structure),
      Line(language.say("o goes on to other operators"), .structure),
    ]
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
    guard let convolution = window.layer.operation as? any Convolving else { return nil }
    switch kind {
    case .alone: return nil
    case .standard: return .standard
    case .separable: return .separable
    case .depthwise where convolution.outputChannels == convolution.inputChannels:
      return .depthwise
    case .depthwise, .grouped: return .grouped(convolution.groups)
    }
  }
}

extension Convolving {
  fileprivate func bill(reading: Reading, maps: Int?) -> ChannelBill? {
    ChannelBill(of: self, maps: maps ?? outputChannels, reading: reading)
  }
}
