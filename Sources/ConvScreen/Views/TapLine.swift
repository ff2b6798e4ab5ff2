import ConvCore

/// The tap in focus with what it reads and gives: in as many words as fit, with every number whole.
struct TapLine {
  private let step: Step
  private let index: Int
  private let language: Language
  private let hidesResults: Bool

  init(_ step: Step, tap: Int, language: Language, hidesResults: Bool) {
    self.step = step
    index = tap
    self.language = language
    self.hidesResults = hidesResults
  }

  func line(columns: Int) -> Line {
    let ways = Brevity.allCases.map(line)
    return ways.first { $0.width <= columns } ?? ways[ways.count - 1]
  }

  /// What is left out, each together with all before it.
  private enum Brevity: Int, CaseIterable {
    case nothing, blanks, count, kernel, source, tap

    static func < (one: Brevity, other: Brevity) -> Bool { one.rawValue < other.rawValue }
  }

  private func line(_ brevity: Brevity) -> Line {
    let tap = step.taps[index]
    var line = Line()
    if brevity < .tap {
      let place = brevity < .count ? "tap \(index + 1) of \(step.taps.count)" : "tap \(index + 1)"
      line.add(language.say(place) + "  ", .accent)
    }
    line.add(language.say("so far") + " ", .structure)
    line.add(hidesResults ? "?" : NumberFormat.short(step.value(after: index + 1)), .accent)
    line.add("  ")
    line.add(source(of: tap, brevity))
    line.add(NumberFormat.short(tap.input), .title)
    if let weight = tap.weight {
      let kernel = subscripts("kernel", [tap.kernel.rows, tap.kernel.columns], brevity)
      line.add(" × " + (brevity < .kernel ? "\(kernel) " : ""))
      line.add(NumberFormat.short(weight), .title)
      line.add(" = \(NumberFormat.short(tap.product))")
    }
    if case .norm(let power, _, _) = step.reduction, power.isFinite {
      line.add("^\(NumberFormat.short(power))")
      line.add(" = \(NumberFormat.short(Step.power(of: tap.input, power)))")
    }
    return line
  }

  /// The element or the padding that is read, and a blank.
  private func source(of tap: Tap, _ brevity: Brevity) -> String {
    guard brevity < .source else { return tap.isPadding ? language.say("padding") + " " : "" }
    let place = tap.place
    switch tap.source {
    case place?: return element(place, brevity) + " "
    case let source?: return language.say("padding repeats \(element(source, brevity))") + " "
    case nil:
      let words = "padding at row \(signed(place.row)), column \(signed(place.column))"
      return language.say(words) + ": "
    }
  }

  private func element(_ place: Position, _ brevity: Brevity) -> String {
    subscripts("input", [place.channel, place.row, place.column], brevity)
  }

  private func subscripts(_ name: String, _ places: [Int], _ brevity: Brevity) -> String {
    let comma = brevity < .blanks ? ", " : ","
    return "\(name)[\(places.map(String.init).joined(separator: comma))]"
  }
}
