import ConvCore

/// The state of the explorer: a setup, what is derived from it, and where one looks.
public struct Model: Sendable {
  public internal(set) var size: Size
  var setup: Setup { didSet { if !setup.opens(asIn: oldValue) { isRevealed = false } } }
  var stage: Stage
  /// What the Compare view shows; worked out while it is shown.
  var compare = Compare()
  var activations = Activations()
  var past = History()
  var future = History()
  /// The way to a layer whose input is not computed yet.
  var journey: Journey?
  /// What was done on the way, in order: it happens on arrival.
  var waiting: [Action] = []

  var view = View.window
  /// What the Channels view keeps.
  var channels = Channels()
  /// The tap in focus; nil: the whole window is read.
  var tap: Int?
  var focus = Focus.output
  /// The input element that is marked, by the cursor or the pointer.
  var marked: Pair?
  /// The kernel cell that is marked.
  var markedKernel: Pair?
  /// The setting that Up and Down change while the settings are in focus.
  var chosenSetting = 0
  /// The input channel that is shown while no tap is in focus.
  var inputChannel = 0
  var isPlaying = false
  /// Place in `speeds`.
  var speed = 1
  var status: Status
  var prompt = Prompt()
  /// The number being typed.
  var entry: Entry?
  /// The PyTorch lines while they are shown.
  var code: CodePage?
  var isHelping = false
  /// The first line of the help that is shown.
  var helpTop = 0
  /// The value of every element is hidden until it is revealed.
  var isPredicting: Bool
  /// The element one stands on was revealed.
  var isRevealed = false
  /// The lesson that is open.
  var course: Course?
  /// The list of lessons, while it is shown.
  var lessonMenu: LessonMenu?

  /// What the Stack view keeps for itself.
  var stack = Stack()

  var options: Options

  /// What does not change while the explorer runs.
  public struct Options: Sendable {
    /// The names of the built-in samples, in the order of `i`.
    public var samples: [String]
    /// The named kernels, in the order of `w`.
    public var kernels: [KernelChoice]
    public var lessons: LessonShelf
    public var language: Language
    /// Every value is hidden until it is revealed.
    public var predicts: Bool
    /// The named comparisons, in the order of `n`.
    public var comparisons: [ComparisonChoice]
    public var isDark: Bool
    public var limit: MemoryLimit
    var isStill = false

    public init(
      samples: [String], kernels: [KernelChoice], comparisons: [ComparisonChoice] = [],
      lessons: LessonShelf = .empty, language: Language = .english, predicts: Bool = false,
      isDark: Bool = true, limit: MemoryLimit = .standard
    ) {
      self.samples = samples
      self.kernels = kernels
      self.comparisons = comparisons
      self.lessons = lessons
      self.language = language
      self.predicts = predicts
      self.isDark = isDark
      self.limit = limit
    }
  }

  /// What the keys act on.
  enum Focus: CaseIterable, Hashable, Sendable { case input, kernel, output, settings }

  /// The last thing to say.
  struct Status: Hashable, Sendable {
    var text: String
    var isAlarm = false
    /// It is about a screen too small.
    var asksForRoom = false
  }

  /// Elements a second while playing.
  static let speeds = [1, 2, 4, 8, 16, 32]

  /// Operations that may be computed at once, before the first frame or between two keys: some
  /// milliseconds' worth.
  static let patience = 100_000_000

  /// Refused when the layers cannot be applied to the input.
  public init(size: Size, setup: Setup, options: Options) throws(Refusal) {
    try self.init(size: size, setup: setup, options: options, work: Model.patience)
  }

  /// `work` is how many operations may be computed at once.
  init(size: Size, setup: Setup, options: Options, work: Int) throws(Refusal) {
    self.size = size
    self.setup = setup
    self.options = options
    isPredicting = options.predicts
    let start = setup.nearest(
      try setup.steppedReport(limit: options.limit), knowing: &activations, work: work)
    stage = try start.stage(limit: options.limit, knowing: &activations)
    status = Status(text: "→ steps the window, . opens the sum tap by tap, ? shows all keys")
    if start.layer < setup.layer {
      journey = Journey(goal: setup, places: places, status: status)
    }
    self.setup = start
    self.setup.position = start.position(in: stage.output.shape)
    stage.fill(work: Model.patience, around: setup.position.row)
  }

  /// The present layer is on the way to another.
  public var isTravelling: Bool { journey != nil }

  /// Milliseconds until the model wants a `.tick`; nil when nothing moves by itself.
  public var nextTick: Int? {
    if !isWhole || isTravelling || !waiting.isEmpty { return 0 }
    return isPlaying ? 1000 / Model.speeds[speed] : nil
  }

  /// Nothing moves by itself: where playing is asked for, one element is stepped.
  public var isStill: Bool {
    get { options.isStill }
    set { options.isStill = newValue }
  }

  /// Keys go to a line of text.
  var isTyping: Bool { entry != nil || prompt.isOpen }

  /// Nothing that is being typed or read lies over the view.
  private var takesPointer: Bool { !isTyping && code == nil }

  /// Every map that is shown is computed to its end.
  private var isWhole: Bool {
    stage.isFilled && (view != .channels || !fits || channels.isFilled)
      && (view != .compare || compare.isReady)
  }

  public mutating func update(_ action: Action) -> Effect? {
    defer { attend() }
    if case .key(.alt(let other)) = action, isTravelling || !isTyping || !fits {
      // Only a line of text that is shown has words to go by.
      _ = update(.key(.escape))
      return update(.key(other))
    }
    guard !holdsBack(action) else { return nil }
    return take(action)
  }

  private mutating func take(_ action: Action) -> Effect? {
    switch action {
    case .key(let key): return press(key)
    case .pointer(let pointer): return takesPointer ? point(pointer) : nil
    case .paste(let text): paste(text)
    case .resize(let size): resize(to: size)
    case .tick: return tick()
    case .loaded(let name, let input):
      prompt.takeWaiting()
      load(input, named: name)
      return goOnEntering()
    case .listed(let listing, let query): takeListing(listing, of: query)
    case .done(let words):
      prompt.takeWaiting()
      status = Status(text: words)
      return goOnEntering()
    case .refused(let refusal):
      compare.pending = nil
      takeRefusal(refusal)
      return goOnEntering()
    }
    return nil
  }

  private mutating func resize(to size: Size) {
    self.size = size
    if fits, status.asksForRoom { status = Status(text: "") }
  }

  /// Works out what the present view shows.
  mutating func attend() {
    settleComparison()
    surveyStack()
    if view == .channels { prepareChannels(work: Model.patience) }
  }

  private mutating func tick() -> Effect? {
    if !stage.isFilled {
      // Larger bands take less in all, and nobody steps the window on the way.
      let work = isTravelling ? 4 * Model.patience : Model.patience
      stage.fill(work: work, around: setup.position.row)
    } else if isTravelling {
      travelOn()
    } else if !waiting.isEmpty {
      return take(waiting.removeFirst())
    } else if view == .compare, !compare.isReady {
      compare.advance(stage, work: Model.patience)
    } else if isWhole, isPlaying {
      advance()
    }
    return nil
  }

  mutating func refuse(_ refusal: Refusal) {
    status = Status(text: refusal.description, isAlarm: true)
  }

  /// The step of the element one stands on.
  var step: Step { stage.trace[setup.position] }

  var stratum: Stratum { setup.strata[setup.layer] }
}
