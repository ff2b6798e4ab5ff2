import ConvCore

/// A lesson's caption: what the step shows, over the status line.
struct CaptionView {
  private let model: Model
  private let course: Course

  /// Nil without a lesson.
  init?(_ model: Model) {
    guard let course = model.course else { return nil }
    self.model = model
    self.course = course
  }

  /// Lines longer than this are hard to read.
  private static let widest = 100

  /// The rows under the rule and over the status line.
  var rect: Rect {
    let rows = model.captionRows
    return Rect(
      column: 1, row: model.size.rows - Chrome.footerRows + 1 - rows,
      columns: min(model.size.columns - 2, CaptionView.widest), rows: rows)
  }

  func draw(into frame: inout Frame) {
    let head = head
    frame.write(head, column: 1, row: rect.row - 1, columns: frame.size.columns - 2)
    for (offset, line) in lines.enumerated() {
      frame.write(line, column: rect.column, row: rect.row + offset, columns: rect.columns)
    }
  }

  /// The lesson, the step, and the goal or how to come back.
  private var head: Line {
    let language = model.options.language
    var line = Line(" \(course.lesson.title[language]) ", .accent)
    line.add("\(course.place + 1)/\(course.lesson.steps.count) ", .title)
    if course.isOffPath {
      line.add("\(model.say("off the path: f comes back, > goes on")) ", .link)
    } else {
      line.add("\(course.lesson.goal[language]) ", .structure)
    }
    return line
  }

  /// The caption, the keys that were pressed before it.
  var lines: [Line] {
    var line = Line()
    let keys = course.step.keys
    if !keys.isEmpty { line.add(keys.map(\.name).joined(separator: "\u{A0}"), .tap) }
    if course.step.isQuestion { line.add(line.width > 0 ? " ?" : "?", .link) }
    if line.width > 0 { line.add(" ") }
    // The reader has checked the text.
    let text = try? CaptionText(course.step.caption[model.options.language])
    line = line + (text?.line(from: model.courseStates) ?? Line())
    return line.wrapped(columns: rect.columns)
  }
}

extension Lesson.Step {
  /// The keys that the step presses.
  fileprivate var keys: [Key] {
    deeds.compactMap { deed in
      if case .press(let key) = deed { key } else { nil }
    }
  }
}

extension Model {
  /// The rows of the screen that a lesson's caption takes: always as many, so that nothing jumps.
  var captionRows: Int { course == nil ? 0 : lessonSize.rows - Model.smallest.rows }

  /// The smallest terminal of this width for a lesson: what a step did stands under its caption, and
  /// takes more than the status line where it is narrow.
  var lessonSize: Size {
    Size(columns: Model.smallest.columns, rows: Model.smallest.rows + (size.columns < 80 ? 6 : 4))
  }
}
