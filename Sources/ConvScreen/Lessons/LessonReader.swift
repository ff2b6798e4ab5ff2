import ConvCore

/// Reads a lesson's text.
///
/// Every line is `word: rest`; a line that begins with a blank goes on with the one before, `#` begins a
/// comment. `title.en`, `title.ko`, `goal.en` and `goal.ko` come first. `step:` or `question:` begins a
/// step: any number of `run: COMMAND LINE`, `press: KEYS` and `arrange: KEYS` (not shown), perhaps `hide:`, then the caption, `en:` and
/// `ko:`. A caption holds no digit: every number in it is worked out by the program, as `Figures` names
/// them between braces.
struct LessonReader {
  private var lesson: Lesson
  private let file: String
  private var line = 0

  private init(name: String, file: String) {
    lesson = Lesson(name: name)
    self.file = file
  }

  /// The lesson of that text; refused with the number of the line that is at fault.
  static func lesson(named name: String, from text: String, file: String) throws(Refusal) -> Lesson
  {
    var reader = LessonReader(name: name, file: file)
    for passage in Passage.all(in: text) {
      reader.line = passage.line
      try reader.take(passage)
    }
    try reader.finish()
    return reader.lesson
  }

  private func refusal(_ fault: String) -> Refusal { Refusal("\(file): line \(line) \(fault)") }
}

/// One `word: rest`, with the lines that go on with it.
private struct Passage {
  let line: Int
  var word: String
  var rest: String

  static func all(in text: String) -> [Passage] {
    var passages: [Passage] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.split(separator: " ")
      guard let first = words.first, !line.hasPrefix("#") else { continue }
      if line.hasPrefix(" "), !passages.isEmpty {
        passages[passages.count - 1].rest += " " + words.joined(separator: " ")
      } else {
        let hasColon = first.hasSuffix(":")
        passages.append(
          Passage(
            line: index + 1, word: hasColon ? String(first.dropLast()) : String(first),
            rest: hasColon ? words.dropFirst().joined(separator: " ") : ""))
        if !hasColon { passages[passages.count - 1].word = String(line) }
      }
    }
    return passages
  }
}

extension LessonReader {
  private mutating func take(_ passage: Passage) throws(Refusal) {
    switch passage.word {
    case "title.en": try set(\.title.english, passage)
    case "title.ko": try set(\.title.korean, passage)
    case "goal.en": try set(\.goal.english, passage)
    case "goal.ko": try set(\.goal.korean, passage)
    case "step", "question": try begin(passage)
    case "run": try add([.run(passage.rest)], passage)
    case "press": try add(try keys(passage).map(Lesson.Deed.press), passage)
    case "arrange": try add(try keys(passage).map(Lesson.Deed.arrange), passage)
    case "hide":
      let step = try lastStep(passage)
      lesson.steps[step].hidesValue = true
    case "en": try caption(.english, passage)
    case "ko": try caption(.korean, passage)
    default:
      throw refusal(
        "begins with '\(passage.word)', which is none of title.en, title.ko, goal.en, goal.ko, "
          + "step, question, run, press, arrange, hide, en, ko, each with a colon")
    }
  }

  private mutating func set(
    _ path: WritableKeyPath<Lesson, String>, _ passage: Passage
  ) throws(Refusal) {
    guard lesson[keyPath: path].isEmpty else { throw refusal("gives \(passage.word) again") }
    guard !passage.rest.isEmpty else { throw refusal("gives no \(passage.word): write it") }
    lesson[keyPath: path] = passage.rest
  }

  private mutating func begin(_ passage: Passage) throws(Refusal) {
    try finishStep()
    guard passage.rest.isEmpty else {
      throw refusal("has '\(passage.rest)' after \(passage.word): it goes into a line of its own")
    }
    lesson.steps.append(Lesson.Step(isQuestion: passage.word == "question"))
  }

  private func lastStep(_ passage: Passage) throws(Refusal) -> Int {
    guard !lesson.steps.isEmpty else {
      throw refusal("has '\(passage.word)' before the first step: begin one with 'step:'")
    }
    return lesson.steps.count - 1
  }

  private mutating func add(_ deeds: [Lesson.Deed], _ passage: Passage) throws(Refusal) {
    let step = try lastStep(passage)
    guard !passage.rest.isEmpty else { throw refusal("has nothing to \(passage.word): write it") }
    lesson.steps[step].deeds += deeds
  }

  private func keys(_ passage: Passage) throws(Refusal) -> [Key] {
    var keys: [Key] = []
    for name in passage.rest.split(separator: " ") {
      guard let key = Key(named: String(name)) else {
        throw refusal("presses '\(name)', which is not a key as tmux's send-keys names it")
      }
      keys.append(key)
    }
    return keys
  }

  private mutating func caption(_ language: Language, _ passage: Passage) throws(Refusal) {
    let step = try lastStep(passage)
    guard lesson.steps[step].caption[language].isEmpty else {
      throw refusal(
        "gives a second caption in '\(passage.word)': go on with it in an indented line")
    }
    do throws(Refusal) {
      try CaptionText(passage.rest).check(stepsBefore: step)
    } catch {
      throw refusal("\(error)")
    }
    lesson.steps[step].caption[language] = passage.rest
  }

  private func finishStep() throws(Refusal) {
    guard let step = lesson.steps.last else { return }
    let number = lesson.steps.count
    for language in Language.allCases where step.caption[language].isEmpty {
      throw refusal("ends step \(number), which has no '\(language.rawValue)' caption: write one")
    }
  }

  private func finish() throws(Refusal) {
    let heads = [lesson.title, lesson.goal]
    let missing = Language.allCases.contains { language in heads.contains { $0[language].isEmpty } }
    guard !missing else {
      throw refusal("ends the lesson, which needs title.en, title.ko, goal.en and goal.ko")
    }
    guard !lesson.steps.isEmpty else {
      throw refusal("ends the lesson, which has no step: begin one with 'step:'")
    }
    try finishStep()
  }
}

extension Lesson {
  /// Refused with the number of the line that is at fault.
  public init(named name: String, from text: String, file: String) throws(Refusal) {
    self = try LessonReader.lesson(named: name, from: text, file: file)
  }
}
