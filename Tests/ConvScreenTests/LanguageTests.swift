import ConvCore
import Testing

@testable import ConvScreen

@Test(arguments: [
  ("ko_KR.UTF-8", Language.korean), ("ko", .korean), ("ko_KR.eucKR", .korean), ("kok_IN", .english),
  ("en_US.UTF-8", .english), ("C", .english), ("de_DE@euro", .english), ("", .english),
])
func `the locale chooses the language`(_ locale: String, language: Language) {
  #expect(Language(locale: locale) == language)
}

@Test(arguments: [
  ("9", "은/는", "는"), ("25", "은/는", "는"), ("3", "은/는", "은"), ("1", "이/가", "이"),
  ("7", "으로/로", "로"), ("8", "으로/로", "로"), ("6", "으로/로", "으로"), ("2", "으로/로", "로"),
  ("10", "을/를", "을"), ("5×5", "과/와", "와"), ("7.4 %", "이/가", "가"), ("창", "은/는", "은"),
  ("패딩", "으로/로", "으로"), ("입력", "을/를", "을"), ("크기", "이다/다", "다"), ("탭)", "은/는", "은"),
  ("길", "으로/로", "로"), ("평균(average)", "으로/로", "으로"), ("격자(grid)", "이/가", "가"),
])
func `a particle follows the sound before it`(_ before: String, pair: String, fitting: String)
  throws
{
  let particle = try #require(Particle(pair))
  #expect(particle.text(after: before) == fitting)
}

@Test func `sentences with holes are translated, their parts too`() {
  let korean = Language.korean
  #expect(korean.say("element 3 of 9") == "원소 3/9")
  // A piece of a sentence that begins as another character does is looked for to the end.
  #expect(korean.say("a is é: change kernel_size") == "a is é: change kernel_size")
  #expect(
    korean.say("dilation 1 → 2: output 1×5×5 → 1×3×3, field 3 → 5, MACs 225 → 81")
      == "팽창 1 → 2: 출력 1×5×5 → 1×3×3, 수용 영역 3 → 5, MAC 225 → 81")
  #expect(
    korean.say("undo: stride 2 → 1: size, field, parameters and MACs stay")
      == "되돌리기: 스트라이드 2 → 1: 크기, 영역, 파라미터, MAC은 그대로다")
  #expect(
    korean.say(
      "kernel 5 with dilation 2 spans 9 rows, but the padded input has 7: "
        + "add 1 to the padding or make the kernel smaller")
      == "커널 5, 팽창 2이면 9행에 걸치는데 패딩한 입력은 7행뿐이다: 패딩을 1 늘리거나 커널을 줄인다")
  #expect(korean.say("nn.Conv2d(1, 1, kernel_size=3)") == "nn.Conv2d(1, 1, kernel_size=3)")
  #expect(
    korean.say("out[0, 0, 0] = Σ of 3 channel sums") == "out[0, 0, 0] = Σ of 3 channel sums")
  #expect(
    korean.say("input[0, 0, 0] = 0.6862745: read by 1 output of each map")
      == "input[0, 0, 0] = 0.6862745: 맵마다 출력 1개가 읽는다")
  #expect(
    korean.say("36 taps over 4 channels, 20 on data, 16 on padding")
      == "채널 4개에 걸친 탭 36개, 데이터 위 20개, 패딩 위 16개")
  #expect(korean.say("9 taps, 4 on data, 5 on padding") == "탭 9개, 데이터 위 4개, 패딩 위 5개")
  #expect(korean.say("rows 5 bins over 8") == "행 8에 구간 5개")
  #expect(Language.english.say("element 3 of 9") == "element 3 of 9")
}

@Test func `no row of the table loses a hole`() {
  for (english, row) in Phrases.koreanRows {
    // A hole whose text stays as it is counts like any other.
    let korean = String(row.filter { $0 != "!" })
    let holes = english.split(separator: "{}", omittingEmptySubsequences: false).count - 1
    for hole in 0..<holes { #expect(korean.contains("{\(hole)}"), "\(english)") }
    #expect(!korean.contains("{\(holes)}"), "\(english)")
    #expect(korean != english)
  }
}

@Test func `lines break between words, and long words anywhere`() {
  let line = Line("합성곱은 커널을 ", .plain) + Line("입력 위에서", .accent) + Line(" 옮긴다abcdefghijkl.")
  let lines = line.wrapped(columns: 12)
  #expect(
    lines.map { $0.spans.map(\.text).joined() }
      == ["합성곱은", "커널을 입력", "위에서", "옮긴다abcdef", "ghijkl."])
  #expect(lines.allSatisfy { $0.width <= 12 })
}

/// Layers and keys that bring much of the screen up.
private let scenes: [(String, String)] = [
  ("nn.Conv2d(1, 2, 3, padding=1)", ". . ."), ("nn.MaxPool2d(3, 2)", "Right"),
  ("nn.AvgPool2d(3, 2, 1)", "?"), ("nn.AdaptiveAvgPool2d(3)", "Tab Tab Tab"),
  ("nn.ConvTranspose2d(1, 1, 3, stride=2)", "Down"),
  ("nn.Sequential(nn.Conv2d(1, 2, 3), nn.Conv2d(2, 2, 3))", "] BTab"),
]

/// What stands in a row, but for pictures, which are as wide as the titles leave room.
private func words(_ frame: Frame, row: Int) -> [Substring] {
  frame.text.split(separator: "\n", omittingEmptySubsequences: false)[row].split(separator: " ")
    .filter { word in !word.contains { "▀▼▶".contains($0) } }
}

@Test(arguments: scenes)
func `Korean shows the maps that English shows, and cuts no character`(
  _ layers: String, keys: String
) throws {
  for size in [
    Size(columns: 60, rows: 20), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
  ] {
    var english = try Model.example(layers, size: size)
    try english.press(keys: keys)
    var korean = english
    korean.options.language = .korean
    let frame = korean.frame()
    expectWhole(frame, layers)
    guard !english.isHelping else { continue }
    let layout = WindowLayout(korean)
    for row in layout.titleRow + 1..<layout.sum.row {
      #expect(words(frame, row: row) == words(english.frame(), row: row))
    }
    #expect(frame.row(1).contains { $0.width == 2 })
  }
}

@Test func `what every key and every command does is said in Korean`() throws {
  let model = try Model.example()
  let keys = Keymap.bindings.flatMap { [$0.label, $0.help, $0.group.rawValue] }
  // Settings say their present value, in PyTorch's notation.
  let commands = PromptCommand.all.map(\.help)
  for words in keys + commands where !words.isNotation {
    let said = Language.korean.say(words)
    #expect(said.width > said.unicodeScalars.count, "\(words)")
  }
  #expect(model.promptCommands.count > commands.count)
}

@Test func `the footer is said in Korean in every view, whatever is in focus`() throws {
  for layers in ["nn.Conv2d(2, 2, 3)", "nn.AvgPool2d(2)"] {
    for keys in [
      "", "Tab", "Tab Tab", "Tab Tab Tab", "?", ":", "2", "3", "3 Tab", "4", "V", "L", "2 V", "4 V",
    ] {
      var model = try Model.example(layers, channels: 2, size: Size(columns: 200, rows: 60))
      model.options.language = .korean
      try model.press(keys: keys)
      for span in Footer(model).line(columns: 200).spans where span.style == .structure {
        let isKnown = span.text.unicodeScalars.contains { $0.isWide }
        #expect(isKnown || span.text.isNotation, "\(keys): \(span.text)")
      }
    }
  }
}

/// A wide character takes two columns, and its second one nothing else.
private func expectWhole(_ frame: Frame, _ scene: String) {
  for row in 0..<frame.size.rows {
    let cells = Array(frame.row(row))
    for (place, cell) in cells.enumerated() {
      #expect(cell.isContinuation == (place > 0 && cells[place - 1].width == 2), "\(scene)")
    }
  }
}

@Test(arguments: ["1", "2", "2 .", "2 Tab", "3", "3 n", "4", "4 .", "L", "?", ":", "1 V", "4 V"])
func `every view is said in Korean at every size, with no half of a character`(
  _ keys: String
) throws {
  for (columns, rows) in [(60, 20), (80, 24), (97, 27), (120, 40), (200, 60)] {
    let size = Size(columns: columns, rows: rows)
    var model = try Model.example("nn.Conv2d(2, 2, 3, padding=1)", channels: 2, size: size)
    model.options.language = .korean
    try model.press(keys: keys)
    while model.nextTick == 0 { _ = model.update(.tick) }
    let frame = model.frame()
    expectWhole(frame, "\(keys) at \(columns)×\(rows)")
    let body = model.body
    let wide = (body.row..<body.row + body.rows).count { row in
      frame.row(row).contains { $0.width == 2 }
    }
    #expect(wide > 0, "\(keys) at \(columns)×\(rows)")
  }
}

@Test(arguments: [
  "nn.Conv2d(3, 6, 3, padding=2, dilation=2)", "nn.Conv2d(3, 6, 3, groups=3)",
  "nn.ConvTranspose2d(3, 4, 3, stride=2)", "nn.MaxPool2d(3, 2, 1)",
  "nn.MaxPool2d(3, 3, 1, ceil_mode=True)", "nn.AvgPool2d(3, 2, 1)", "nn.LPPool2d(2, 2)",
  "nn.AdaptiveAvgPool2d((5, None))", "nn.ReflectionPad2d(2)", "nn.ReLU()",
  "nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 4, 3, groups=4))",
])
func `no view of any operator says anything in English on a Korean screen`(_ layers: String) throws
{
  for keys in [
    "", "Right . .", "Tab", "Tab Tab Right", "2", "2 Tab", "3", "3 n", "4", "4 .", "m", "d",
  ] {
    var model = try Model.example(layers, channels: 3, size: Size(columns: 120, rows: 40))
    model.options.language = .korean
    try model.press(keys: keys)
    while model.nextTick == 0 { _ = model.update(.tick) }
    // Two words of small letters, but for names of settings.
    let phrases = model.frame().text.matches(of: /[a-z]{2,}( [a-z]{2,})+/).map {
      String($0.output.0)
    }
    #expect(Set(phrases).isSubset(of: ["include pad", "output padding"]), "\(keys): \(phrases)")
  }
}

extension String {
  /// Says itself in every language.
  fileprivate var isNotation: Bool { contains(":=") }
}

@Test func `the page of PyTorch lines is said in Korean`() throws {
  var model = try Model.example()
  model.options.language = .korean
  _ = model.run("code")
  let lines = model.lastLines(2)
  #expect(lines[0].hasPrefix(" PyTorch, ") && lines[0].hasSuffix("줄; :code FILE.py가 파일로 쓴다"))
  #expect(lines[1].contains("쪽") && !lines[1].contains("page"))
}

@Test func `a choice keeps its names, and a phrase is no choice`() {
  #expect(Language.korean.say("play or pause") == "재생 또는 멈춤")
  #expect(Language.korean.say("window, stack or compare") == "window, stack 또는 compare")
  #expect(
    Language.korean.say("'strid' is no command: did you mean stride or size?")
      == "'strid'는 명령이 아니다: stride 또는 size를 뜻했나?")
}

@Test func `one of a thing is said in the singular, in Korean too`() throws {
  var model = try Model.example("nn.Conv2d(1, 1, 1)", size: Size(columns: 120, rows: 40))
  try model.press(keys: ". .")
  #expect(model.status.text == "the only tap is read: → goes to the next element")
  #expect(model.options.language == .english)
  #expect(Language.korean.say(model.status.text) == "하나뿐인 탭을 읽었다: → 다음 원소")
  try model.press(keys: "2")
  let heading = "1 channel → 1 map, 1×1 window, 7×7 places"
  #expect(model.frame().text.contains(heading))
  #expect(Language.korean.say(heading) == "채널 1 → 맵 1, 창 1×1, 자리 7×7")
  for (count, said) in [(1, "1 map"), (0, "0 maps"), (2, "2 maps")] {
    #expect("\(count) \(plural(count, "map"))" == said)
  }
}

/// A row of holes with next to nothing between them would take sentences apart that it does not know.
@Test func `every row of the table has words of its own`() {
  for row in Phrases.koreanRows {
    let words = row.0.split(separator: " ").filter { $0.contains(where: \.isLetter) }
    #expect(
      !words.allSatisfy { ["of", "or", "and", "to", "in"].contains($0) } || words.isEmpty,
      "\(row.0)")
  }
}
