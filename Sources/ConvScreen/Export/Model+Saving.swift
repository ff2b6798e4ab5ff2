import ConvCore

extension Model {
  /// What `init(size:saved:options:)` and `resumeLesson(of:settle:)` need to show the same.
  public var saved: SavedState {
    SavedState(words: setup.savedWords.merging(savedWords) { $1 }, arrays: setup.savedArrays)
  }

  private var savedWords: [String: String] {
    var words = [
      "convscope": SavedState.format,
      "view": view.name, "focus": "\(focus)", "setting": "\(chosenSetting)",
      "input channel": "\(inputChannel)", "speed": "\(Model.speeds[speed])",
    ]
    words.merge(viewWords) { $1 }
    words["lesson"] = course?.lesson.name
    words["lesson step"] = course.map { "\($0.place)" }
    words["lesson path"] = course.map { "\(!$0.isOffPath)" }
    words["tap"] = tap.map { "\($0)" }
    words["marked"] = marked.map { "\($0.rows),\($0.columns)" }
    words["marked kernel"] = markedKernel.map { "\($0.rows),\($0.columns)" }
    return words
  }
}

extension Model {
  /// What each view keeps for itself.
  private var viewWords: [String: String] {
    var words = [
      "predicting": "\(isPredicting)", "revealed": "\(isRevealed)",
      "stack focus": "\(stack.focus)", "stack paths": "\(stack.showsPaths)",
      "stack channel": "\(stack.inputChannel)", "channels page": "\(channels.page)",
    ]
    words["channels stage"] = channels.stage(at: setup.position).map { "\($0)" }
    return words
  }
}

extension Setup {
  fileprivate var savedWords: [String: String] {
    var words = [
      "input": inputName,
      "position": "\(position.channel),\(position.row),\(position.column)",
    ]
    words.merge(strata.savedWords(layer: layer, prefix: "")) { $1 }
    if let alternative {
      words.merge(alternative.strata.savedWords(layer: alternative.layer, prefix: "B ")) { $1 }
      words["B name"] = alternative.name
    }
    return words
  }

  fileprivate var savedArrays: [String: NumericArray] {
    ["input": input.imageArray].merging(strata.savedArrays(prefix: "")) { $1 }
      .merging(alternative?.strata.savedArrays(prefix: "B.") ?? [:]) { $1 }
  }
}

extension [Stratum] {
  fileprivate func savedWords(layer: Int, prefix: String) -> [String: String] {
    [
      "\(prefix)layer": "\(layer)",
      "\(prefix)layers": map { $0.operation.notation(short: true) }.joined(separator: "\n"),
      "\(prefix)names": map(\.name).joined(separator: "\n"),
      "\(prefix)weights": map(\.weights.word).joined(separator: "\n"),
    ]
  }

  fileprivate func savedArrays(prefix: String) -> [String: NumericArray] {
    var arrays: [String: NumericArray] = [:]
    for stratum in self {
      let layer = Layer(name: stratum.name, operation: stratum.operation, parameters: .none)
      switch stratum.weights {
      case .integers: break
      case .kernel(let kernel):
        arrays[prefix + layer.key("kernel")] = NumericArray(
          lengths: [kernel.rows.count, kernel.rows[0].count], elements: kernel.rows.flatMap { $0 })
      case .given(let given):
        arrays[prefix + layer.key("weight")] = given.weight.map {
          NumericArray(lengths: $0.shape.lengths, elements: $0.elements)
        }
        arrays[prefix + layer.key("bias")] = given.bias.map {
          NumericArray(lengths: [$0.count], elements: $0)
        }
      }
    }
    return arrays
  }
}

extension Weights {
  fileprivate var word: String {
    switch self {
    case .integers: "integers"
    case .kernel(let kernel): "kernel \(kernel.name)"
    case .given: "given"
    }
  }
}
