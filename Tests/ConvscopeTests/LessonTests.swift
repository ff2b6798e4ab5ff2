import ConvCore
import Foundation
import Testing

@testable import ConvScreen
@testable import convscope

extension Lesson {
  /// The built-in ones, which must be sound.
  static let all: [Lesson] = {
    do { return try LessonShelf.builtIn.all() } catch { preconditionFailure("\(error)") }
  }()
}

/// A lesson in a language on a screen.
private struct Showing: CustomTestStringConvertible {
  var lesson: Lesson
  var language: Language
  var size: Size
  var testDescription: String {
    "\(lesson.name) \(language.rawValue) \(size.columns)×\(size.rows)"
  }

  /// The model at the lesson's first step, and the options that serve it.
  func open() throws -> (Model, ExploreOptions) {
    let options = try #require(Showing.options[language])
    var model = try options.model(size: size, isDark: true)
    options.settle(&model, try model.openLesson(named: lesson.name))
    return (model, options)
  }

  /// Parsed once: that takes as long as a lesson's step.
  private static let options = Dictionary(
    uniqueKeysWithValues: Language.allCases.compactMap { language in
      (try? ExploreOptions.parse(["--language", language.rawValue])).map { (language, $0) }
    })

  /// On the smallest screen in both languages, on larger ones in one of them, unless the release is
  /// tested.
  static let all = Lesson.all.flatMap { lesson in
    Language.allCases.flatMap { language in
      sizes(in: language).map { columns, rows in
        Showing(lesson: lesson, language: language, size: Size(columns: columns, rows: rows))
      }
    }
  }

  private static func sizes(in language: Language) -> [(columns: Int, rows: Int)] {
    if PseudoTerminal.isRelease { return [(60, 26), (80, 24), (120, 40), (200, 60)] }
    return [(60, 26), language == .korean ? (80, 24) : (120, 40)]
  }
}

@Test(arguments: Showing.all)
private func `a lesson runs to its end, every caption whole`(_ showing: Showing) throws {
  var (model, options) = try showing.open()
  for place in showing.lesson.steps.indices {
    while model.nextTick == 0 { _ = model.update(.tick) }
    #expect(model.course?.place == place)
    #expect(!model.status.isAlarm, "step \(place + 1): \(model.status.text)")
    let text = model.frame().text.split(separator: "\n", omittingEmptySubsequences: false)
    let caption = try #require(CaptionView(model))
    let lines = caption.lines.map { $0.spans.map(\.text).joined() }
    #expect(!lines.isEmpty && lines.count <= model.captionRows, "step \(place + 1): \(lines.count)")
    #expect(lines.allSatisfy { !$0.contains("{") }, "step \(place + 1)")
    for (offset, line) in lines.enumerated() {
      #expect(text[caption.rect.row + offset] == " \(line)", "step \(place + 1)")
    }
    #expect(text[caption.rect.row - 1].contains("\(place + 1)/\(showing.lesson.steps.count)"))
    #expect(text[showing.size.rows - 1].hasPrefix(" Enter "), "step \(place + 1)")
    options.settle(&model, model.update(.key(">")))
  }
  #expect(model.lessonMenu != nil)
}

@Test func `every lesson has five to nine steps, a question before an answer, and both languages`()
{
  for lesson in Lesson.all {
    #expect((5...9).contains(lesson.steps.count), "\(lesson.name)")
    #expect(lesson.steps.contains(where: \.isQuestion) == true, "\(lesson.name)")
    #expect(lesson.steps.last?.isQuestion == false, "\(lesson.name)")
    #expect(lesson.title[.korean] != lesson.title[.english])
  }
  #expect(Set(Lesson.all.map(\.name)).count == Lesson.all.count)
}

@Test func `every file of Assets ∕ lessons is a lesson of the program`() throws {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  let files = try FileManager.default.contentsOfDirectory(
    atPath: root.appendingPathComponent("Assets/lessons").path)
  #expect(files.sorted() == LessonShelf.builtIn.names.map { "\($0).txt" }.sorted())
}

@Test(arguments: Lesson.all)
private func `going back and forth leads to the same screens`(_ lesson: Lesson) throws {
  let showing = Showing(lesson: lesson, language: .english, size: Size(columns: 100, rows: 30))
  var (model, options) = try showing.open()
  var screens: [Frame] = []
  for _ in lesson.steps {
    while model.nextTick == 0 { _ = model.update(.tick) }
    screens.append(model.frame())
    options.settle(&model, model.update(.key(">")))
  }
  options.settle(&model, model.update(.key(.escape)))
  for key in ["k", "Right", ".", "i", "o", "Tab", "d"] {
    options.settle(&model, model.update(.key(try #require(Key(named: key)))))
  }
  options.settle(&model, model.update(.key("f")))
  for screen in screens.reversed() {
    while model.nextTick == 0 { _ = model.update(.tick) }
    #expect(model.frame() == screen)
    options.settle(&model, model.update(.key("<")))
  }
}

@Test(arguments: Lesson.all)
private func `a lesson opens as ever, wherever one has been`(_ lesson: Lesson) throws {
  let showing = Showing(lesson: lesson, language: .english, size: Size(columns: 100, rows: 30))
  let (fresh, options) = try showing.open()
  var model = try options.model(size: showing.size, isDark: true)
  // A pool as wide as a photo: no small input would go through it.
  options.settle(&model, model.run("input sample:camera"))
  _ = model.run("layers nn.MaxPool2d(80, 4)")
  for key in [Key.right, .down, .down, "."] { _ = model.update(.key(key)) }
  let before = model.setup
  options.settle(&model, try model.openLesson(named: lesson.name))
  #expect(model.frame() == fresh.frame())
  model.undo()
  #expect(model.setup.opens(asIn: before))
}

@Test func `the key that a question asks for answers it`() throws {
  let lesson = try LessonShelf.builtIn.lesson(named: "gridding")
  var (model, options) = try Showing(
    lesson: lesson, language: .english, size: Size(columns: 100, rows: 30)
  ).open()
  _ = model.update(.key(">"))
  #expect(model.course?.answer == "t")
  var answered = model
  _ = answered.update(.key("t"))
  #expect(answered.course?.place == 2)
  #expect(answered.course?.isOffPath == false)
  options.settle(&model, model.update(.key(">")))
  #expect(answered.frame() == model.frame())
  // Off the path the key is the learner's own.
  _ = answered.update(.key("<"))
  _ = answered.update(.key(.right))
  _ = answered.update(.key("t"))
  #expect(answered.course?.place == 1)
}
