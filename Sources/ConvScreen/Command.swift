import ConvCore

/// Everything a key can ask for.
enum Command: Hashable, Sendable {
  case left, right, up, down, first, last
  case nextChannel, previousChannel
  case nextTap, previousTap, nextTapRow, previousTapRow
  case play, faster, slower
  case more(Knob)
  case less(Knob)
  case nextOperator, previousOperator
  case nextSample, previousSample
  case nextKernel, previousKernel, typeBias
  case nextInputChannel, previousInputChannel
  case nextLayer, previousLayer
  case separate
  case nextComparison, previousComparison, pin, swap
  case show(View)
  case stack(StackCommand)
  case focusNext, focusPrevious
  case choose
  case undo, redo
  case reveal, predict
  case nextStep, previousStep, returnToStep, chooseLesson
  case help, prompt, close, redraw, suspend, quit
}

/// One row of the keymap: keys, what they do, and how footer and help say it.
struct Binding: Sendable {
  let keys: [Key]
  let command: Command
  /// A word or two for the footer.
  let label: String
  /// A phrase for the help.
  let help: String
  let group: Group
  /// The views in which the keys do this.
  var views = Set(View.allCases)

  enum Group: String, CaseIterable, Sendable {
    case step = "Step"
    case change = "Change"
    case look = "Look"
    case lesson = "Lesson"
    case program = "Program"
  }
}

/// The one table that key matching, footer, help overlay and tests share.
enum Keymap {
  static let bindings: [Binding] =
    own
    + channelsBindings
    + StackCommand.bindings
    + View.allCases.map { view in
      Binding([view.key], .show(view), view.name, "the view \(view.name)", .look)
    }

  /// The views in which a window's taps are walked.
  private static let withTaps = besidesChannels.subtracting([.stack])
  /// The views in which elements can be marked.
  private static let withMarks = besidesChannels.subtracting([.compare])

  private static let own: [Binding] = [
    Binding([.right, "l"], .right, "next", "next output element", .step),
    Binding([.left, "h"], .left, "previous", "previous output element", .step),
    Binding([.down, "j"], .down, "row", "next row", .step),
    Binding([.up], .up, "row", "previous row", .step),
    Binding([.home], .first, "first", "first element of the channel", .step),
    Binding([.end], .last, "last", "last element of the channel", .step),
    Binding(
      [.pageDown], .nextChannel, "channel", "next output channel", .step, in: besidesChannels),
    Binding(
      [.pageUp], .previousChannel, "channel", "previous output channel", .step, in: besidesChannels),
    Binding(["."], .nextTap, "tap", "one tap forward: the sum grows", .step, in: withTaps),
    Binding([","], .previousTap, "tap", "one tap back", .step, in: withTaps),
    Binding(["}"], .nextTapRow, "row", "a row of taps forward", .step, in: withTaps),
    Binding(["{"], .previousTapRow, "row", "a row of taps back", .step, in: withTaps),
    Binding([" "], .play, "play", "play or pause", .step),
    Binding(["+", "="], .faster, "faster", "play faster", .step),
    Binding(["-"], .slower, "slower", "play slower", .step),

    Binding(["k"], .more(.kernel), "kernel", "larger kernel, or adaptive output", .change),
    Binding(["K"], .less(.kernel), "kernel", "smaller", .change),
    Binding(["s"], .more(.stride), "stride", "longer stride", .change),
    Binding(["S"], .less(.stride), "stride", "shorter", .change),
    Binding(["p"], .more(.padding), "padding", "more padding", .change),
    Binding(["P"], .less(.padding), "padding", "less", .change),
    Binding(["d"], .more(.dilation), "dilation", "larger dilation", .change),
    Binding(["D"], .less(.dilation), "dilation", "smaller", .change),
    Binding(["g"], .more(.groups), "groups", "more groups, up to depthwise", .change),
    Binding(["G"], .less(.groups), "groups", "fewer", .change),
    Binding(["m"], .more(.outputChannels), "maps", "more output channels", .change),
    Binding(["M"], .less(.outputChannels), "maps", "fewer", .change),
    Binding(["o"], .nextOperator, "operator", "next operator", .change),
    Binding(["O"], .previousOperator, "operator", "previous", .change),
    Binding(["i"], .nextSample, "input", "next sample input", .change),
    Binding(["I"], .previousSample, "input", "previous", .change),
    Binding(["w"], .nextKernel, "weights", "next named kernel", .change),
    Binding(["W"], .previousKernel, "weights", "previous", .change),
    Binding(
      ["b"], .typeBias, "bias", "type this map's bias", .change,
      in: Set(View.allCases).subtracting([.compare])),
    Binding(["x"], .separate, "separable", "depthwise, then 1×1", .change),
    Binding(["u"], .undo, "undo", "undo a change", .change),
    Binding(["U"], .redo, "redo", "redo", .change),

    Binding(
      ["n"], .nextComparison, "comparison", "next pair of set-ups", .change, in: [.compare]),
    Binding(
      ["N"], .previousComparison, "comparison", "previous", .change, in: [.compare]),
    Binding(["b"], .pin, "B := A", "make B what A is now", .change, in: [.compare]),
    Binding(["e"], .swap, "exchange", "A and B change places", .change, in: [.compare]),

    Binding(
      [.tab], .focusNext, "focus", "focus input, kernel, output, settings", .look,
      in: withMarks),
    Binding([.backTab], .focusPrevious, "focus", "focus the one before", .look, in: withMarks),
    Binding(
      [.enter], .choose, "go", "go to the first output that reads the cursor", .look, in: withMarks),
    Binding([.enter], .choose, "reveal", "reveal a hidden value", .look, in: [.compare]),
    Binding(
      [.enter], .choose, "go on", "next step of a lesson, or a hidden value", .look,
      in: Set(View.allCases).subtracting(withMarks)),
    Binding(
      ["c"], .nextInputChannel, "channel", "show the next input channel", .look, in: besidesChannels
    ),
    Binding(
      ["C"], .previousInputChannel, "channel", "show the previous", .look, in: besidesChannels),
    Binding(["]"], .nextLayer, "layer", "step into the next layer", .look),
    Binding(["["], .previousLayer, "layer", "step into the previous", .look),

    Binding([">"], .nextStep, "next", "next step of the lesson, also Enter", .lesson),
    Binding(["<", .backspace], .previousStep, "back", "back to the step before", .lesson),
    Binding(["f"], .returnToStep, "follow", "follow the lesson again, from its step", .lesson),
    Binding(["L"], .chooseLesson, "lessons", "list the lessons, or leave one", .lesson),
    Binding(["v"], .reveal, "reveal", "reveal a hidden value, also Enter", .lesson),
    Binding(["V"], .predict, "predict", "hide every value until revealed", .lesson),

    Binding(["?"], .help, "all keys", "this help", .program),
    Binding([":"], .prompt, "command", "command line: settings, layers, input …", .program),
    Binding([.escape], .close, "close", "close the help, leave the tap, unmark", .program),
    Binding([.control("l")], .redraw, "redraw", "draw the screen anew", .program),
    Binding([.control("z")], .suspend, "suspend", "suspend (fg comes back)", .program),
    Binding(["q", .control("c")], .quit, "quit", "quit", .program),
  ]

  /// The rows that a view has.
  static func bindings(in view: View) -> [Binding] {
    bindings.filter { $0.views.contains(view) }
  }

  private static let commands: [View: [Key: Command]] = Dictionary(
    uniqueKeysWithValues: View.allCases.map { view in
      let pairs = bindings(in: view).flatMap { binding in
        binding.keys.map { ($0, binding.command) }
      }
      return (view, Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    })

  static func command(for key: Key, in view: View) -> Command? { commands[view]?[key] }

  static func binding(of command: Command, in view: View) -> Binding? {
    bindings.first { $0.command == command && $0.views.contains(view) }
  }
}

extension Binding {
  init(
    _ keys: [Key], _ command: Command, _ label: String, _ help: String, _ group: Group,
    in views: Set<View> = Set(View.allCases)
  ) {
    self.init(keys: keys, command: command, label: label, help: help, group: group, views: views)
  }
}

extension Key: ExpressibleByUnicodeScalarLiteral {
  public init(unicodeScalarLiteral scalar: Unicode.Scalar) { self = .character(Character(scalar)) }

  /// As footer and help write the key.
  var name: String {
    switch self {
    case .character(" "): "space"
    case .character(let character): String(character)
    case .control(let character): "^\(character.uppercased())"
    case .alt(let key): "Alt-\(key.name)"
    case .left: "←"
    case .right: "→"
    case .up: "↑"
    case .down: "↓"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .tab: "Tab"
    case .backTab: "⇧Tab"
    case .enter: "Enter"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .function(let number): "F\(number)"
    case .unknown: "?"
    }
  }

  /// A key named as tmux's `send-keys` names it; nil for a name it does not know.
  public init?(named name: String) {
    if let key = Key.named[name] {
      self = key
    } else if name.hasPrefix("C-"), name.count == 3, let last = name.last {
      self = .control(Character(last.lowercased()))
    } else if name.hasPrefix("M-"), let key = Key(named: String(name.dropFirst(2))) {
      self = .alt(key)
    } else if name.hasPrefix("F"), let number = Int(name.dropFirst()), (1...12).contains(number) {
      self = .function(number)
    } else if name.count == 1, let character = name.first {
      self = .character(character)
    } else {
      return nil
    }
  }

  private static let named: [String: Key] = [
    "Left": .left, "Right": .right, "Up": .up, "Down": .down, "Home": .home, "End": .end,
    "PageUp": .pageUp, "PPage": .pageUp, "PgUp": .pageUp, "PageDown": .pageDown,
    "NPage": .pageDown, "PgDn": .pageDown, "Tab": .tab, "BTab": .backTab, "Enter": .enter,
    "Escape": .escape, "Esc": .escape, "BSpace": .backspace, "DC": .delete, "Delete": .delete,
    "Space": .character(" "),
  ]
}
