import ConvCore
import Testing

@testable import ConvScreen
@testable import convscope

/// What a caption says of its step, from a paper, from PyTorch or from a formula.
private struct Claim: CustomTestStringConvertible {
  var lesson: String
  /// Counted from 1.
  var step: Int
  var words: [String]
  var testDescription: String { "\(lesson) \(step)" }
}

private let claims = [
  // Four equal values, and one strong among zeros: (64 − 16) / 4 = 12 is the variance of 0 8 0 0.
  Claim(lesson: "pooling", step: 2, words: ["variance of 12"]),
  Claim(lesson: "pooling", step: 3, words: ["8, found at row, column (0, 3)"]),
  Claim(lesson: "pooling", step: 5, words: ["2: the sum 8 divided by 4", "25 %"]),
  Claim(lesson: "pooling", step: 7, words: ["2 for both", "0 here and 12 there", "2 against 8"]),
  // (2·6 + 8 + 9 + 8 + 8 + 7 + 1 + 3 + 9 + 9) / 24 = 74 / 24
  Claim(lesson: "pooling", step: 8, words: ["24 values become 3.083"]),
  // ⌊(n − k) / s⌋ + 1; n5 k2 s2 leaves a row and a column: 25 − 16 = 9.
  Claim(lesson: "convolution", step: 3, words: ["9·9 = 81 multiply-accumulates"]),
  Claim(lesson: "convolution", step: 5, words: ["2×2", "81 MACs become 36"]),
  Claim(lesson: "convolution", step: 7, words: ["9 of 25 inputs are never read", "(1.5 down)"]),
  // At a corner of padding 1 four of nine taps read data; (3·5)² − 13² = 56 taps on padding.
  Claim(lesson: "convolution", step: 8, words: ["4 of 9 taps", "56 of all 225 MACs"]),
  Claim(lesson: "receptive-field", step: 3, words: ["7×7, but 49 weights instead of 9"]),
  Claim(lesson: "receptive-field", step: 5, words: ["7×7 too, with 27 weights rather than 49"]),
  Claim(lesson: "receptive-field", step: 6, words: ["49 paths of taps", "1 from a corner"]),
  // 3 + 2·2 + 2·2 = 11 behind a stride of 2.
  Claim(lesson: "receptive-field", step: 8, words: ["11×11", "jumps 2 pixels", "48×48"]),
  Claim(lesson: "atrous", step: 3, words: ["5×5 instead of 3×3", "9 of 25 positions"]),
  // (33 − 2·rate)² / 33² of the positions.
  Claim(lesson: "atrous", step: 7, words: ["rate 6", "40.5 %"]),
  Claim(lesson: "atrous", step: 8, words: ["Rate 12", "7.4 %"]),
  Claim(lesson: "atrous", step: 9, words: ["Rate 18: 0 %", "just 1 stays on data"]),
  Claim(lesson: "gridding", step: 1, words: ["49 of 49"]),
  Claim(lesson: "gridding", step: 3, words: ["13×13", "49 of 169"]),
  Claim(lesson: "gridding", step: 5, words: ["0. Neighbouring outputs"]),
  // Row 1 of the board is 0 1 0 1 …: from an odd column all taps read ones, from an even one zeros.
  Claim(lesson: "gridding", step: 7, words: ["0, beside 1"]),
  Claim(lesson: "gridding", step: 8, words: ["17×17", "289 of 289", "27 weights"]),
  // DeepLab's Fig. 3 on 96×96: 49·48² + 48² MACs with the implanting, 49·96² without.
  Claim(lesson: "sparse-dense", step: 3, words: ["2,304 of 9,216", "25 %"]),
  Claim(lesson: "sparse-dense", step: 5, words: ["9,216 positions", "49 weights"]),
  Claim(lesson: "sparse-dense", step: 7, words: ["2,304 of 2,304", "|Δ| 0."]),
  Claim(lesson: "sparse-dense", step: 8, words: ["451,584 MACs against 115,200"]),
  Claim(lesson: "channels", step: 1, words: ["3 channels", "27 weights"]),
  Claim(lesson: "channels", step: 7, words: ["4·3·3·3 = 108", "12 connections"]),
  // M·C·K² = 81 for C = M = 3, C·K² = 27.
  Claim(lesson: "depthwise", step: 3, words: ["3 connections, 27 weights instead of 81"]),
  // 8·3·9 = 216, 3·9 + 3·8 = 51; 3·9 + 3·64 = 219 of 1,728.
  Claim(lesson: "separable", step: 3, words: ["51 weights instead of 216", "23.6 %"]),
  Claim(lesson: "separable", step: 7, words: ["0.1267", "219 weights against 1,728"]),
  Claim(lesson: "cost", step: 1, words: ["18,432 weights", "42,467,328 MACs"]),
  Claim(lesson: "cost", step: 3, words: ["2,336: 288 + 32·64", "0.1267", "5,382,144"]),
  // 1/256 + 1/9 = 0.1150; 128·9 + 128·256 = 33,920.
  Claim(lesson: "cost", step: 5, words: ["0.1150", "33,920"]),
  Claim(lesson: "pool-or-convolve", step: 3, words: ["39 parameters", "3 into each map"]),
  Claim(lesson: "pool-or-convolve", step: 9, words: ["0 of 16: A is all 1, B all 0"]),
  Claim(lesson: "rules", step: 2, words: ["1 of its 2·2 places", "= 3 (1.5 up)"]),
  Claim(lesson: "rules", step: 4, words: ["By 9, giving 0.4444"]),
  Claim(lesson: "rules", step: 5, words: ["4 / 4 = 1, instead of 0.4444"]),
  Claim(lesson: "rules", step: 7, words: ["It is −2", "pads with −∞"]),
  Claim(lesson: "rules", step: 9, words: ["1 before and 2 after"]),
]

extension Model {
  /// The whole caption on one line.
  fileprivate var caption: String {
    let lines = CaptionView(self)?.lines ?? []
    return lines.map { $0.spans.map(\.text).joined() }.joined(separator: " ")
      .map { $0 == "\u{A0}" ? " " : String($0) }.joined()
  }
}

@Test func `captions say what papers, PyTorch and formulas say`() throws {
  for lesson in Lesson.all {
    let options = try ExploreOptions.parse(["--language", "en"])
    var model = try options.model(size: Size(columns: 120, rows: 40), isDark: true)
    options.settle(&model, try model.openLesson(named: lesson.name))
    for step in 1...lesson.steps.count {
      while model.nextTick == 0 { _ = model.update(.tick) }
      let said = model.caption
      for words in claims.filter({ $0.lesson == lesson.name && $0.step == step }).flatMap(\.words) {
        #expect(said.contains(words), "\(lesson.name) \(step): \(said)")
      }
      options.settle(&model, model.update(.key(">")))
    }
  }
  #expect(Set(claims.map(\.lesson)) == Set(Lesson.all.map(\.name)))
}

@Test func `Korean captions carry the same numbers, with fitting particles`() throws {
  let rows: [(lesson: String, step: Int, words: [String])] = [
    ("gridding", 3, ["169개 중 49개", "13×13이지만"]), ("gridding", 8, ["289개 중 289개"]),
    ("atrous", 8, ["팽창률 12이다", "7.4 %뿐"]), ("sparse-dense", 3, ["9,216개 중 2,304개", "25 %이다"]),
    ("pooling", 5, ["합 8을 4로 나눈"]), ("rules", 4, ["9로 나누어 0.4444이다"]),
  ]
  for row in rows {
    let options = try ExploreOptions.parse(["--language", "ko"])
    var model = try options.model(size: Size(columns: 200, rows: 60), isDark: true)
    options.settle(&model, try model.openLesson(named: row.lesson))
    for _ in 1..<row.step { options.settle(&model, model.update(.key(">"))) }
    let said = model.caption
    for words in row.words { #expect(said.contains(words), "\(row.lesson): \(said)") }
  }
}

extension TerminalTests {
  @Test func `lessons are listed in the language asked for, or the locale's`() throws {
    let english = try Program(["lesson", "--list"])
    #expect(english.code == 0)
    #expect(english.lines.count == Lesson.all.count + 1)
    #expect(english.output.hasPrefix("pooling\tPooling: what should stand for a whole window?\n"))
    let korean = try Program(["lesson", "--list"], environment: ["LC_ALL": "ko_KR.UTF-8"])
    #expect(korean.output.hasPrefix("pooling\t풀링: "))
    let asked = try Program(["lesson", "--list", "--language", "ko"])
    #expect(asked.output == korean.output)
  }

  @Test func `a lesson needs a terminal, and a name that there is`() throws {
    let headless = try Program(["lesson", "atrous"])
    #expect(headless.code == 1)
    #expect(headless.complaint.hasPrefix("convscope: standard input and output must be a terminal"))
    let unknown = try Program(["lesson", "atrus"])
    #expect(unknown.code == 1)
    #expect(unknown.complaint == "convscope: no lesson is called 'atrus': did you mean atrous?\n")
    #expect(try Program(["explore", "--language", "xx"]).code == 64)
  }

  @Test func `frame shows a lesson, and English where the characters are ASCII`() throws {
    let korean = try Program(["frame", "--lesson", "atrous", "--size", "80x24", "--language", "ko"])
    #expect(korean.output.contains("팽창 합성곱 1/9"))
    let ascii = try Program([
      "frame", "--lesson", "atrous", "--size", "80x24", "--language", "ko", "--ascii",
    ])
    #expect(ascii.output.contains("Atrous convolution 1/9"))
    let predicting = try Program(["frame", "--size", "80x24", "--predict"])
    #expect(predicting.output.contains("= ?"))
  }

  @Test func `the terminal shows a Korean lesson as its frame, and English without UTF-8`() throws {
    let terminal = try PseudoTerminal(
      ["lesson", "gridding", "--language", "ko"], columns: 100, rows: 30)
    try terminal.waitFor("격자 현상 1/8", seconds: 20)
    terminal.send("\r")
    try terminal.waitFor("격자 현상 2/8", seconds: 20)
    terminal.send("d")
    try terminal.waitFor("길을 벗어났다", seconds: 20)
    terminal.send("q")
    #expect(terminal.exit() == .code(0))
    let plain = try PseudoTerminal(
      ["lesson", "gridding", "--language", "ko"], environment: ["LC_ALL": "C"])
    try plain.waitFor("Gridding 1/8", seconds: 20)
    plain.send("q")
    #expect(plain.exit() == .code(0))
  }
}
