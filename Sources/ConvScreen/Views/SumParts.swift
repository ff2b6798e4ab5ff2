import ConvCore

/// A sum that is too long to open term by term, as the parts that its kernel rows or its channels
/// give.
struct SumParts {
  private let step: Step
  private let language: Language
  private let hidesResults: Bool
  private let channels: Int

  init(_ step: Step, language: Language, hidesResults: Bool) {
    self.step = step
    self.language = language
    self.hidesResults = hidesResults
    channels = Set(step.taps.map(\.place.channel)).count
  }

  /// The finest parts that so many rows hold, the coarsest there are where none do; nil for a rule
  /// that has no parts.
  func lines(rows: Int, columns: Int) -> [Line]? {
    guard step.hasParts else { return nil }
    let byRow = lines(columns) {
      Pair($0.place.channel, $0.place.row)
    } label: { tap in
      (channels > 1 ? language.say("channel") + " \(tap.place.channel)  " : "")
        + language.say("row") + " \(NumberFormat.short(Float(tap.place.row)))"
    }
    guard byRow.count > rows else { return byRow }
    guard channels > 1 else { return joined("by rows", \.place.row, columns: columns) }
    let byChannel = lines(columns) {
      Pair($0.place.channel, 0)
    } label: {
      language.say("channel") + " \($0.place.channel)"
    }
    guard byChannel.count > rows else { return byChannel }
    let joined = joined("by channels", \.place.channel, columns: columns)
    return joined.count <= rows ? joined : byChannel
  }

  /// The parts of all rows, or of all channels, one after another.
  private func joined(_ name: String, _ key: (Tap) -> Int, columns: Int) -> [Line] {
    let parts = Dictionary(grouping: step.taps, by: key).sorted { $0.key < $1.key }
    let values = parts.map { hidesResults ? "?" : NumberFormat.short(step.value(of: $0.value)) }
    let text =
      step.reduction == .maximum ? values.joined(separator: "   ") : NumberFormat.joined(values)
    let line = Line(language.say(name) + "  ", .structure) + Line(text)
    return line.width <= columns ? [line] : line.wrapped(columns: columns)
  }

  /// Without the numbers of terms where a value would be cut.
  private func lines(
    _ columns: Int, by key: (Tap) -> Pair, label: (Tap) -> String
  ) -> [Line] {
    var parts: [[Tap]] = []
    for tap in step.taps {
      if let last = parts.last?.last, key(last) == key(tap) {
        parts[parts.count - 1].append(tap)
      } else {
        parts.append([tap])
      }
    }
    let labels = parts.map { label($0[0]) }
    let values = parts.map { hidesResults ? "?" : NumberFormat.short(step.value(of: $0)) }
    let counts = parts.map { language.say("\($0.count) \(plural($0.count, "term"))") }
    let widths = [labels, counts, values].map { $0.map(\.width).max() ?? 0 }
    let hasCounts = widths.reduce(0, +) + "   = ".width <= columns
    return parts.indices.map { part in
      let count = hasCounts ? "  " + counts[part].right(widths[1]) : ""
      return Line(labels[part].left(widths[0]) + count + " = ", .structure)
        + Line(values[part].right(widths[2]))
    }
  }
}

extension Step {
  /// Parts of its taps can be taken by themselves, and then together.
  fileprivate var hasParts: Bool {
    switch reduction {
    case .sum, .mean, .maximum: true
    case .norm, .copy, .rectified: false
    }
  }

  /// The sum, or the maximum, of some taps.
  fileprivate func value(of taps: [Tap]) -> Float {
    guard reduction != .maximum else { return taps.map(\.input).max() ?? -.infinity }
    return Float(taps.reduce(0.0) { $0 + Double($1.input) * Double($1.weight ?? 1) })
  }
}
