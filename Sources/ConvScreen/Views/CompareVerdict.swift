import ConvCore

/// How far the two maps agree, everywhere and here.
struct CompareVerdict {
  private let model: Model
  private let contrast: Contrast
  private let comparison: Comparison

  init(_ model: Model, _ contrast: Contrast) {
    self.model = model
    self.contrast = contrast
    comparison = contrast.comparison
  }

  func draw(_ rect: Rect, into frame: inout Frame) {
    var lines = [everywhere, here(columns: rect.columns)]
    let shares = shares
    if let row = lines.indices.first(where: { lines[$0].width + shares.width <= rect.columns }) {
      lines[row] = lines[row] + shares
    }
    for (row, line) in lines.enumerated() {
      frame.write(line, column: rect.column, row: rect.row + row, columns: rect.columns)
    }
  }

  /// `equal at 256 of 256 positions where both respond, max |Δ| 0`.
  private var everywhere: Line {
    guard contrast.isReady, model.stage.isFilled else {
      return Line(model.say("comparing …"), .structure)
    }
    guard comparison.compared > 0, let largest = comparison.largest else {
      return Line(model.say("nowhere do both respond"), .title)
    }
    let channels = comparison.differences.shape.channels
    let counted =
      channels > 1
      ? "elements of \(channels) maps" : plural(comparison.compared, "position")
    let condition = isEverywhere ? "" : " where both respond"
    let equal = model.hidesLater ? "?" : grouped(comparison.equal)
    let difference = model.hidesLater ? "?" : NumberFormat.short(largest.difference)
    var line = Line(
      figures: model.say(
        "equal at \(equal) of \(grouped(comparison.compared)) "
          + "\(counted)\(condition), max |Δ| \(difference)"))
    guard !model.hidesLater else { return line }
    if largest.difference != 0 {
      let place = largest.position
      line.add(" " + model.say("at (\(place.row), \(place.column))"), .structure)
    }
    return line
  }

  /// Every element of both maps is compared.
  private var isEverywhere: Bool {
    [contrast.first, contrast.second].allSatisfy {
      comparison.compared == $0.responding && comparison.compared == $0.output.count
    }
  }

  /// `A responds at 2,304 of 9,216, B at all 9,216`, where not all elements are compared.
  private var shares: Line {
    guard contrast.isReady, model.stage.isFilled, comparison.compared > 0, !isEverywhere,
      !model.hidesLater
    else { return Line() }
    func share(_ side: Contrast.Side) -> String {
      side.responding == side.output.count
        ? "all \(grouped(side.output.count))"
        : "\(grouped(side.responding)) of \(grouped(side.output.count))"
    }
    let words = "A responds at \(share(contrast.first)), B at \(share(contrast.second))"
    return Line("   " + model.say(words), .structure)
  }

  /// The present pair: A − B, and what a pool leaves of its window.
  private func here(columns: Int) -> Line {
    let here = Line(model.say("here") + " ", .structure)
    let opened = model.opened
    guard let other = model.otherOpened else {
      return here + Line(model.say("no element of B has its field's middle where A's has"))
    }
    let values =
      Line("A", .accent) + Line(" \(value(opened))   ") + Line("B", .otherAccent)
      + Line(" \(value(other))   ")
    let difference = model.hidesValue ? "?" : NumberFormat.short(opened.value - other.value)
    var line = Line("A − B = ") + Line(difference, .title)
    if let distance { line.add("   " + model.say(distance), .structure) }
    var wordings = losses(opened, other).map { line + Line("   ") + $0 }
    wordings.append(line)
    // The sums say the values too.
    if let first = wordings.first { wordings.insert(values + first, at: 0) }
    return wordings.map { here + $0 }.first { $0.width <= columns } ?? here + line
  }

  private func value(_ opened: Model.Opened) -> String {
    model.hidesValue ? "?" : NumberFormat.short(opened.value)
  }

  /// How varied a pools' window is, and how far each pool's value lies below its strongest element;
  /// the second by itself where there is no room for both.
  private func losses(_ first: Model.Opened, _ second: Model.Opened) -> [Line] {
    guard first.step.pools, second.step.pools, !model.hidesValue,
      let strongest = first.step.data.max()
    else { return [] }
    let (one, two) = (strongest - first.value, strongest - second.value)
    let variance = model.say("variance \(NumberFormat.short(first.step.variance))") + "   "
    let below = model.say(
      "below the strongest \(NumberFormat.short(strongest)): "
        + "A \(NumberFormat.short(one)), B \(NumberFormat.short(two))")
    return [Line(figures: variance + below), Line(figures: below)]
  }

  /// How far B looks beyond A, where the two do not look at the same middle.
  private var distance: String? {
    let rows = comparison.alignment.rows.offsets[model.setup.position.row]
    let columns = comparison.alignment.columns.offsets[model.setup.position.column]
    let words = [(rows, "down", "up"), (columns, "right", "left")].filter { $0.0 != 0 }
      .map { "\(NumberFormat.short(Float(abs($0.0)))) \($0.0 > 0 ? $0.1 : $0.2)" }
    return words.isEmpty ? nil : "B looks \(words.joined(separator: ", "))"
  }
}

extension Step {
  /// Takes one number for many without weights, as pools do.
  fileprivate var pools: Bool {
    switch reduction {
    case .maximum, .mean, .norm: true
    case .sum, .copy, .rectified: false
    }
  }
}

extension Line {
  /// A sentence whose figures stand out.
  init(figures sentence: String) {
    self.init()
    var word = ""
    var isFigure = false
    let characters = Array(sentence)
    func isPart(_ place: Int) -> Bool {
      let character = characters[place]
      guard isFigure, ",.e−".contains(character) else {
        return character.isNumber || character == "∞"
      }
      // A comma after a figure belongs to the sentence.
      return place + 1 < characters.count && (characters[place + 1].isNumber || character == "e")
    }
    for (place, character) in characters.enumerated() {
      if isPart(place) != isFigure {
        add(word, isFigure ? .title : .plain)
        word = ""
        isFigure.toggle()
      }
      word.append(character)
    }
    add(word, isFigure ? .title : .plain)
  }
}
