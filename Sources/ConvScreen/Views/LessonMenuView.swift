/// The list of lessons with their goals.
struct LessonMenuView {
  private let model: Model
  private let body: Rect

  init(_ model: Model) {
    self.model = model
    body = model.body
  }

  private static let headRows = 2

  func draw(into frame: inout Frame) {
    guard let menu = model.lessonMenu else { return }
    frame.fill(body, with: .blank)
    frame.write(
      Line(model.say("Lessons"), .accent), column: 1, row: body.row, columns: body.columns - 2)
    for (offset, line) in lines.enumerated().dropFirst(top).prefix(room) {
      let isChosen = offset == menu.place
      let row = body.row + LessonMenuView.headRows + offset - top
      frame.write(isChosen ? "▸" : " ", column: 1, row: row, style: .accent)
      frame.write(line, column: 3, row: row, columns: body.columns - 4)
    }
  }

  /// The place in the list that a row of the screen shows.
  func place(row: Int) -> Int? {
    let place = row - body.row - LessonMenuView.headRows + top
    guard row >= body.row + LessonMenuView.headRows, row < body.row + body.rows,
      place < (model.lessonMenu?.rows ?? 0)
    else { return nil }
    return place
  }

  private var room: Int { body.rows - LessonMenuView.headRows }

  /// The first line that is shown: the chosen one stays in sight.
  private var top: Int {
    guard let menu = model.lessonMenu, menu.rows > room else { return 0 }
    return min(max(menu.place - room / 2, 0), menu.rows - room)
  }

  private var lines: [Line] {
    let language = model.options.language
    let all = model.lessonMenu?.lessons ?? []
    let names = all.map { $0.title[language].width }.max() ?? 0
    let lessons = all.enumerated().map { offset, lesson in
      Line(
        lesson.title[language].left(names + 2),
        offset == model.lessonMenu?.place ? .accent : .title)
        + Line(lesson.goal[language], .structure)
    }
    return model.course == nil ? lessons : lessons + [Line(model.say("leave the lesson"), .title)]
  }
}
