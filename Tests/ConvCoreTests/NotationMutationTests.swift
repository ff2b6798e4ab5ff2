import ConvCore
import Foundation
import Testing

// A million, under the address sanitizer: as in ConvFilesTests/MutationTests.swift.
private let count =
  ProcessInfo.processInfo.environment["MUTATIONS"].flatMap { Int($0) } ?? 20_000

@Test func `a mutated notation is read or refused, and what is read is reported or refused`() {
  var mutation = NotationMutation(seed: 20_000)
  var reports = 0
  var refused = 0
  for _ in 0..<count {
    do throws(Refusal) {
      let network = try Notation.network(mutation.text())
      let weight = network.layers.lazy.compactMap(\.operation.parameterShape).first?.weight
      let input = Shape(channels: weight?.channels ?? 1, height: 12, width: 13)
      _ = try Report(of: network, input: input, limit: MemoryLimit(bytes: 1 << 20))
      for layer in network.layers { _ = layer.operation.notation(short: true) }
      reports += 1
    } catch { refused += 1 }
  }
  // Damage that is always refused, or never, would prove little.
  #expect(reports > count / 50 && refused > count / 20, "\(refused) of \(count) refused")
}

/// A seeded source of damaged layers.
private struct NotationMutation {
  private var random: Seeded
  private let texts =
    (Form.all.map(\.text) + Stack.all.map(\.text) + Fixture.cases.prefix(200).map(\.layers))
    .map { Array($0.unicodeScalars) }

  init(seed: Int) { random = Seeded(seed) }

  private static let scraps = [
    "(", ")", "[", "]", ",", "=", "'", "\"", "-", "--", "+", ".", "_", "e", "1e", "999999999999",
    "9223372036854775808", "-9223372036854775808", "None", "True", "float('nan')", "inf", "\n", "#",
    ":", "(0):", "nn.", "nn.Sequential(", "nn.ReLU()", "\u{0}", "é", "👩‍👩‍👧", "٣", "\\", "0x1", "((((",
    " ", "\t", "2147483647", "2147483648", "stride=", "padding='same'", "(1,)", "()", "[[[[",
    "1000000", "dilation=1000000", "1e400", "nan", "padding=((0, 1), (2, 3))",
  ].map { Array($0.unicodeScalars) }

  /// A text, damaged in one to four places.
  mutating func text() -> String {
    var text = texts[random.integer(0...texts.count - 1)]
    for _ in 0...random.integer(0...3) { damage(&text) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text)
    return String(view)
  }

  private mutating func damage(_ text: inout [Unicode.Scalar]) {
    let start = random.integer(0...text.count)
    switch random.integer(0...4) {
    case 0:
      let scrap = NotationMutation.scraps[random.integer(0...NotationMutation.scraps.count - 1)]
      text.insert(contentsOf: scrap, at: start)
    case 1: text.removeSubrange(start..<min(start + random.integer(0...5), text.count))
    case 2: text.removeSubrange(start..<text.count)
    case 3:
      let digit = text[start...].firstIndex { ("0"..."9").contains($0) } ?? start
      text.insert(contentsOf: String(random.integer(0...99_999)).unicodeScalars, at: digit)
    default: text.append(contentsOf: text[start...].prefix(20))
    }
  }
}
