/// The hyper-parameters that have a key of their own.
public enum Knob: Hashable, Sendable, CaseIterable {
  case kernel, stride, padding, dilation, groups, outputChannels
}

/// One hyper-parameter of an operator: what parsing, printing and live change need of it.
public struct Setting<Root>: Sendable {
  /// PyTorch's name of the argument.
  public let name: String
  public let knob: Knob?
  public let form: SettingForm
  /// Printed without its name.
  let isPositional: Bool
  /// The value when the argument is left out; nil: it must be given.
  let standard: Value?
  let read: @Sendable (Root, _ short: Bool) -> Value
  let write: @Sendable (inout Root, Value) throws(Refusal) -> Void
  let step: @Sendable (inout Root, Int) throws(Refusal) -> Void

  /// A setting stored at `path`, whole numbers not below `least`.
  init<Stored: SettingValue>(
    _ name: String, _ path: any WritableKeyPath<Root, Stored> & Sendable, standard: Stored?,
    least: Int = 0, knob: Knob? = nil, isPositional: Bool = false
  ) {
    self.name = name
    self.knob = knob
    form = Stored.form
    self.isPositional = isPositional
    self.standard = standard?.literal(short: true)
    read = { root, short in root[keyPath: path].literal(short: short) }
    write = { (root, value) throws(Refusal) in
      do throws(Refusal) {
        root[keyPath: path] = try Stored(value, least: least)
      } catch {
        throw Refusal("\(name) \(error)")
      }
    }
    step = { (root, change) throws(Refusal) in
      do throws(Refusal) {
        root[keyPath: path] = try root[keyPath: path].stepped(by: change, least: least)
      } catch {
        throw Refusal("\(name) \(error)")
      }
    }
  }
}

extension Operator {
  /// The names and present values of all settings, in PyTorch's order.
  public var settingValues: [(name: String, value: String, knob: Knob?)] {
    Self.settings.map { ($0.name, $0.read(self, true).description, $0.knob) }
  }

  /// The operator with one setting a step larger (+1) or smaller (−1).
  public func stepping(_ name: String, by change: Int) throws(Refusal) -> Self {
    try stepped(name, by: change)
  }

  func stepped(_ name: String, by change: Int) throws(Refusal) -> Self {
    guard let setting = Self.settings.first(where: { $0.name == name }) else {
      throw Refusal("nn.\(Self.name) has no \(name)")
    }
    var changed = self
    try setting.step(&changed, change)
    try changed.check()
    return changed
  }

  /// The operator with the setting of a knob a step larger or smaller.
  public func turning(_ knob: Knob, by change: Int) throws(Refusal) -> Self {
    guard let setting = Self.settings.first(where: { $0.knob == knob }) else {
      throw Refusal("nn.\(Self.name) has no \(knob.words) to change")
    }
    return try stepping(setting.name, by: change)
  }

  /// A copy whose stride is written out before a change of the stride steps it.
  func withOwnStride(
    _ name: String, _ stride: Pair, _ path: WritableKeyPath<Self, Pair?>
  ) -> Self {
    guard name == "stride" else { return self }
    var copy = self
    copy[keyPath: path] = stride
    return copy
  }

  /// PyTorch's constructor call; settings at their defaults are left out.
  ///
  /// `short` writes a pair of equal numbers as one: `kernel_size=3` for `kernel_size=(3, 3)`.
  public func notation(short: Bool) -> String {
    let arguments = Self.settings.compactMap { setting -> String? in
      let value = setting.read(self, short)
      if setting.isPositional { return value.description }
      return setting.read(self, true) == setting.standard ? nil : "\(setting.name)=\(value)"
    }
    return "nn.\(Self.name)(\(arguments.joined(separator: ", ")))"
  }
}

extension Knob {
  /// As the field calls it.
  public var words: String {
    switch self {
    case .kernel: "kernel"
    case .stride: "stride"
    case .padding: "padding"
    case .dilation: "dilation"
    case .groups: "groups"
    case .outputChannels: "output channels"
    }
  }
}
