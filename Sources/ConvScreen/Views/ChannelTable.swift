import ConvCore

/// The bill in one line an entry.
struct ChannelTable {
  private let bill: ChannelBill
  private let language: Language
  private let nameColumns: Int
  private let formulaColumns: Int
  private let weightColumns: Int
  private let barColumns: Int
  private let macColumns: Int
  private let ratioColumns: Int
  private let hasBytes: Bool
  /// The separable ratio with its two terms.
  private let hasTerms: Bool

  private static let byteColumns = 11
  private static let mostBarColumns = 40
  /// The columns from which on there is room for the bytes.
  private static let roomForBytes = 30

  init(_ bill: ChannelBill, columns: Int, language: Language) {
    self.bill = bill
    self.language = language
    func width(_ text: (ChannelBill.Entry) -> String) -> Int {
      bill.entries.map { text($0).width }.max() ?? 0
    }
    nameColumns = width { language.say($0.kind.name) } + 3
    formulaColumns = width { bill.weights($0.kind) }
    weightColumns = width { grouped($0.weights) }
    macColumns = width { grouped($0.macs) }
    let others = nameColumns + formulaColumns + weightColumns + macColumns + 9
    hasTerms = others + width { bill.ratioText($0, terms: true) } <= columns
    ratioColumns = width { [hasTerms] in bill.ratioText($0, terms: hasTerms) }
    let fixed = others + ratioColumns
    hasBytes = columns - fixed >= ChannelTable.roomForBytes
    let room = columns - fixed - (hasBytes ? ChannelTable.byteColumns : 0)
    barColumns = max(min(room, ChannelTable.mostBarColumns), 0)
  }

  var heading: Line {
    let places = language.say(
      "MACs = weights ⋅ \(bill.places.rows)⋅\(bill.places.columns)")
    var line = Line("".left(nameColumns), .structure)
    line.add(language.say("weights").right(formulaColumns + 3 + weightColumns), .structure)
    line.add("  " + places.right(barColumns + 2 + macColumns), .structure)
    line.add("  " + language.say("of standard").cut(ratioColumns).left(ratioColumns), .structure)
    if hasBytes { line.add(language.say("MACs/byte").right(ChannelTable.byteColumns), .structure) }
    return line
  }

  func line(_ entry: ChannelBill.Entry, isPresent: Bool) -> Line {
    let ink: Style = isPresent ? .accent : .plain
    var line = Line(
      ((isPresent ? "▸" : " ") + language.say(entry.kind.name)).left(nameColumns),
      isPresent ? .accent : .title)
    line.add(bill.weights(entry.kind).left(formulaColumns), .structure)
    line.add(" = ", .structure)
    line.add(grouped(entry.weights).right(weightColumns), ink)
    line.add("  ")
    line.add(
      bill.bar(entry, columns: barColumns).left(barColumns), isPresent ? .hole : .structure)
    line.add("  " + grouped(entry.macs).right(macColumns), ink)
    line.add("  ")
    line.add(bill.ratioText(entry, terms: hasTerms).left(hasBytes ? ratioColumns : 0), ink)
    if hasBytes {
      line.add(
        NumberFormat.short(Float(entry.macsPerByte)).right(ChannelTable.byteColumns), .structure)
    }
    return line
  }
}

extension ChannelBill.Kind {
  var name: String {
    switch self {
    case .standard: "standard"
    case .grouped(let groups): "\(groups) groups"
    case .depthwise: "depthwise"
    case .separable: "separable"
    }
  }

  /// The weights in the letters of the field.
  var letters: String {
    switch self {
    case .standard: "M⋅C⋅K²"
    case .grouped: "M⋅C/g⋅K²"
    case .depthwise: "C⋅K²"
    case .separable: "C⋅K² + C⋅M"
    }
  }
}

extension ChannelBill {
  /// The weights with the numbers in their formula.
  func weights(_ kind: Kind) -> String {
    let window = "\(kernel.rows)⋅\(kernel.columns)"
    return switch kind {
    case .standard: "\(maps)⋅\(channels)⋅\(window)"
    case .grouped(let groups): "\(maps)⋅\(channels)/\(groups)⋅\(window)"
    case .depthwise: "\(channels)⋅\(window)"
    case .separable: "\(channels)⋅\(window) + \(channels)⋅\(maps)"
    }
  }

  /// An entry as a share of the standard convolution.
  func ratioText(_ entry: Entry, terms: Bool) -> String {
    let area = kernel.rows * kernel.columns
    let share = NumberFormat.short(Float(ratio(entry)))
    return switch entry.kind {
    case .standard: "1"
    case .grouped(let groups): "1/\(groups)"
    case .depthwise: "1/\(maps)"
    case .separable: terms ? "\(share) = 1/\(maps)+1/\(area)" : share
    }
  }

  /// A bar as long as the weights are many, the longest of all `columns` long.
  func bar(_ entry: Entry, columns: Int) -> String {
    let most = entries.map(\.weights).max() ?? 1
    let share = Double(entry.weights) / Double(max(most, 1))
    let halves = max(Int((share * Double(columns * 2)).rounded()), columns > 0 ? 1 : 0)
    return String(repeating: "█", count: halves / 2) + (halves.isMultiple(of: 2) ? "" : "▌")
  }
}
