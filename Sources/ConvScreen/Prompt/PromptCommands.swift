import ConvCore

extension PromptCommand {
  /// The commands that there always are.
  static let all = changes + files + [help, quit]

  private static let help = PromptCommand(
    name: "help", form: "", help: "all keys and commands", keepsPath: true
  ) { model, _ in
    model.isHelping = true
    return nil
  }
  private static let quit = PromptCommand("quit", "", "quit", effect: { _, _ in .quit })

  private static let changes: [PromptCommand] = [
    PromptCommand(
      "layer", "a call such as nn.MaxPool2d(2)", "put another operator here",
      words: { _ in Catalog.names.map { "nn.\($0)(" } },
      act: { (model, argument) throws(Refusal) in try model.replaceLayer(argument) }),
    PromptCommand(
      "layers", "calls such as nn.Sequential(nn.ReLU(), nn.MaxPool2d(2))", "put other layers",
      words: { _ in ["nn.Sequential("] + Catalog.names.map { "nn.\($0)(" } },
      act: { (model, argument) throws(Refusal) in try model.replaceAllLayers(argument) }),
    PromptCommand(
      "input", "sample:NAME or FILE [--gray] [--resize CxR] [--crop X,Y,CxR]", "read another input",
      words: { model in model.options.samples.map { "sample:\($0)" } },
      options: ["--gray", "--resize", "--crop"], files: FilePlace(kind: .input),
      effect: { (_, argument) throws(Refusal) in .load(try Source(argument)) }),
    PromptCommand(
      "weights", "a kernel's name, or the word integers", "use named weights",
      words: { ["integers"] + $0.options.kernels.map(\.name) },
      act: { (model, argument) throws(Refusal) in try model.useWeights(argument) }),
    PromptCommand(
      "goto", "map,row,column or row,column", "go to that output element",
      act: { (model, argument) throws(Refusal) in try model.goTo(argument) }),
    PromptCommand(
      "view", Names.choice(View.names), "show that view", words: { _ in View.names },
      act: { (model, argument) throws(Refusal) in try model.showView(argument) }),
    PromptCommand(
      "speed", Names.choice(Model.speeds.map(String.init)), "elements a second",
      words: { _ in Model.speeds.map(String.init) },
      act: { (model, argument) throws(Refusal) in try model.setSpeed(argument) }),
    PromptCommand(
      name: "compare", form: "a comparison's name, or A | B as layers",
      help: "set two stacks beside each other",
      words: { $0.options.comparisons.map(\.name) },
      run: { (model, argument) throws(Refusal) in try model.compare(argument) }),
    PromptCommand(
      name: "lesson", form: "[a lesson's name]", help: "open a lesson, or list all",
      words: { $0.options.lessons.names },
      run: { (model, argument) throws(Refusal) in
        guard argument.text.isEmpty else { return try model.openLesson(named: argument.text) }
        model.chooseLesson()
        return nil
      }),
    PromptCommand(
      "predict", "", "hide every value until it is revealed",
      act: { model, _ in model.togglePredicting() }),
    PromptCommand("undo", "", "undo a change", act: { model, _ in model.undo() }),
    PromptCommand("redo", "", "redo", act: { model, _ in model.redo() }),
  ]
}

extension View {
  /// As one types them.
  static let names = allCases.map { $0.name.lowercased() }
}

/// Where an input is loaded from, and how a picture is made ready.
public struct Source: Hashable, Sendable {
  /// `sample:digit`, `photo.jpg`, `arrays.npz:name`.
  public var name: String
  public var isGray = false
  /// `COLSxROWS`.
  public var resize: String?
  /// `X,Y,COLSxROWS`.
  public var crop: String?

  public init(name: String) { self.name = name }

  /// As the command line has it: the name, then the options.
  init(_ argument: PromptCommand.Argument) throws(Refusal) {
    let (name, rest) = argument.text.partedAtOptions
    self.name = name
    var options = rest.words[...]
    guard !name.isEmpty else {
      throw Refusal(
        "\(argument.command) needs sample:NAME or a file's name before \(options.first ?? "")")
    }
    while let option = options.popFirst() {
      switch option {
      case "--gray": isGray = true
      case "--resize": resize = try Source.value(of: option, "COLSxROWS", &options)
      case "--crop": crop = try Source.value(of: option, "X,Y,COLSxROWS", &options)
      default:
        throw Refusal(
          "'\(option)' is no option of \(argument.command): it has --gray, --resize and --crop")
      }
    }
  }

  private static func value(
    of option: String, _ form: String, _ options: inout ArraySlice<String>
  ) throws(Refusal) -> String {
    guard let value = options.popFirst() else { throw Refusal("\(option) needs \(form)") }
    return value
  }

  /// As the screen names the input.
  public var title: String {
    name + (crop.map { " --crop \($0)" } ?? "") + (resize.map { " --resize \($0)" } ?? "")
      + (isGray ? " --gray" : "")
  }
}
