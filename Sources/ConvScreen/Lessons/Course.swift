import ConvCore

/// Where one is in a lesson, and what its steps led to.
struct Course: Sendable {
  let lesson: Lesson
  /// What undo goes back to from the first step: what one looked at before the lesson.
  let past: History
  /// The step whose caption is shown.
  var place = 0
  /// The model as every step left it, up to the present one.
  var states: [Model] = []
  /// What the step that is being entered still does.
  var remaining: ArraySlice<Lesson.Deed> = []
  /// The step is being entered: its deeds are not the learner's.
  var isEntering = false
  /// The learner has done something else since the step was entered.
  var isOffPath = false

  var step: Lesson.Step { lesson.steps[place] }
  var isAtEnd: Bool { place == lesson.steps.count - 1 }
  /// The one key that answers the question that the step asks, if there is one.
  var answer: Key? {
    guard step.isQuestion, !isAtEnd else { return nil }
    let deeds = lesson.steps[place + 1].deeds
    if deeds.count == 1, case .press(let key) = deeds[0] { return key }
    return nil
  }
}

extension Model {
  /// Opens a lesson at its first step; refused when none has that name.
  public mutating func openLesson(named name: String) throws(Refusal) -> Effect? {
    try open(try options.lessons.lesson(named: name))
  }

  /// Refused where the screen has no room for its captions.
  mutating func open(_ lesson: Lesson) throws(Refusal) -> Effect? {
    let least = lessonSize
    guard size.columns >= least.columns, size.rows >= least.rows else {
      throw Refusal(
        "a lesson needs a screen of \(least.columns)×\(least.rows), but this one has "
          + "\(size.columns)×\(size.rows): enlarge it")
    }
    let before = setup
    try clear()
    prompt.close()
    (isHelping, entry, view) = (false, nil, .window)
    (focus, tap, inputChannel, isPlaying) = (.output, nil, 0, false)
    (channels, stack, compare) = (Channels(), Stack(), Compare())
    past.push(before)
    course = Course(lesson: lesson, past: past)
    return enter(0)
  }

  /// Takes all layers away: what one has been looking at must not refuse the lesson's input.
  private mutating func clear() throws(Refusal) {
    let nothing = Stratum(name: "", operation: Identity(), weights: .integers)
    _ = try setOut(for: Setup(inputName: setup.inputName, input: setup.input, strata: [nothing]))
  }

  mutating func leaveLesson() {
    course = nil
    isPredicting = options.predicts
    status = Status(text: "")
  }

  /// The learner stands where the step led to.
  var isOnPath: Bool { course.map { !$0.isEntering && !$0.isOffPath } ?? false }

  /// The next step; past the last one the list of lessons.
  mutating func nextStep() -> Effect? {
    guard let course else { return sayNoLesson() }
    guard !course.isAtEnd else {
      chooseLesson(after: course.lesson)
      return nil
    }
    return enter(course.place + 1)
  }

  mutating func previousStep() -> Effect? {
    guard let course else { return sayNoLesson() }
    guard course.place > 0 else {
      status = Status(text: "this is the first step of the lesson")
      return nil
    }
    standAgain(at: course.place - 1)
    return nil
  }

  /// Brings back what the present step led to.
  mutating func returnToStep() -> Effect? {
    guard let course else { return sayNoLesson() }
    standAgain(at: course.place)
    return nil
  }

  private mutating func sayNoLesson() -> Effect? {
    status = Status(text: "no lesson is open: L lists them")
    return nil
  }

  /// Does what a step does, from where the one before it led to.
  private mutating func enter(_ place: Int) -> Effect? {
    guard place == 0 || standAgain(at: place - 1), var course else { return nil }
    course.place = place
    course.states.removeSubrange(place...)
    course.remaining = course.step.deeds[...]
    course.isEntering = true
    self.course = course
    isPredicting = course.step.hidesValue
    status = Status(text: "")
    return goOnEntering()
  }

  /// The deeds that are left, up to one that only the program around the model can do.
  mutating func goOnEntering() -> Effect? {
    guard course?.isEntering == true else { return nil }
    // What sets the scene is no news; what a key does is.
    if !status.isAlarm { status = Status(text: "") }
    while course?.isEntering == true, let deed = course?.remaining.popFirst() {
      let effect = perform(deed)
      attend()
      if let effect { return effect }
    }
    attend()
    if let course, course.place == 0 { past = course.past }
    let state = withoutCourse
    course?.isEntering = false
    course?.isOffPath = false
    course?.states.append(state)
    return nil
  }

  private var withoutCourse: Model {
    var state = self
    state.course = nil
    (state.journey, state.waiting) = (nil, [])
    return state
  }

  /// What every step up to the present one led to, maps filled as far as they are by now.
  var courseStates: [Model] {
    guard let course else { return [] }
    return isOnPath ? course.states.dropLast() + [withoutCourse] : course.states
  }

  private mutating func perform(_ deed: Lesson.Deed) -> Effect? {
    var effect: Effect?
    switch deed {
    case .press(let key): return press(key)
    case .arrange(let key): effect = press(key)
    case .run(let line):
      prompt.close()
      effect = run(line)
    }
    if !status.isAlarm { status = Status(text: "") }
    return effect
  }

  /// The state that a step led to, on the screen as it is now; false: it led to none yet.
  @discardableResult
  private mutating func standAgain(at place: Int) -> Bool {
    guard var course, course.states.indices.contains(place) else { return false }
    let (size, prompt, options, waiting) = (size, prompt, options, waiting)
    self = course.states[place]
    (self.size, self.prompt, self.options, self.waiting) = (size, prompt, options, waiting)
    course.place = place
    course.states.removeSubrange((place + 1)...)
    course.isOffPath = false
    self.course = course
    return true
  }

  /// Notes that the learner does something of his own.
  mutating func leavePath(by command: Command) {
    if !command.keepsPath { leavePath() }
  }

  mutating func leavePath() {
    guard isOnPath, let place = course?.place else { return }
    var state = withoutCourse
    (state.marked, state.markedKernel) = (nil, nil)
    course?.states[place] = state
    course?.isOffPath = true
  }
}

extension Command {
  /// Changes nothing of what a lesson's step has set up.
  fileprivate var keepsPath: Bool {
    switch self {
    case .nextStep, .previousStep, .returnToStep, .chooseLesson, .reveal, .help, .prompt, .close,
      .redraw, .suspend, .quit:
      true
    default: false
    }
  }
}
