import ConvCore
import Testing

@testable import ConvScreen
@testable import convscope

/// What the Compare view must say of a named comparison.
private struct Claim: CustomTestStringConvertible {
  let name: String
  let verdict: String
  var testDescription: String { name }

  /// Computed by PyTorch 2.15 on the same samples and weights.
  static let all = [
    Claim(name: "dilation", verdict: "equal at 9 of 49 positions, max |Δ| 9 at (1, 2)"),
    Claim(name: "max-average", verdict: "equal at 0 of 9 positions, max |Δ| 2.556 at (2, 0)"),
    Claim(
      name: "depthwise", verdict: "equal at 4 of 192 elements of 3 maps, max |Δ| 87 at (3, 2)"),
    Claim(
      name: "separable", verdict: "equal at 9 of 512 elements of 8 maps, max |Δ| 211 at (3, 2)"),
    Claim(name: "padding", verdict: "equal at 25 of 25 positions where both respond, max |Δ| 0"),
    Claim(name: "include-pad", verdict: "equal at 1 of 9 positions, max |Δ| 0.9722 at (0, 2)"),
    Claim(name: "ceil-mode", verdict: "equal at 4 of 4 positions where both respond, max |Δ| 0"),
    Claim(name: "phases", verdict: "equal at 0 of 16 positions, max |Δ| 1 at (0, 0)"),
    Claim(
      name: "sparse-dense",
      verdict: "equal at 2,304 of 2,304 positions where both respond, max |Δ| 0"),
  ]
}

/// An explorer without a terminal, and what the program around it does.
private struct Tour {
  private let options: ExploreOptions
  var model: Model

  init(_ size: Size) throws {
    options = try ExploreOptions.parse([])
    model = try options.model(size: size, isDark: true)
  }

  mutating func perform(_ effect: Effect?) {
    if let effect, let answer = options.perform(effect) { _ = model.update(answer) }
    while model.nextTick == 0 { _ = model.update(.tick) }
  }
}

@Test(arguments: Claim.all)
private func `every named comparison says what PyTorch finds`(_ claim: Claim) throws {
  for size in [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)] {
    var tour = try Tour(size)
    tour.perform(tour.model.run("compare \(claim.name)"))
    #expect(!tour.model.status.isAlarm)
    let text = tour.model.frame().text
    #expect(text.contains(claim.verdict), "\(text)")
  }
}

@Test func `the named comparisons follow one another in a circle`() throws {
  var tour = try Tour(Size(columns: 80, rows: 20))
  tour.perform(tour.model.update(.key("4")))
  var names: [String] = []
  for _ in 0..<10 {
    tour.perform(tour.model.update(.key("n")))
    names.append(tour.model.setup.alternative?.name ?? "")
  }
  #expect(names == Claim.all.map(\.name) + ["dilation"])
}
