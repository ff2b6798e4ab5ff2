import ArgumentParser
import ConvCore
import ConvFiles
import ConvScreen

/// What the explorer opens on.
struct ExploreOptions: ParsableArguments {
  @Argument(help: .layers, completion: .file())
  var layers: String?

  @OptionGroup(title: "Input and parameters") var source: SourceOptions
  @OptionGroup var teaching: TeachingOptions

  @Option(help: ArgumentHelp("Which image of a batch.", valueName: "number"))
  var batchIndex = 0

  @Option(
    help: ArgumentHelp(
      "Show again what :state saved; instead of layers, input and parameters.", valueName: "file"),
    completion: .file())
  var state: String?

  func validate() throws {
    let others = [
      ("LAYERS", layers != nil), ("--input", source.input != nil),
      ("--weight", source.weight != nil), ("--bias", source.bias != nil),
      ("--parameters", source.parameters != nil), ("--kernel", source.kernel != nil),
      ("--gray", source.gray), ("--resize", source.resize != nil), ("--crop", source.crop != nil),
      ("--batch-index", batchIndex != 0),
    ]
    guard state != nil, let other = others.first(where: \.1) else { return }
    throw ValidationError("--state holds all that is shown: leave out \(other.0)")
  }
}

extension ExploreOptions {
  /// The explorer's model; the built-in digit under a Sobel filter when nothing is asked for.
  func model(size: Size, isDark: Bool) throws(Refusal) -> Model {
    let options = try modelOptions(isDark: isDark)
    if let state { return try model(of: state, size: size, options: options) }
    let (name, batch) = try input()
    let setup = Setup(
      inputName: name, input: try image(batchIndex, of: batch),
      strata: try strata(channels: batch.shape.channels))
    return try Model(size: size, setup: setup, options: options)
  }

  /// The input that is asked for; else the first that the layers can be applied to: a sample, or
  /// whole numbers.
  private func input() throws(Refusal) -> (name: String, batch: Tensor) {
    if let name = source.input { return (name, try source.tensor(name).tensor) }
    let digit = "sample:digit"
    guard let layers else { return (digit, try source.tensor(digit).tensor) }
    let network = try Notation.network(try SourceOptions.layersText(layers))
    for name in [digit, "sample:rgb", "sample:camera", "sample:astronaut"] {
      let tensor = try source.tensor(name).tensor
      if (try? network.readings(of: tensor.shape)) != nil { return (name, tensor) }
    }
    let channels = network.layers.lazy.compactMap { $0.operation as? any Convolving }.first?
      .inputChannels
    for side in Shape.usualSides {
      let shape = Shape(channels: channels ?? 1, height: side, width: side)
      guard shape.checkedCount != nil, (try? network.readings(of: shape)) != nil else { continue }
      let name = "shape:\(shape.channels),\(side),\(side)"
      return (name, try source.tensor(name).tensor)
    }
    return (digit, try source.tensor(digit).tensor)
  }

  private func modelOptions(isDark: Bool) throws(Refusal) -> Model.Options {
    Model.Options(
      samples: Sample.all.map(\.name),
      kernels: NamedKernel.all.map(KernelChoice.init),
      comparisons: NamedComparison.all.map(ComparisonChoice.init),
      lessons: .builtIn, language: teaching.chosenLanguage, predicts: teaching.predict,
      isDark: isDark, limit: try source.limit())
  }

  /// The model that a file keeps.
  private func model(
    of path: String, size: Size, options: Model.Options
  ) throws(Refusal) -> Model {
    let bytes = try File.bytes(of: path, limit: options.limit)
    let saved = try SavedState(bytes, named: path, limit: options.limit)
    do throws(Refusal) {
      var model = try Model(size: size, saved: saved, options: options)
      try model.resumeLesson(of: saved, settle: settle)
      return model
    } catch {
      throw Refusal("\(path): \(error)")
    }
  }

  private func strata(channels: Int) throws(Refusal) -> [Stratum] {
    let text = layers ?? "nn.Conv2d(\(channels), 1, kernel_size=3)"
    let isGiven = source.weight != nil || source.bias != nil || source.parameters != nil
    // Whole numbers are made for a layer when it is shown.
    let network =
      isGiven || source.kernel != nil ? try source.network(text) : try source.layers(text)
    let kernelName = source.kernel ?? (layers == nil ? "sobel-x" : nil)
    let named = try kernelName.map { (name) throws(Refusal) in try NamedKernel.named(name) }
    let kernel = named.map(KernelChoice.init)
    return network.layers.map { layer in
      let weights: Weights =
        isGiven ? .given(layer.parameters) : kernel.map(Weights.kernel) ?? .integers
      return Stratum(name: layer.name, operation: layer.operation, weights: weights)
    }
  }

  /// Does what the model asks for.
  func perform(_ effect: Effect) -> Action? {
    do throws(Refusal) {
      switch effect {
      case .load(let source): return .loaded(name: source.title, input: try load(source))
      case .list(let query): return .listed(try Folder.listing(query), of: query)
      case .save(let export, let path, let isReplacing):
        return .done(try export.write(to: File.inHome(path), isReplacing: isReplacing))
      case .quit, .suspend, .redraw: return nil
      }
    } catch {
      return .refused(error)
    }
  }

  /// Does what the model asks for, as long as it asks.
  func settle(_ model: inout Model, _ effect: Effect?) {
    var next = effect
    while let effect = next { next = perform(effect).flatMap { model.update($0) } }
  }

  /// The chosen image of a source; of a source of one, that.
  private func load(_ source: Source) throws(Refusal) -> Tensor {
    var wanted = self.source
    (wanted.gray, wanted.resize, wanted.crop) = (source.isGray, source.resize, source.crop)
    let batch = try wanted.tensor(File.inHome(source.name)).tensor
    return try image(batch.shape.batch == 1 ? 0 : batchIndex, of: batch)
  }

  private func image(_ index: Int, of batch: Tensor) throws(Refusal) -> Tensor {
    guard (0..<batch.shape.batch).contains(index) else {
      throw Refusal("--batch-index \(index) is not one of the batch's \(batch.shape.batch)")
    }
    let image = batch.image(index)
    guard image.shape.count > 0 else {
      throw Refusal("an image of \(image.shape) has nothing to show")
    }
    return image
  }
}

extension KernelChoice {
  fileprivate init(_ kernel: NamedKernel) { self.init(name: kernel.name, rows: kernel.rows) }
}

extension ComparisonChoice {
  fileprivate init(_ comparison: NamedComparison) {
    self.init(
      name: comparison.name, summary: comparison.summary, sample: comparison.input,
      first: ComparisonChoice.strata(comparison.first),
      second: ComparisonChoice.strata(comparison.second))
  }

  private static func strata(_ layers: [NamedComparison.WeightedLayer]) -> [Stratum] {
    layers.enumerated().map { place, layer in
      Stratum(
        name: layers.count == 1 ? "" : "\(place)", operation: layer.operation,
        weights: layer.kernel.map { .kernel(KernelChoice($0)) } ?? .integers)
    }
  }
}

struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explore layers on the screen (the default).",
    usage: "convscope [explore] [<layers>] [--input <source>] [<options>]")

  @OptionGroup var options: ExploreOptions
  @OptionGroup(title: "Screen") var terminal: TerminalOptions

  @Flag(help: "List the built-in samples.")
  var listSamples = false

  @Flag(help: "List the named kernels.")
  var listKernels = false

  func run() throws {
    if listSamples { return Sample.all.forEach { print("\($0.name)\t\($0.summary)") } }
    if listKernels { return NamedKernel.all.forEach { print("\($0.name)\t\($0.summary)") } }
    try serve {
      // What cannot be shown is refused before the terminal is touched.
      var model = try options.model(
        size: Size(columns: 80, rows: 24), isDark: terminal.background == .dark)
      let screen = try NcursesTerminal(input: 0, output: 1, options: terminal)
      try screen.explore(&model, terminal, perform: options.perform)
    }
  }
}

extension NcursesTerminal {
  /// Shows the model until the user quits.
  func explore(
    _ model: inout Model, _ options: TerminalOptions, perform: @escaping (Effect) -> Action?
  ) throws(Refusal) {
    model.isStill = options.reduceMotion
    if rendition.charset == .ascii { model.speak(.english) }
    let file: RecordingFile?
    do throws(Refusal) {
      file = try options.record.map { (path) throws(Refusal) in
        try RecordingFile(path, rendition: rendition)
      }
    } catch {
      close()
      throw error
    }
    let ending: Ending
    switch (options.crash, file) {
    case (let crash?, _): ending = run(&model, CrashingTerminal(self, crash: crash), perform)
    case (nil, let file?): ending = run(&model, RecordingTerminal(self, file: file), perform)
    case (nil, nil): ending = run(&model, self, perform)
    }
    if ending == .hangUp { dieOfHangUp() }
    close()
    try file?.close()
  }

  private func run(
    _ model: inout Model, _ screen: some Terminal, _ perform: @escaping (Effect) -> Action?
  ) -> Ending {
    var explorer = Explorer(terminal: screen, perform: perform)
    return explorer.run(&model)
  }
}
