import ConvCore

/// The list of lessons: which one is chosen.
struct LessonMenu: Hashable, Sendable {
  /// Place in the lessons; past them all: leave the open one.
  var place = 0
  let lessons: [Lesson]
  let canLeave: Bool

  var rows: Int { lessons.count + (canLeave ? 1 : 0) }
  /// Nil: leave the open one.
  var chosen: Lesson? { lessons.indices.contains(place) ? lessons[place] : nil }

  mutating func move(_ change: Int) { place = min(max(place + change, 0), rows - 1) }
}

extension Model {
  /// Shows the list of lessons, the open one chosen.
  public mutating func chooseLesson() { chooseLesson(after: nil) }

  /// Shows the list with the lesson after one chosen; after the last one, leaving.
  mutating func chooseLesson(after lesson: Lesson?) {
    let names = options.lessons.names
    guard !names.isEmpty else {
      status = Status(text: "there are no lessons", isAlarm: true)
      return
    }
    let next = lesson.flatMap { names.firstIndex(of: $0.name) }.map { $0 + 1 }
    let present = course.flatMap { names.firstIndex(of: $0.lesson.name) }
    do throws(Refusal) {
      lessonMenu = LessonMenu(
        place: next ?? present ?? 0, lessons: try options.lessons.all(), canLeave: course != nil)
    } catch {
      refuse(error)
    }
  }

  /// In the list the arrows choose, Enter opens, and every other key closes it.
  mutating func performInMenu(_ command: Command) -> Effect? {
    switch command {
    case .quit: return .quit
    case .suspend: return .suspend
    case .redraw: return .redraw
    case .down: lessonMenu?.move(1)
    case .up: lessonMenu?.move(-1)
    case .first: lessonMenu?.place = 0
    case .last: lessonMenu?.move(options.lessons.names.count)
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
    guard let lesson = menu.chosen else {
      leaveLesson()
      return nil
    }
    do throws(Refusal) { return try open(lesson) } catch { refuse(error) }
    return nil
  }
}
