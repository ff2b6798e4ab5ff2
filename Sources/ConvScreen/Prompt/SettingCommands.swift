import ConvCore

extension Model {
  /// A command for every setting of the present operator, by PyTorch's name and by the screen's.
  var settingCommands: [PromptCommand] {
    let operation = stratum.operation
    return zip(operation.settingForms, operation.settingValues).map { setting, present in
      let (name, form) = setting
      return PromptCommand(
        name, otherNames: shortNames(of: name), form.text, "now \(present.value)",
        words: { _ in form.words + (form.words.contains("True") ? ["on", "off"] : []) },
        act: { (model, argument) throws(Refusal) in
          try model.set(name, form: form, to: argument)
        })
    }
  }

  private mutating func set(
    _ name: String, form: SettingForm, to argument: PromptCommand.Argument
  ) throws(Refusal) {
    guard let value = Value(shorthand: argument.text) else { throw argument.refusal }
    let present = stratum.operation
    let next = try present.changed(name, form: form, to: value)
    guard next.notation(short: false) != present.notation(short: false) else {
      status = Status(text: "\(name) is \(argument.text) already")
      return
    }
    replaceLayer(by: next, isNew: false)
  }
}

extension Operator {
  fileprivate func changed(
    _ name: String, form: SettingForm, to value: Value
  ) throws(Refusal) -> any Operator {
    if let stray = form.stray(in: value) {
      throw Refusal("\(name) \(stray) is not a whole number: write \(form.text)")
    }
    return try setting(name, to: value)
  }
}

/// The screen's names of a setting, as one may type them.
private func shortNames(of name: String) -> [String] {
  let short = settingName(name).replacing(" ", with: "_")
  return (short == name ? [] : [short]) + (name == "out_channels" ? ["maps"] : [])
}

extension String {
  fileprivate func replacing(_ old: Character, with new: Character) -> String {
    String(map { $0 == old ? new : $0 })
  }
}

extension Value {
  /// A literal, or what is quicker to type: `5x3` and `5, 3` for (5, 3), `on` for True.
  init?(shorthand text: String) {
    switch text.lowercased() {
    case "on", "true", "yes": self = .truth(true)
    case "off", "false", "no": self = .truth(false)
    case "none": self = .none
    default:
      let lengths = text.split(whereSeparator: { "x× ,".contains($0) }).map { Int($0) }
      if lengths.count > 1, !lengths.contains(nil) {
        self = .list(lengths.compactMap { $0.map(Value.integer) })
      } else if let value = Notation.value(text) ?? Notation.value("(\(text))") {
        self = value
      } else {
        return nil
      }
    }
  }
}
