import ConvCore

/// A number being typed into the input, the filter or the bias.
struct Entry: Hashable, Sendable {
  /// Where the number goes; channels as the network counts them.
  enum Target: Hashable, Sendable {
    case input(channel: Int, Pair)
    case weight(from: Int, to: Int, Pair)
    case bias(Int)
  }

  let target: Target
  var line = EditedLine()
  var complaint: String?

  /// As the status line names it: `input[0, 2, 3]`, `weight[1, 0, 2, 2]`, `bias[1]`.
  func name(in operation: any Operator) -> String {
    switch target {
    case .input(let channel, let place): "input[\(channel), \(place.rows), \(place.columns)]"
    case .weight(let from, let to, let place):
      subscripts(operation.filter(from: from, to: to), place)
    case .bias(let channel): "bias[\(channel)]"
    }
  }

  private func subscripts(_ filter: (Int, Int), _ place: Pair) -> String {
    "weight[\(filter.0), \(filter.1), \(place.rows), \(place.columns)]"
  }

  /// The number typed; refused when it is none, or beyond Float32.
  func value() throws(Refusal) -> Float {
    guard Entry.isNumeral(line.text), let value = Float(line.text) else {
      throw Refusal("'\(line.text.cut(20))' is no number: write one such as -2, 0.5 or 1e-3")
    }
    guard value.isFinite else {
      throw Refusal("\(line.text.cut(20)) is beyond Float32: numbers end at 3.4e38")
    }
    return value
  }

  /// Nothing but what decimal numbers are written with.
  static func isNumeral(_ text: String) -> Bool {
    text.allSatisfy { "0123456789.-+eE".contains($0) }
  }

  /// A key that a number may begin with.
  static func begins(with key: Key) -> Bool {
    guard case .character(let character) = key else { return false }
    return "0123456789.-".contains(character)
  }
}

extension Model {
  /// Begins to type a number when one is typed at a marked element or weight.
  mutating func beginEntry(with key: Key) -> Bool {
    guard view == .window, !isHelping, lessonMenu == nil, Entry.begins(with: key),
      let target = marksTarget
    else { return false }
    leavePath()
    beginEntry(target)
    if entry != nil { _ = pressInEntry(key) }
    return true
  }

  private var marksTarget: Entry.Target? {
    switch focus {
    case .input: marked.map { .input(channel: shownChannel, $0) }
    case .kernel:
      markedKernel.map { .weight(from: shownChannel, to: setup.position.channel, $0) }
    case .output, .settings: nil
    }
  }

  /// Types the bias of the map that one stands in.
  mutating func typeBias() { beginEntry(.bias(setup.position.channel)) }

  private mutating func beginEntry(_ target: Entry.Target) {
    let notation = stratum.operation.notation(short: true)
    switch target {
    case .input where setup.layer > 0:
      refuse(
        Refusal("the input of layer \(setup.layer) is computed: [ steps back to layer 0's input"))
    case .weight where stratum.operation.parameterShape == nil:
      refuse(Refusal("\(notation) has no weights to change: o finds an operator that has"))
    case .bias where stratum.operation.parameterShape?.bias == nil:
      refuse(Refusal("\(notation) has no bias to change"))
    case .input, .weight, .bias: entry = Entry(target: target)
    }
  }

  /// Edits the number; Enter sets it, the arrows set it and go on, Esc gives it up.
  mutating func pressInEntry(_ key: Key) -> Effect? {
    switch key {
    case .escape, .control("c"): entry = nil
    case .enter: _ = commitEntry()
    case .control("l"): return .redraw
    case .control("z"): return .suspend
    case .up, .down, .tab, .backTab: return commitEntry() ? press(key) : nil
    case .backspace where entry?.line.isEmpty == true: entry = nil
    default: edit(key)
    }
    return nil
  }

  private mutating func edit(_ key: Key) {
    guard var edited = entry else { return }
    edited.complaint = nil
    if !edited.line.edit(key) {
      edited.complaint = "\(key.name) does nothing here: Enter sets the number, Esc gives it up"
    }
    entry = edited
  }

  /// Puts the number where it belongs; false: it is refused, and stays to be mended.
  private mutating func commitEntry() -> Bool {
    guard let entry else { return false }
    do throws(Refusal) {
      try set(entry, to: try entry.value())
      self.entry = nil
      return true
    } catch {
      self.entry?.complaint = error.description
      return false
    }
  }

  private mutating func set(_ entry: Entry, to value: Float) throws(Refusal) {
    let tap = tap
    let name = entry.name(in: stratum.operation)
    let before = NumberFormat.exact(self.value(at: entry.target))
    change("\(name) \(before) → \(NumberFormat.exact(value))") { $0.put(value, at: entry.target) }
    // The window still reads what it read.
    self.tap = tap
  }

  /// The number that is there now.
  func value(at target: Entry.Target) -> Float {
    let parameters = stage.trace.layer.parameters
    switch target {
    case .input(let channel, let place):
      return stage.trace.input[0, channel, place.rows, place.columns]
    case .weight(let from, let to, let place):
      let filter = stratum.operation.filter(from: from, to: to)
      return parameters.weight?[filter.0, filter.1, place.rows, place.columns] ?? 0
    case .bias(let channel): return parameters.bias?[channel] ?? 0
    }
  }
}

extension Setup {
  /// Puts a number into the input, or into the chosen layer's parameters, which become its own.
  fileprivate mutating func put(_ value: Float, at target: Entry.Target) {
    let operation = strata[layer].operation
    var parameters = strata[layer].weights.parameters(for: operation)
    switch target {
    case .input(let channel, let place):
      input[0, channel, place.rows, place.columns] = value
      inputName = Setup.edited(inputName)
      return
    case .weight(let from, let to, let place):
      let filter = operation.filter(from: from, to: to)
      parameters.weight?[filter.0, filter.1, place.rows, place.columns] = value
    case .bias(let channel): parameters.bias?[channel] = value
    }
    strata[layer].weights = .given(parameters)
  }

  private static let mark = ", edited"

  private static func edited(_ name: String) -> String {
    name.hasSuffix(mark) ? name : name + mark
  }

  /// The input's name before any number in it was changed.
  var originalInputName: String {
    inputName.hasSuffix(Setup.mark)
      ? String(inputName.dropLast(Setup.mark.count)) : inputName
  }
}
