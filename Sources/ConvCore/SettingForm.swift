/// How the values of a setting are written, for help, completion and refusals.
public struct SettingForm: Hashable, Sendable {
  /// In a few words: `5 or (5, 3)`.
  public let text: String
  /// The values that are words.
  public let words: [String]
  /// Beside the words only whole numbers are values, alone or in lists.
  let isOfWholeNumbers: Bool

  init(_ text: String, words: [String] = [], isOfWholeNumbers: Bool = false) {
    self.text = text
    self.words = words
    self.isOfWholeNumbers = isOfWholeNumbers
  }
}

extension SettingForm {
  /// The part of a value that stands where only a whole number can; nil without one.
  ///
  /// A word is another matter where words are values.
  public func stray(in value: Value) -> Value? {
    guard isOfWholeNumbers else { return nil }
    switch value {
    case .integer: return nil
    case .none where words.contains("None"): return nil
    case .string where words.contains { $0 != "None" }: return nil
    case .other where words.contains { $0 != "None" }: return nil
    case .list(let items): return items.lazy.compactMap(stray).first
    case .float, .string, .truth, .none, .other: return value
    }
  }
}

extension Int {
  static var form: SettingForm { SettingForm("a whole number", isOfWholeNumbers: true) }
}

extension Float {
  static var form: SettingForm { SettingForm("a number") }
}

extension Bool {
  static var form: SettingForm { SettingForm("True or False", words: ["True", "False"]) }
}

extension Pair {
  static var form: SettingForm { SettingForm("5 or (5, 3)", isOfWholeNumbers: true) }
}

extension Optional where Wrapped: SettingValue {
  static var form: SettingForm {
    let form = Wrapped.form
    return SettingForm(
      "\(form.text), or None", words: form.words + ["None"],
      isOfWholeNumbers: form.isOfWholeNumbers)
  }
}

extension Padding {
  static var form: SettingForm {
    SettingForm(
      "1, (1, 2), ((0, 1), (0, 1)) or same", words: ["same", "same_lower", "same_upper", "valid"],
      isOfWholeNumbers: true)
  }
}

extension Sides {
  static var form: SettingForm {
    SettingForm("1 or (left, right, top, bottom)", isOfWholeNumbers: true)
  }
}

extension PaddingMode {
  static var form: SettingForm {
    let words = allCases.map(\.rawValue)
    return SettingForm(Names.choice(words), words: words)
  }
}

extension AdaptiveSize {
  static var form: SettingForm {
    SettingForm("3, (3, 5) or (3, None)", words: ["None"], isOfWholeNumbers: true)
  }
}

extension Operator {
  /// The forms of all settings, in PyTorch's order.
  public var settingForms: [(name: String, form: SettingForm)] {
    Self.settings.map { ($0.name, $0.form) }
  }

  /// The operator with one setting at another value; refused where no such operator can be.
  public func setting(_ name: String, to value: Value) throws(Refusal) -> Self {
    guard let setting = Self.settings.first(where: { $0.name == name }) else {
      throw Refusal("nn.\(Self.name) has no \(name)")
    }
    var changed = self
    try setting.write(&changed, value)
    try changed.check()
    return changed
  }
}

extension Catalog {
  /// The first operator that has a setting of this name, without `nn.`.
  public static func settingOwner(of setting: String) -> String? {
    operators.first { type in names(of: type).contains(setting) }?.name
  }

  private static func names<Made: Operator>(of type: Made.Type) -> [String] {
    Made.settings.map(\.name)
  }
}
