import ConvCore
import Testing

@testable import ConvScreen

/// Every size from 1×1 to 300×100 in one of the views where the release is tested, else every width
/// and every height in two of them.
private func sizes(for view: Int) -> [Size] {
  let all = (1...100).flatMap { row in (1...300).map { Size(columns: $0, rows: row) } }
  return all.filter {
    isThorough
      ? ($0.columns + $0.rows) % 4 == view % 4
      : $0.columns % 2 == view % 2 && $0.columns * 37 % 100 + 1 == $0.rows
  }
}

@Test(arguments: 1...4)
func `point 16: every size has its frame`(_ view: Int) throws {
  var model = try Model.example("nn.Conv2d(2, 2, 3, padding=1)", channels: 2)
  for size in sizes(for: view) {
    _ = model.update(.resize(size))
    try model.press(keys: "\(view)")
    while model.nextTick == 0 { _ = model.update(.tick) }
    let frame = model.frame()
    try #require(frame.size == size)
    let isEnough = size.columns >= 60 && size.rows >= 20
    let need = "needs 60×20, has \(size.columns)×\(size.rows)"
    #expect(
      frame.text.contains(need) == (!isEnough && size.columns >= need.count), "\(size)")
    for row in 0..<size.rows {
      // No wide character is cut by the last column.
      #expect(frame.row(row).last?.width != 2, "\(size), row \(row)")
    }
  }
}

@Test func `on a screen too small the arrows step the window, whatever was in focus`() throws {
  var model = try Model.example()
  model.focus = .settings
  _ = model.update(.resize(Size(columns: 40, rows: 12)))
  try model.press(keys: "Right k")
  #expect(model.setup.position.column == 1)
  #expect(model.stratum.operation.notation(short: true) == "nn.Conv2d(1, 1, kernel_size=3)")
  #expect(model.status.text == "k needs a larger screen")
  _ = model.update(.paste("nn.MaxPool2d(2)"))
  #expect(model.status.text == "a paste needs a larger screen")
  _ = model.update(.resize(Size(columns: 80, rows: 24)))
  #expect(model.status.text.isEmpty)
}

/// Keys, and what is being typed after them.
struct TypedInSmall: CustomTestStringConvertible {
  let keys: String
  let typed: @Sendable (Model) -> String?
  let text: String
  var testDescription: String { keys }
}

@Test(arguments: [
  TypedInSmall(keys: ": k 5", typed: { $0.prompt.isOpen ? $0.prompt.line.text : nil }, text: "k5"),
  TypedInSmall(keys: "BTab 1 2", typed: { $0.entry?.line.text }, text: "12"),
])
func `what is being typed waits for room, and can be given up without`(_ row: TypedInSmall) throws {
  var model = try Model.example()
  try model.press(keys: row.keys)
  _ = model.update(.resize(Size(columns: 40, rows: 12)))
  #expect(model.lastLines(1) == ["Esc give up  ^Z suspend  q quit"])
  try model.press(keys: "Right Enter 7")
  #expect(model.lastLines(2).first == "what is typed waits for a larger screen")
  #expect(row.typed(model) == row.text)
  #expect(model.setup.position.column == 0)
  #expect(model.update(.key(.control("z"))) == .suspend)
  #expect(model.update(.key("q")) == .quit)
  var roomy = model
  _ = roomy.update(.resize(Size(columns: 80, rows: 24)))
  #expect(row.typed(roomy) == row.text)
  #expect(roomy.status.text.isEmpty)
  var leaving = model
  #expect(leaving.update(.key(.alt("q"))) == .quit)
  for key in [Key.escape, .control("c")] {
    var free = model
    #expect(free.update(.key(key)) == nil)
    #expect(row.typed(free) == nil)
    #expect(free.lastLines(2) == ["", "←→ step  u undo  ^Z suspend  q quit"])
    try free.press(keys: "Right")
    #expect(free.setup.position.column == 1)
  }
}

@Test func `an alarm from before stays when there is room again`() throws {
  var model = try Model.example()
  try model.press(keys: "Z")
  let alarm = model.status
  #expect(alarm.isAlarm)
  _ = model.update(.resize(Size(columns: 40, rows: 12)))
  _ = model.update(.resize(Size(columns: 80, rows: 24)))
  #expect(model.status == alarm)
}

@Test func `a step on a screen too small leaves no mark behind`() throws {
  var model = try Model.example()
  try model.press(keys: "BTab Right")
  #expect(model.markedKernel != nil)
  _ = model.update(.resize(Size(columns: 40, rows: 12)))
  try model.press(keys: "Right")
  #expect(model.markedKernel == nil)
  _ = model.update(.resize(Size(columns: 80, rows: 24)))
  var direct = try Model.example()
  try direct.press(keys: "Right")
  // But for what the status line says.
  #expect(model.lastLines(24).dropLast(2) == direct.lastLines(24).dropLast(2))
}

@Test(arguments: ["Right", "u"])
func `a key on a screen too small leaves a lesson's path`(_ key: String) throws {
  var model = try Model.example()
  model.options.lessons = LessonShelf(names: ["stride"]) { (name) throws(Refusal) in
    try Lesson(
      named: name,
      from: """
        title.en: A
        title.ko: B
        goal.en: C
        goal.ko: D
        step:
        run: layers nn.Conv2d(1, 1, 3)
        en: A
        ko: B
        """, file: "stride.txt")
  }
  #expect(model.run("lesson stride") == nil)
  #expect(model.course?.isOffPath == false)
  _ = model.update(.resize(Size(columns: 80, rows: 23)))
  #expect(model.lastLines(24).contains("needs 60×24, has 80×23"))
  try model.press(keys: key)
  #expect(model.course?.isOffPath == true)
  // With the lesson's words there would not be room enough.
  model.leaveLesson()
  #expect(model.fits)
  _ = model.run("lesson stride")
  #expect(
    model.status.text
      == "a lesson needs a screen of 60×24, but this one has 80×23: enlarge it")
  #expect(model.course == nil)
}

@Test func `a screen too small does not tell what is to be predicted`() throws {
  var model = try Model.example(size: Size(columns: 40, rows: 12))
  #expect(model.lastLines(12)[1] == "out[0, 0, 0] = 17")
  model.isPredicting = true
  #expect(model.lastLines(12)[1] == "out[0, 0, 0] = ?")
}

@Test func `a screen too small speaks Korean`() throws {
  var model = try Model.example(size: Size(columns: 40, rows: 12))
  model.options.language = .korean
  try model.press(keys: "k")
  #expect(model.frame().text.contains("60×20 필요, 지금 40×12"))
  #expect(model.frame().text.contains("k는 더 큰 화면이 필요하다"))
}
