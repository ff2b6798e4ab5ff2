/// The list of lessons: which one is chosen.
struct LessonMenu: Hashable, Sendable {
  /// Place in the lessons; past them all: leave the open one.
  var place = 0
  let count: Int
  let canLeave: Bool

  var rows: Int { count + (canLeave ? 1 : 0) }
  var isLeaving: Bool { place == count }

  mutating func move(_ change: Int) { place = min(max(place + change, 0), rows - 1) }
}

extension Model {
  /// Shows the list of lessons.
  public mutating func chooseLesson() { chooseLesson(at: lessonPlace ?? 0) }

  /// Shows the list with the lesson after one chosen; after the last one, leaving.
  mutating func chooseLesson(after lesson: Lesson) {
    chooseLesson(at: (options.lessons.firstIndex(of: lesson) ?? -1) + 1)
  }

  private var lessonPlace: Int? { course.flatMap { options.lessons.firstIndex(of: $0.lesson) } }

  private mutating func chooseLesson(at place: Int) {
    guard !options.lessons.isEmpty else {
      status = Status(text: "there are no lessons", isAlarm: true)
      return
    }
    lessonMenu = LessonMenu(place: place, count: options.lessons.count, canLeave: course != nil)
  }

  /// In the list the arrows choose, Enter opens, and every other key closes it.
  mutating func performInMenu(_ command: Command) -> Effect? {
    switch command {
    case .quit: return .quit
    case .suspend: return .suspend
    case .redraw: return .redraw
    case .down: lessonMenu?.move(1)
    case .up: lessonMenu?.move(-1)
    case .first: lessonMenu?.move(-options.lessons.count)
    case .last: lessonMenu?.move(options.lessons.count)
    case .choose, .nextStep: return openChosenLesson()
    default: lessonMenu = nil
    }
    return nil
  }

  /// A press on a line opens it.
  mutating func pointInMenu(_ pointer: Pointer) -> Effect? {
    switch pointer.deed {
    case .wheelDown: lessonMenu?.move(1)
    case .wheelUp: lessonMenu?.move(-1)
    case .press:
      guard let row = LessonMenuView(self).place(row: pointer.row) else { return nil }
      lessonMenu?.place = row
      return openChosenLesson()
    case .release, .move: break
    }
    return nil
  }

  private mutating func openChosenLesson() -> Effect? {
    guard let menu = lessonMenu else { return nil }
    lessonMenu = nil
    guard !menu.isLeaving else {
      leaveLesson()
      return nil
    }
    return open(options.lessons[menu.place])
  }
}
