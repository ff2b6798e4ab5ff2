import ConvCore

/// What a command writes into a file.
public enum Export: Hashable, Sendable {
  /// One array, and in a word which.
  case array(NumericArray, name: String)
  case state(SavedState)
  /// A program, and the arrays for the .npz file beside it.
  case code(PyTorchCode)
}

extension PromptCommand {
  /// The commands that write files.
  static let files: [PromptCommand] = [
    PromptCommand(
      name: "save", form: "input, kernel, bias or output, and FILE.npy",
      help: "write an array", words: { _ in Model.arrayNames },
      files: FilePlace(kind: .array, wordsBefore: 1), keepsPath: true, mayReplace: true
    ) { (model, argument) throws(Refusal) in
      guard let (name, file) = argument.firstWord, Model.arrayNames.contains(name) else {
        throw argument.refusal
      }
      let path = try argument.path(file, ending: ".npy")
      return .save(
        .array(try model.array(named: name), name: name), to: path, isReplacing: argument.isForced)
    },
    PromptCommand(
      name: "state", form: "FILE", help: "write all, for convscope --state FILE",
      files: FilePlace(kind: .state), keepsPath: true, mayReplace: true
    ) { (model, argument) throws(Refusal) in
      .save(.state(model.saved), to: argument.text.unquoted, isReplacing: argument.isForced)
    },
    PromptCommand(
      name: "code", form: "[FILE.py]", help: "show or write PyTorch lines",
      files: FilePlace(kind: .code), keepsPath: true, mayReplace: true
    ) { (model, argument) throws(Refusal) in
      guard !argument.text.isEmpty else {
        model.code = CodePage(PyTorchCode(model, file: "convscope.npz"))
        return nil
      }
      let path = try argument.path(argument.text, ending: ".py")
      let name = path.split(separator: "/").last ?? ""
      let code = PyTorchCode(model, file: "\(name.dropLast(3)).npz")
      return .save(.code(code), to: path, isReplacing: argument.isForced)
    },
  ]
}

extension PromptCommand.Argument {
  /// The first word, and what follows it.
  fileprivate var firstWord: (String, rest: String)? {
    guard let blank = text.firstIndex(of: " ") else { return nil }
    return (String(text[..<blank]), String(text[blank...]).trimmed)
  }

  fileprivate func path(_ text: String, ending: String) throws(Refusal) -> String {
    let path = text.unquoted
    guard path.hasSuffix(ending), path.count > ending.count else {
      throw Refusal("'\(path)' does not end in \(ending): write \(path.withoutEnding)\(ending)")
    }
    return path
  }
}

extension String {
  /// A file's name up to its last point.
  fileprivate var withoutEnding: String {
    let start = lastIndex(of: "/").map { index(after: $0) } ?? startIndex
    guard let point = self[start...].lastIndex(of: "."), point > start else { return self }
    return String(self[..<point])
  }
}

extension Model {
  fileprivate static let arrayNames = ["input", "kernel", "bias", "output"]

  /// What the layer reads, its parameters, or what it gives.
  fileprivate func array(named name: String) throws(Refusal) -> NumericArray {
    let notation = stratum.operation.notation(short: true)
    switch name {
    case "input": return stage.trace.input.imageArray
    case "output":
      guard stage.isFilled else { throw Refusal("the output is still being computed: wait for it") }
      return stage.output.imageArray
    case "kernel":
      guard let weight = stage.trace.layer.parameters.weight else {
        throw Refusal("\(notation) has no weights to save")
      }
      return NumericArray(lengths: weight.shape.lengths, elements: weight.elements)
    default:
      guard let bias = stage.trace.layer.parameters.bias else {
        throw Refusal("\(notation) has no bias to save")
      }
      return NumericArray(lengths: [bias.count], elements: bias)
    }
  }
}

extension Tensor {
  /// The one image, without a batch axis.
  var imageArray: NumericArray {
    NumericArray(lengths: Array(shape.lengths.dropFirst()), elements: elements)
  }
}
