import ConvCore

/// The bill in three lines an entry: weights, multiply-accumulates, and a bar to scale.
struct ChannelAccounts {
  private let bill: ChannelBill
  private let language: Language
  private let columns: Int
  private let nameColumns: Int
  private let letterColumns: Int
  private let termColumns: Int
  private let numberColumns: Int
  private let ratioColumns: Int
  private let perByteColumns: Int

  init(_ bill: ChannelBill, columns: Int, language: Language) {
    self.bill = bill
    self.language = language
    self.columns = columns
    func width(_ text: (ChannelBill.Entry) -> String) -> Int {
      bill.entries.map { text($0).width }.max() ?? 0
    }
    nameColumns = width { language.say($0.kind.name) } + 3
    letterColumns = width { $0.kind.letters }
    termColumns = max(
      width { bill.weights($0.kind) }, width { ChannelAccounts.macTerms($0, bill) })
    numberColumns = width { grouped($0.macs) }
    ratioColumns = width { bill.ratioText($0, terms: true) }
    perByteColumns = width { language.say(ChannelAccounts.perByte($0)) }
  }

  private static func perByte(_ entry: ChannelBill.Entry) -> String {
    "\(NumberFormat.short(Float(entry.macsPerByte))) MACs/byte"
  }

  private static func macTerms(_ entry: ChannelBill.Entry, _ bill: ChannelBill) -> String {
    "\(grouped(entry.weights))⋅\(bill.places.rows)⋅\(bill.places.columns)"
  }

  /// The columns of the longest line without a bar.
  var leastColumns: Int {
    let unit = max(language.say("weights").width, language.say("MACs").width)
    return nameColumns + letterColumns + termColumns + numberColumns + unit + 7
  }

  var heading: Line {
    let channels = "\(bill.channels) \(plural(bill.channels, "channel"))"
    let maps = "\(bill.maps) \(plural(bill.maps, "map"))"
    return Line(
      language.say(
        "\(channels) → \(maps), \(bill.kernel.rows)×\(bill.kernel.columns) "
          + "window, \(bill.places.rows)×\(bill.places.columns) places; biases apart"), .structure)
  }

  static let bytes = "bytes: input + weights + output of each layer, in Float32"

  func lines(_ entry: ChannelBill.Entry, isPresent: Bool) -> [Line] {
    let ink: Style = isPresent ? .accent : .plain
    var weights = Line(
      ((isPresent ? "▸" : " ") + language.say(entry.kind.name)).left(nameColumns),
      isPresent ? .accent : .title)
    weights.add(entry.kind.letters.left(letterColumns), .structure)
    weights.add(" = " + bill.weights(entry.kind).left(termColumns), .structure)
    weights.add(" = " + grouped(entry.weights).right(numberColumns), ink)
    weights.add(" " + language.say("weights"), .structure)

    var macs = Line("".left(nameColumns))
    macs.add("× H′⋅W′".left(letterColumns), .structure)
    macs.add(" = " + ChannelAccounts.macTerms(entry, bill).left(termColumns), .structure)
    macs.add(" = " + grouped(entry.macs).right(numberColumns), ink)
    macs.add(" " + language.say("MACs"), .structure)
    let room = max(
      min(columns - ratioColumns - perByteColumns - 5, ChannelAccounts.mostBarColumns), 1)
    var bar = Line(" ")
    bar.add(
      bill.bar(entry, columns: room).left(room), isPresent ? .hole : .structure)
    bar.add("  " + bill.ratioText(entry, terms: true).left(ratioColumns), ink)
    bar.add(
      "  " + language.say(ChannelAccounts.perByte(entry)).right(perByteColumns), .structure)
    return [weights, macs, bar]
  }

  private static let mostBarColumns = 72
}
