import ConvCore

/// A caption in its pieces: words, and figures that the program works out.
///
/// `{name}` is a figure of `Figures`, `{before.name}` the same after the step before; `{a / b}` and
/// `{a % b}` are a quotient and a share; `{은/는}` is the Korean particle that fits the sound before it;
/// `*words*` stand out.
struct CaptionText: Hashable, Sendable {
  private(set) var pieces: [Piece] = []

  struct Piece: Hashable, Sendable {
    var content: Content
    var isStrong = false
  }

  enum Content: Hashable, Sendable {
    case words(String)
    case figure(FigureName)
    case quotient(FigureName, FigureName)
    /// The first as a percentage of the second.
    case share(FigureName, FigureName)
    case particle(Particle)
  }

  /// Refused when a brace or a star has no second one.
  init(_ text: String) throws(Refusal) {
    var rest = Substring(text)
    var isStrong = false
    while let first = rest.first {
      if first == "*" {
        isStrong.toggle()
        rest = rest.dropFirst()
      } else if first == "{" {
        guard let end = rest.firstIndex(of: "}") else {
          throw Refusal("opens a brace that it does not close: \(rest.prefix(20))")
        }
        let inside = rest[rest.index(after: rest.startIndex)..<end]
        pieces.append(Piece(content: CaptionText.content(inside), isStrong: isStrong))
        rest = rest[rest.index(after: end)...]
      } else {
        let words = rest.prefix { $0 != "*" && $0 != "{" }
        pieces.append(Piece(content: .words(String(words)), isStrong: isStrong))
        rest = rest.dropFirst(words.count)
      }
    }
    guard !isStrong else { throw Refusal("has a '*' that no second one closes") }
  }

  private static func content(_ inside: Substring) -> Content {
    if let particle = Particle(inside) { return .particle(particle) }
    let words = inside.split(separator: " ")
    guard words.count == 3 else { return .figure(FigureName(inside)) }
    let (first, second) = (FigureName(words[0]), FigureName(words[2]))
    switch words[1] {
    case "/": return .quotient(first, second)
    case "%": return .share(first, second)
    default: return .figure(FigureName(inside))
    }
  }

  /// Refused when a number is written out, or when a figure does not exist at this place.
  func check(stepsBefore: Int) throws(Refusal) {
    for piece in pieces {
      switch piece.content {
      case .words(let words):
        guard let digit = words.first(where: { ("0"..."9").contains($0) }) else { continue }
        throw Refusal("writes the digit '\(digit)': let the program work it out, between braces")
      case .figure(let name): try name.check(stepsBefore: stepsBefore)
      case .quotient(let first, let second), .share(let first, let second):
        try first.check(stepsBefore: stepsBefore)
        try second.check(stepsBefore: stepsBefore)
      case .particle: continue
      }
    }
  }

  /// The caption with its figures, from what every step up to the present one led to.
  ///
  /// A figure that there is not at this place stays as it is written.
  func line(from states: [Model]) -> Line {
    var line = Line()
    var written = ""
    for piece in pieces {
      let text = text(of: piece.content, after: written, states)
      written += text
      line.add(text, piece.isStrong ? .accent : .plain)
    }
    return line
  }

  private func text(of content: Content, after written: String, _ states: [Model]) -> String {
    switch content {
    case .words(let words): words
    case .figure(let name): name.figure(in: states)?.text ?? "{\(name.written)}"
    case .particle(let particle): particle.text(after: written)
    case .quotient(let first, let second):
      first.quotient(by: second, in: states).map { NumberFormat.short(Float($0)) }
        ?? "{\(first.written) / \(second.written)}"
    case .share(let first, let second):
      first.quotient(by: second, in: states).map { percentage($0) }
        ?? "{\(first.written) % \(second.written)}"
    }
  }

  /// With one digit after the point: `7.4 %`, never broken before the sign.
  private func percentage(_ quotient: Double) -> String {
    let (whole, rest) = Int((quotient * 1000).rounded()).quotientAndRemainder(dividingBy: 10)
    return (rest == 0 ? "\(whole)" : "\(whole).\(rest)") + "\u{A0}%"
  }
}

/// The name of a figure, and how many steps before the present one it is looked up.
struct FigureName: Hashable, Sendable {
  let written: String
  private let name: String
  private let stepsBack: Int

  init(_ written: some StringProtocol) {
    self.written = String(written)
    var rest = self.written[...]
    var stepsBack = 0
    while rest.hasPrefix("before.") {
      rest = rest.dropFirst("before.".count)
      stepsBack += 1
    }
    name = String(rest)
    self.stepsBack = stepsBack
  }

  fileprivate func check(stepsBefore: Int) throws(Refusal) {
    guard Figures.has(name) else {
      let names = Figures.names.joined(separator: ", ")
      throw Refusal("has '{\(written)}', which is no figure: there are \(names)")
    }
    guard stepsBack <= stepsBefore else {
      throw Refusal("has '{\(written)}', but there are \(stepsBefore) steps before this one")
    }
  }

  fileprivate func figure(in states: [Model]) -> Figure? {
    let place = states.count - 1 - stepsBack
    return states.indices.contains(place) ? Figures.figure(name, of: states[place]) : nil
  }

  fileprivate func quotient(by other: FigureName, in states: [Model]) -> Double? {
    guard let dividend = figure(in: states)?.number, let divisor = other.figure(in: states)?.number,
      divisor != 0
    else { return nil }
    return dividend / divisor
  }
}
