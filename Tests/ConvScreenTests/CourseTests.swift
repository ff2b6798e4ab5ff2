import ConvCore
import Testing

@testable import ConvScreen

private let text = """
  title.en: Dilation
  title.ko: 팽창
  goal.en: holes
  goal.ko: 구멍
  step:
  run: layers nn.Conv2d(1, 1, 3)
  en: The field is {field}, with {parameters} parameters.
  ko: 수용 영역은 {field}{이다/다}.
  question:
  hide:
  en: And with a dilation?
  ko: 팽창하면?
  step:
  press: d Right
  en: *{field}*, {field} after {before.field}: {touched} of {area} touched, {touched % area}.
    The MACs went down by {before.before.macs / macs}.
  ko: {before.field}에서 {field}{으로/로}.
  """

private func course(
  _ language: Language = .english, size: Size = Size(columns: 80, rows: 24)
) throws -> Model {
  var model = try Model.example(size: size)
  model.options.lessons = LessonShelf(names: ["dilation"]) { (name) throws(Refusal) in
    try Lesson(named: name, from: text, file: "dilation.txt")
  }
  model.options.language = language
  #expect(model.run("lesson dilation") == nil)
  return model
}

extension Model {
  /// Puts a lesson of these steps on one convolution, `keys`, in the place of all.
  fileprivate mutating func teach(_ steps: String) {
    let heads = "title.en: A\ntitle.ko: B\ngoal.en: C\ngoal.ko: D\n"
    options.lessons = LessonShelf(names: ["keys"]) { (name) throws(Refusal) in
      let layers = "step:\nrun: layers nn.Conv2d(1, 1, 3)\n"
      return try Lesson(
        named: name, from: heads + layers + steps.dropFirst("step:\n".count), file: "keys.txt")
    }
  }

  fileprivate var caption: String {
    (CaptionView(self)?.lines ?? []).map { $0.spans.map(\.text).joined() }.joined(separator: " ")
  }
}

@Test func `a step does its deeds and works its figures out`() throws {
  var model = try course()
  #expect(model.caption == "The field is 3×3, with 10 parameters.")
  try model.press(keys: "> >")
  #expect(
    model.caption
      == "d\u{A0}→ 5×5, 5×5 after 3×3: 9 of 25 touched, 36\u{A0}%. The MACs went down by 2.778.")
  #expect(model.setup.position == Position(channel: 0, row: 0, column: 1))
  #expect(!model.status.isAlarm)
}

@Test func `enter goes on along the path, < goes back`() throws {
  var model = try course()
  try model.press(keys: "Enter Enter")
  #expect(model.course?.place == 2)
  try model.press(keys: "< <")
  #expect(model.course?.place == 0)
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3)")
  try model.press(keys: "<")
  #expect(model.status.text == "this is the first step of the lesson")
}

@Test func `who wanders off is told so, and comes back to what the step led to`() throws {
  var model = try course()
  try model.press(keys: "> > s k . Tab")
  #expect(model.course?.isOffPath == true)
  #expect(model.frame().text.contains("off the path: f comes back, > goes on"))
  #expect(model.caption.contains("5×5 after 3×3"))
  try model.press(keys: "f")
  #expect(model.course?.isOffPath == false)
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3, dilation=2)")
  #expect(model.setup.position == Position(channel: 0, row: 0, column: 1))
  #expect(model.tap == nil && model.focus == .output)
}

@Test func `looking at the help and resizing does not leave the path`() throws {
  var model = try course()
  try model.press(keys: "? Esc")
  _ = model.update(.resize(Size(columns: 120, rows: 40)))
  #expect(model.course?.isOffPath == false)
  try model.press(keys: "> > <")
  #expect(model.size == Size(columns: 120, rows: 40))
}

@Test func `the next step begins where the path left off, not where one has wandered`() throws {
  var model = try course()
  try model.press(keys: "> k k s >")
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3, dilation=2)")
}

@Test func `undo reaches into the lesson and redo back`() throws {
  var model = try course()
  try model.press(keys: "> > u")
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3)")
  #expect(model.course?.isOffPath == true)
  try model.press(keys: "U")
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3, dilation=2)")
}

@Test func `a question hides the value until the next step`() throws {
  var model = try course()
  #expect(!model.frame().text.contains("= ?"))
  try model.press(keys: ">")
  #expect(model.frame().text.contains("= ?"))
  try model.press(keys: ">")
  #expect(!model.frame().text.contains("= ?"))
}

@Test func `after the last step come the lessons, which can be left`() throws {
  var model = try course()
  try model.press(keys: "> > Enter")
  #expect(model.frame().text.contains("leave the lesson"))
  try model.press(keys: "Esc")
  #expect(model.course?.place == 2)
  try model.press(keys: "L Down Enter")
  #expect(model.course == nil)
  #expect(model.captionRows == 0)
  try model.press(keys: ">")
  #expect(model.status.text == "no lesson is open: L lists them")
  try model.press(keys: "L Enter")
  #expect(model.course?.place == 0)
}

@Test func `a press on the caption goes on, one elsewhere wanders off`() throws {
  var model = try course()
  let row = model.size.rows - 5
  _ = model.update(.pointer(Pointer(.press, column: 10, row: row)))
  #expect(model.course?.place == 1)
  _ = model.update(.pointer(Pointer(.move, column: 10, row: 8)))
  #expect(model.course?.isOffPath == false)
  _ = model.update(.pointer(Pointer(.press, column: 10, row: 8)))
  #expect(model.course?.isOffPath == true)
}

@Test func `a press on a lesson of the list opens it`() throws {
  var model = try course()
  try model.press(keys: "> L")
  let lines = model.frame().text.split(separator: "\n", omittingEmptySubsequences: false)
  let row = try #require(lines.firstIndex { $0.contains("Dilation") && $0.contains("▸") })
  _ = model.update(.pointer(Pointer(.press, column: 5, row: row)))
  #expect(model.course?.place == 0)
  #expect(model.lessonMenu == nil)
}

@Test func `the caption takes its rows from the view and leaves enough`() throws {
  for (columns, rows) in [(60, 26), (79, 30), (80, 24), (200, 60)] {
    let model = try course(size: Size(columns: columns, rows: rows))
    #expect(model.fits)
    #expect(model.body.rows >= Model.leastBodyRows)
    #expect(model.frame().text.contains("Dilation 1/3"))
  }
}

@Test(arguments: [
  (79, 25, "60×26"), (60, 20, "60×26"), (80, 23, "60×24"), (59, 30, "60×26"),
])
func `a lesson is not opened where there is no room for its captions`(
  _ columns: Int, _ rows: Int, _ least: String
) throws {
  var model = try Model.example(size: Size(columns: columns, rows: rows))
  model.teach("step:\npress: d\nen: A\nko: B")
  #expect(
    throws: Refusal(
      "a lesson needs a screen of \(least), but this one has \(columns)×\(rows): enlarge it")
  ) { try model.openLesson(named: "keys") }
  #expect(model.course == nil)
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3)")
}

@Test func `a lesson that is opened from the command line presses its keys in the view`() throws {
  var model = try Model.example()
  model.teach("step:\npress: d Right\nen: {dilation}\nko: {dilation}")
  model.type(":lesson keys")
  try model.press(keys: "Enter")
  #expect(!model.prompt.isOpen)
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3, dilation=2)")
  #expect(model.setup.position == Position(channel: 0, row: 0, column: 1))
  #expect(model.caption == "d\u{A0}→ 2")
}

@Test func `a line of the command line wanders off when it is run and changes something`() throws {
  var model = try course()
  _ = model.update(.paste("hello"))
  model.type(":kernel 2")
  try model.press(keys: "Esc")
  for line in [":code", ":cod", ":help"] {
    model.type(line)
    try model.press(keys: "Enter Esc")
  }
  _ = model.update(.paste("nn.ReLU()"))
  #expect(model.course?.isOffPath == false)
  try model.press(keys: "Enter")
  #expect(model.course?.isOffPath == true)
  try model.press(keys: "Enter")
  #expect(model.status.text == "off the path: f comes back, > goes on")
  try model.press(keys: "f")
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3)")
}

@Test func `a number typed where the step has led wanders off`() throws {
  var model = try Model.example()
  model.teach("step:\npress: BTab BTab\nen: A\nko: B")
  _ = model.run("lesson keys")
  #expect(model.course?.isOffPath == false)
  model.type("5")
  #expect(model.course?.isOffPath == true)
  try model.press(keys: "Enter f")
  #expect(model.setup.inputName == "ramp")
}

@Test func `a value begun at a setting wanders off`() throws {
  var model = try Model.example()
  model.teach("step:\npress: Tab\nen: A\nko: B")
  _ = model.run("lesson keys")
  model.type("2")
  #expect(model.prompt.line.text == "in_channels 2")
  #expect(model.course?.isOffPath == false)
  try model.press(keys: "Enter")
  #expect(model.course?.isOffPath == true)
}

@Test func `a step goes on after what it has saved`() throws {
  var model = try Model.example()
  model.teach("step:\nrun: save input a.npy\npress: d\nen: {dilation}\nko: {dilation}")
  #expect(model.run("lesson keys") != nil)
  #expect(model.course?.isEntering == true)
  #expect(model.update(.done("a.npy: written")) == nil)
  #expect(model.course?.isEntering == false)
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3, dilation=2)")
}

@Test func `no step can be entered before the one ahead of it`() throws {
  var model = try Model.example()
  model.teach(
    "step:\nrun: save input a.npy\nen: A\nko: B\nstep:\npress: d\nen: A\nko: B")
  #expect(model.run("lesson keys") != nil)
  #expect(model.nextStep() == nil)
  #expect(model.course?.place == 0)
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3)")
}

@Test func `an unknown lesson is refused with those there are`() throws {
  var model = try course()
  _ = model.run("lesson dilatation")
  #expect(model.status.text == "no lesson is called 'dilatation': did you mean dilation?")
  #expect(model.course?.place == 0)
}

@Test func `a figure that there is not stays in its braces`() throws {
  var model = try course()
  _ = model.run("layer nn.ConvTranspose2d(1, 1, 2)")
  let line = try CaptionText("{field} and {value}").line(from: [model])
  #expect(line.spans.map(\.text).joined().hasPrefix("{field} and "))
}

@Test func `undo in a lesson goes back to what one looked at before it`() throws {
  var model = try course()
  _ = model.run("layer nn.MaxPool2d(2)")
  _ = model.run("lesson dilation")
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3)")
  model.undo()
  #expect(model.notation == "nn.MaxPool2d(kernel_size=2)")
  model.undo()
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3)")
}

@Test func `where nothing may move, nothing moves in a lesson either`() throws {
  var model = try course()
  model.isStill = true
  try model.press(keys: "> < Space")
  #expect(!model.isPlaying)
}
