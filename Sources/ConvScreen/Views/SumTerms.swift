import ConvCore

/// The taps of one output element as lines of terms, row by row of the kernel.
struct SumTerms {
  private let step: Step
  /// The place of the tap that a max pool chose.
  private let winner: Int?
  private let tap: Int?
  private let channels: Int
  private let columns: Int
  private let language: Language
  private let hidesResults: Bool
  private let words: (channel: String, row: String)

  /// `tap` is the one in focus, `channels` are the input's; lines are at most `columns` wide.
  init(
    _ step: Step, tap: Int?, channels: Int, columns: Int, language: Language = .english,
    hidesResults: Bool = false
  ) {
    self.step = step
    winner = step.winner
    self.tap = tap
    self.channels = channels
    self.columns = columns
    self.language = language
    self.hidesResults = hidesResults
    words = (language.say("channel"), language.say("row"))
  }

  /// The lines that so many rows can show, the tap in focus among them, and which they are when
  /// there are more.
  func shown(rows: Int) -> (lines: [Line], place: String?) {
    let widths = self.widths
    let lines = self.lines(of: widths.perLine)
    let top = firstLine(lines, room: rows)
    // A window may have far more taps than the screen has room for.
    let shown = lines.dropFirst(top).prefix(rows).map { text($0, widths) }
    guard rows > 0, lines.count > rows else { return (shown, nil) }
    return (
      shown, "  " + language.say("lines \(top + 1)–\(top + rows) of \(lines.count)")
    )
  }

  /// How wide the parts are that all lines have in common.
  private struct Widths {
    var label: Int
    var input: Int
    var weight: Int
    /// The terms of the longest line.
    var terms: Int
    /// How many terms a line holds at most.
    var perLine: Int
  }

  private var widths: Widths {
    let input = width(step.taps.map { self.input($0) })
    let weight = width(step.taps.map { $0.weight.map(NumberFormat.short) ?? "" })
    let label = width(step.rowStarts.map { self.label(step.taps[$0]) })
    let term = input + (weight > 0 ? weight + 1 : 0) + 3
    let perLine = self.perLine(term: term, room: columns - label - 2)
    let longest = min(perLine, Set(step.taps.map(\.place.column)).count)
    return Widths(
      label: label, input: input, weight: weight, terms: longest * term - 3, perLine: perLine)
  }

  /// The taps of each line: a row of the kernel, in parts where it is too long.
  private func lines(of perLine: Int) -> [Range<Int>] {
    let starts = step.rowStarts
    return zip(starts, starts.dropFirst() + [step.taps.count]).flatMap { start, end in
      stride(from: start, to: end, by: perLine).map { $0..<min($0 + perLine, end) }
    }
  }

  /// The line from which on the terms are shown: the tap in focus stays in sight.
  private func firstLine(_ lines: [Range<Int>], room: Int) -> Int {
    guard let tap, let line = lines.firstIndex(where: { $0.contains(tap) }) else { return 0 }
    return max(min(line - room / 2, lines.count - room), 0)
  }

  /// The terms that a line holds beside its sum: a whole row of the kernel, if it can.
  private func perLine(term: Int, room: Int) -> Int {
    guard hasSums else { return max((room + 3) / term, 1) }
    let rows = Dictionary(grouping: step.taps) { Pair($0.place.channel, $0.kernel.rows) }
    let sums = rows.values.map { NumberFormat.short(sum($0)) }
    let longest = rows.values.map(\.count).max() ?? 1
    guard longest * term + width(sums) > room else { return longest }
    // Sums of parts may be longer than those of whole rows.
    return max((room - SumTerms.widestSum) / term, 1)
  }

  /// The columns of a sum that `NumberFormat.short` writes, at most: `−1.2e−38` or `−9999999`.
  private static let widestSum = 9

  private func width(_ texts: [String]) -> Int { texts.map(\.width).max() ?? 0 }

  /// Lines end with the sum of their terms.
  private var hasSums: Bool {
    if case .sum = step.reduction { true } else { exponent != nil }
  }

  /// The power that a norm raises its inputs to.
  private var exponent: Float? {
    if case .norm(let power, _, _) = step.reduction, !power.isInfinite { power } else { nil }
  }

  /// A tap's input, raised to the norm's power: `3^2`, `(−3)^2`.
  private func input(_ tap: Tap) -> String {
    let number = NumberFormat.short(tap.input)
    guard let exponent else { return number }
    return (tap.input < 0 ? "(\(number))" : number) + "^\(NumberFormat.short(exponent))"
  }

  private func sum(_ taps: some Sequence<Tap>) -> Float {
    Float(
      taps.reduce(0.0) { sum, tap in
        sum
          + (exponent.map { Double(Step.power(of: tap.input, $0)) }
            ?? Double(tap.input) * Double(tap.weight ?? 1))
      })
  }

  /// The sum of a line's terms, as far as they are walked.
  private func result(of range: Range<Int>) -> String {
    guard !hidesResults else { return "?" }
    let walked = tap.map { max($0 + 1 - range.lowerBound, 0) } ?? range.count
    return walked == 0 ? "…" : NumberFormat.short(sum(step.taps[range].prefix(walked)))
  }

  private func label(_ tap: Tap) -> String {
    (channels > 1 ? "\(words.channel) \(tap.place.channel)  " : "")
      + "\(words.row) \(signed(tap.place.row))"
  }

  private func text(_ range: Range<Int>, _ widths: Widths) -> Line {
    var line = Line(label(step.taps[range.lowerBound]).left(widths.label) + "  ", .structure)
    let start = line.width
    for index in range {
      let tap = step.taps[index]
      var term = input(tap).right(widths.input)
      if let weight = tap.weight {
        term += "×" + NumberFormat.short(weight).left(widths.weight)
      }
      line.add(term, style(of: index))
      if index < range.upperBound - 1 { line.add(separator, .structure) }
    }
    if hasSums {
      line.add(String(repeating: " ", count: max(start + widths.terms - line.width, 0)))
      line.add(" = ", .structure)
      line.add(result(of: range))
    }
    return line
  }

  private var separator: String {
    switch step.reduction {
    case .norm(let power, _, _) where power.isInfinite: "   "
    case .sum, .mean, .norm: " + "
    case .maximum, .copy, .rectified: "   "
    }
  }

  private func style(of index: Int) -> Style {
    if index == tap { return .tap }
    if let tap, index > tap { return .structure }
    if tap == nil, index == winner, !hidesResults { return .window }
    return step.taps[index].isPadding ? .structure : .plain
  }
}

extension Step {
  /// The taps that begin a row of the kernel, channel by channel.
  var rowStarts: [Int] {
    taps.indices.filter { index in
      index == 0 || taps[index].place.channel != taps[index - 1].place.channel
        || taps[index].kernel.rows != taps[index - 1].kernel.rows
    }
  }
}
