import ConvCore

/// The bill in three lines an entry: weights, multiply-accumulates, and a bar to scale.
struct ChannelAccounts {
  private let bill: ChannelBill
  private let columns: Int
  private let nameColumns: Int
  private let letterColumns: Int
  private let termColumns: Int
  private let numberColumns: Int

  init(_ bill: ChannelBill, columns: Int) {
    self.bill = bill
    self.columns = columns
    func width(_ text: (ChannelBill.Entry) -> String) -> Int {
      bill.entries.map { text($0).width }.max() ?? 0
    }
    nameColumns = width { $0.kind.name } + 3
    letterColumns = width { $0.kind.letters }
    termColumns = max(
      width { bill.weights($0.kind) }, width { ChannelAccounts.macTerms($0, bill) })
    numberColumns = width { grouped($0.macs) }
  }

  private static func macTerms(_ entry: ChannelBill.Entry, _ bill: ChannelBill) -> String {
    "\(grouped(entry.weights))·\(bill.places.rows)·\(bill.places.columns)"
  }

  var heading: Line {
    Line(
      "\(bill.channels) channels → \(bill.maps) maps, \(bill.kernel.rows)×\(bill.kernel.columns) "
        + "window, \(bill.places.rows)×\(bill.places.columns) places; biases apart", .structure)
  }

  static let bytes = Line(
    "bytes: input + weights + output of each layer, in Float32", .structure)

  func lines(_ entry: ChannelBill.Entry, isPresent: Bool) -> [Line] {
    let ink: Style = isPresent ? .accent : .plain
    var weights = Line(
      ((isPresent ? "▸" : " ") + entry.kind.name).left(nameColumns),
      isPresent ? .accent : .title)
    weights.add(entry.kind.letters.left(letterColumns), .structure)
    weights.add(" = " + bill.weights(entry.kind).left(termColumns), .structure)
    weights.add(" = " + grouped(entry.weights).right(numberColumns), ink)
    weights.add(" weights", .structure)

    var macs = Line("".left(nameColumns))
    macs.add("× H′·W′".left(letterColumns), .structure)
    macs.add(" = " + ChannelAccounts.macTerms(entry, bill).left(termColumns), .structure)
    macs.add(" = " + grouped(entry.macs).right(numberColumns), ink)
    macs.add(" MACs", .structure)
    let ratios = bill.entries.map { bill.ratioText($0, terms: true).width }.max() ?? 0
    let perByte = NumberFormat.short(Float(entry.macsPerByte))
    let room = min(
      columns - ratios - ChannelAccounts.perByteColumns - 4, ChannelAccounts.mostBarColumns)
    var bar = Line(" ")
    bar.add(
      bill.bar(entry, columns: max(room, 1)).left(max(room, 1)),
      isPresent ? .hole : .structure)
    bar.add("  " + bill.ratioText(entry, terms: true).left(ratios), ink)
    bar.add(" " + "\(perByte) MACs/byte".right(ChannelAccounts.perByteColumns), .structure)
    return [weights, macs, bar]
  }

  private static let perByteColumns = 16
  private static let mostBarColumns = 72
}
