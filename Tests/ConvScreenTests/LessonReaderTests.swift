import ConvCore
import Testing

@testable import ConvScreen

private let heads = """
  # A comment.
  title.en: Strides
  title.ko: 스트라이드
  goal.en: fewer windows
  goal.ko: 창이 줄어든다

  """

private func lesson(_ text: String) throws -> Lesson {
  try Lesson(named: "strides", from: heads + text, file: "strides.txt")
}

@Test func `a lesson is read with its deeds and captions`() throws {
  let lesson = try lesson(
    """
    step:
    run: layers nn.MaxPool2d(2)
    press: Right d
    en: The output is
      *{output}*.
    ko: 출력은 {output}{이다/다}.

    question:
    hide:
    en: From {before.output} to what?
    ko: {before.output}에서?
    """)
  #expect(lesson.title[.english] == "Strides")
  #expect(lesson.goal[.korean] == "창이 줄어든다")
  #expect(lesson.steps.count == 2)
  let first = try #require(lesson.steps.first)
  #expect(
    first.deeds == [.run("layers nn.MaxPool2d(2)"), .press(.right), .press(.character("d"))])
  #expect(first.caption[.english] == "The output is *{output}*.")
  #expect(!first.isQuestion && !first.hidesValue)
  #expect(lesson.steps[1].isQuestion && lesson.steps[1].hidesValue)
}

private struct BadLesson: CustomTestStringConvertible {
  var text: String
  var sentence: String
  var testDescription: String { sentence }
}

private let badLessons = [
  BadLesson(
    text: "en: early", sentence: "line 6 has 'en' before the first step: begin one with 'step:'"),
  BadLesson(
    text: "",
    sentence: "line 5 ends the lesson, which has no step: begin one with 'step:'"),
  BadLesson(text: "title.en: Again", sentence: "line 6 gives title.en again"),
  BadLesson(
    text: "step: now", sentence: "line 6 has 'now' after step: it goes into a line of its own"),
  BadLesson(text: "step:\nrun:", sentence: "line 7 has nothing to run: write it"),
  BadLesson(
    text: "step:\npress: Right Foo",
    sentence: "line 7 presses 'Foo', which is not a key as tmux's send-keys names it"),
  BadLesson(
    text: "step:\nen: It has 9 taps",
    sentence: "line 7 writes the digit '9': let the program work it out, between braces"),
  BadLesson(
    text: "step:\nen: a {field", sentence: "line 7 opens a brace that it does not close: {field"),
  BadLesson(text: "step:\nen: a *field", sentence: "line 7 has a '*' that no second one closes"),
  BadLesson(
    text: "step:\nen: {before.field}",
    sentence: "line 7 has '{before.field}', but there are 0 steps before this one"),
  BadLesson(
    text: "step:\nen: a\nen: b",
    sentence: "line 8 gives a second caption in 'en': go on with it in an indented line"),
  BadLesson(
    text: "step:\nen: a\nstep:",
    sentence: "line 8 ends step 1, which has no 'ko' caption: write one"),
  BadLesson(
    text: "step:\nko: 가", sentence: "line 7 ends step 1, which has no 'en' caption: write one"),
  BadLesson(
    text: "stop: x",
    sentence: "line 6 begins with 'stop', which is none of title.en, title.ko, goal.en, goal.ko, "
      + "step, question, run, press, arrange, hide, en, ko, each with a colon"),
]

@Test(arguments: badLessons)
private func `a bad lesson is refused with its line`(_ bad: BadLesson) {
  #expect(throws: Refusal("strides.txt: \(bad.sentence)")) { try lesson(bad.text) }
}

@Test func `a lesson without a goal is refused, and an unknown figure names those there are`() {
  #expect(
    throws: Refusal(
      "x.txt: line 1 ends the lesson, which needs title.en, title.ko, goal.en and goal.ko")
  ) { try Lesson(named: "x", from: "title.en: X", file: "x.txt") }
  #expect(
    throws: Refusal(
      "strides.txt: line 7 has '{feild}', which is no figure: there are \(Figures.names.joined(separator: ", "))"
    )
  ) { try lesson("step:\nen: a {feild}") }
}

@Test func `any text is a lesson or refused`() throws {
  let good = Array(
    (heads + "step:\nrun: stride 2\npress: s d\nen: a *{field}*\nko: 가 {은/는}").unicodeScalars)
  var seed: UInt64 = 11
  for _ in 0..<1000 {
    var text = good
    for _ in 0..<4 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let place = Int(seed >> 33) % text.count
      if seed % 3 == 0 {
        text.remove(at: place)
      } else {
        text[place] = good[Int(seed >> 40) % good.count]
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text)
    let lesson = try? Lesson(named: "x", from: String(view), file: "x.txt")
    #expect(lesson?.steps.isEmpty != true)
  }
}
