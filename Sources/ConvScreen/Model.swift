import ConvCore

/// The state of the explorer: a setup, what is derived from it, and where one looks.
public struct Model: Sendable {
  public internal(set) var size: Size
  var setup: Setup { didSet { if !setup.opens(asIn: oldValue) { isRevealed = false } } }
  private(set) var stage: Stage
  /// What the Compare view shows; worked out while it is shown.
  var compare = Compare()
  private var activations = Activations()
  private var past = History()
  private var future = History()

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
  /// Nothing moves by itself: where playing is asked for, one element is stepped.
  public var isStill = false
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
  }

  /// Elements a second while playing.
  static let speeds = [1, 2, 4, 8, 16, 32]

  /// Operations that may be computed at once, before the first frame or between two keys: some
  /// milliseconds' worth.
  static let patience = 100_000_000

  /// Refused when the layers cannot be applied to the input.
  public init(size: Size, setup: Setup, options: Options) throws(Refusal) {
    self.size = size
    self.setup = setup
    self.options = options
    isPredicting = options.predicts
    stage = try setup.stage(limit: options.limit, knowing: &activations)
    status = Status(text: "→ steps the window, . opens the sum tap by tap, ? shows all keys")
    self.setup.position = setup.position(in: stage.output.shape)
    stage.fill(work: Model.patience, around: setup.position.row)
  }

  /// Milliseconds until the model wants a `.tick`; nil when nothing moves by itself.
  public var nextTick: Int? {
    if !isWhole { return 0 }
    return isPlaying ? 1000 / Model.speeds[speed] : nil
  }

  /// Nothing that is being typed or read lies over the view.
  private var takesPointer: Bool { entry == nil && code == nil && !prompt.isOpen }

  /// Every map that is shown is computed to its end.
  private var isWhole: Bool {
    stage.isFilled && (view != .channels || !fits || channels.isFilled)
      && (view != .compare || compare.isReady)
  }

  public mutating func update(_ action: Action) -> Effect? {
    defer { attend() }
    switch action {
    case .key(let key): return press(key)
    case .pointer(let pointer): return takesPointer ? point(pointer) : nil
    case .paste(let text): paste(text)
    case .resize(let size): self.size = size
    case .tick: tick()
    case .loaded(let name, let input):
      prompt.takeWaiting()
      load(input, named: name)
      return goOnEntering()
    case .listed(let folder, let entries): takeListing(of: folder, entries)
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

  /// Works out what the present view shows.
  mutating func attend() {
    settleComparison()
    surveyStack()
    if view == .channels { prepareChannels(work: Model.patience) }
  }

  private mutating func tick() {
    if !stage.isFilled {
      stage.fill(work: Model.patience, around: setup.position.row)
    } else if view == .compare, !compare.isReady {
      compare.advance(stage, work: Model.patience)
    } else if isWhole, isPlaying {
      advance()
    }
  }

  mutating func refuse(_ refusal: Refusal) {
    status = Status(text: refusal.description, isAlarm: true)
  }

  /// The step of the element one stands on.
  var step: Step { stage.trace[setup.position] }

  var stratum: Stratum { setup.strata[setup.layer] }
}

// MARK: Changes that undo covers

extension Model {
  /// Makes the edited setup the present one, or says why it cannot be.
  ///
  /// `summary` is what changed, in the status line's words; nil: work it out.
  mutating func change(
    _ summary: String? = nil, _ edit: (inout Setup) throws(Refusal) -> Void
  ) {
    do throws(Refusal) {
      var edited = setup
      try edit(&edited)
      let next = try stage(of: edited)
      past.push(setup)
      future = History()
      let before = stage
      show(edited, next)
      status = Status(text: summary ?? Change(from: before, to: next).text)
    } catch {
      refuse(error)
    }
    beginFilling()
  }

  /// Computes the rows around the window of a stage that is new.
  ///
  /// Not before the stage is the model's alone: a map that something else holds would be copied.
  private mutating func beginFilling() {
    guard stage.filled.isEmpty else { return }
    stage.fill(work: Model.patience, around: setup.position.row)
  }

  /// The stage of another setup, from what is computed already.
  private mutating func stage(of next: Setup) throws(Refusal) -> Stage {
    if stage.isFilled { activations.take(stage.output, of: setup.layer, in: setup) }
    return try next.stage(limit: options.limit, knowing: &activations, after: stage)
  }

  private mutating func show(_ setup: Setup, _ stage: Stage) {
    self.setup = setup
    self.stage = stage
    self.setup.position = setup.position(in: stage.output.shape)
    channels.forget()
    stack.survey = nil
    compare.contrast = nil
    inputChannel = min(inputChannel, stage.trace.input.shape.channels - 1)
    chosenSetting = min(chosenSetting, max(stratum.operation.settingValues.count - 1, 0))
    tap = nil
    keepMarks()
  }

  /// What is in focus stays marked, or its first place where there are fewer now.
  private mutating func keepMarks() {
    let input = stage.reading.input
    let rows = stage.reading.rows.span(at: setup.position.row).taps
    let columns = stage.reading.columns.span(at: setup.position.column).taps
    marked = focus == .input ? marked?.kept(within: Pair(input.height, input.width)) : nil
    markedKernel = focus == .kernel ? markedKernel?.kept(within: Pair(rows, columns)) : nil
  }

  /// Goes to a layer, to the element at the same place of its map; undo is for changes only.
  mutating func visit(layer: Int) {
    do throws(Refusal) {
      var next = setup
      next.layer = layer
      let target = try stage(of: next)
      next.position = next.position.moved(from: stage.output.shape, to: target.output.shape)
      show(next, target)
      status = Status(text: "layer \(layer): \(stratum.operation.notation(short: true))")
    } catch {
      refuse(error)
    }
    beginFilling()
  }

  /// The same input as one that undo goes back to, where there is one.
  func remembered(_ input: Tensor, named name: String) -> Tensor {
    past.shared(input, named: name)
  }

  mutating func undo() { travel(from: \.past, to: \.future, word: "undo") }

  mutating func redo() { travel(from: \.future, to: \.past, word: "redo") }

  private mutating func travel(
    from source: WritableKeyPath<Model, History>, to target: WritableKeyPath<Model, History>,
    word: String
  ) {
    guard let setup = self[keyPath: source].pop() else {
      status = Status(text: "nothing to \(word)", isAlarm: true)
      return
    }
    do throws(Refusal) {
      let next = try stage(of: setup)
      self[keyPath: target].push(self.setup)
      let (before, other) = (stage, self.setup.otherChange(to: setup))
      show(setup, next)
      status = Status(text: "\(word): \(other ?? Change(from: before, to: next).text)")
    } catch {
      refuse(error)
    }
    beginFilling()
  }
}

extension Pair {
  /// The place itself where there is one, else the first.
  fileprivate func kept(within size: Pair) -> Pair {
    rows < size.rows && columns < size.columns ? self : Pair(0)
  }
}
