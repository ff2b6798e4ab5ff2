import ArgumentParser
import ConvCore
import ConvScreen

struct FrameCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, ansi }

  static let configuration = CommandConfiguration(
    commandName: "frame", abstract: "Print the screen after some keys, without a terminal.",
    usage: "convscope frame [<layers>] --size <COLSxROWS> [--keys <keys>] [<options>]")

  @OptionGroup var options: ExploreOptions
  @OptionGroup(title: "Screen") var terminal: TerminalOptions

  @Option(help: ArgumentHelp("Columns and rows, such as 80x24.", valueName: "COLSxROWS"))
  var size: String

  @Option(
    help: ArgumentHelp("Open a lesson before the keys.", valueName: "name"),
    completion: .list(LessonShelf.builtIn.names))
  var lesson: String?

  @Option(
    help: ArgumentHelp(
      "Keys as tmux's send-keys names them, between spaces: \"Right d . Space\".",
      valueName: "keys"))
  var keys = ""

  @Option(help: "Plain text, or text with colours and attributes.")
  var format = Format.text

  func run() throws {
    try serve { print(try picture(), terminator: "") }
  }

  /// The last frame, after all keys; recorded on the way when that is asked for.
  func picture() throws(Refusal) -> String {
    let lengths = SourceOptions.numbers(size, count: 2)
    guard lengths.count == 2, lengths.allSatisfy({ (1...1000).contains($0) }) else {
      throw Refusal("--size \(size) is not COLSxROWS from 1x1 to 1000x1000")
    }
    let keys = try pressedKeys
    var model = try options.model(
      size: Size(columns: lengths[0], rows: lengths[1]), isDark: terminal.background == .dark)
    model.isStill = terminal.reduceMotion
    if terminal.ascii { model.speak(.english) }
    if let lesson { options.settle(&model, try model.openLesson(named: lesson)) }
    let rendition = Rendition(
      palette: Palette(tier: terminal.tier(colors: 256), background: terminal.background),
      charset: terminal.ascii ? .ascii : .unicode)
    let file = try terminal.record.map { (path) throws(Refusal) in
      try RecordingFile(path, rendition: rendition)
    }
    press(keys, &model, recording: file)
    try file?.close()
    let frame = model.frame()
    return format == .text
      ? frame.text(in: rendition.charset, on: terminal.background) : frame.ansi(rendition)
  }

  /// Milliseconds from one key to the next in a recording.
  private static let pace = 500

  /// `--keys`, each a key.
  private var pressedKeys: [Key] {
    get throws(Refusal) {
      try keys.split(separator: " ").map { (name) throws(Refusal) in
        guard let key = Key(named: String(name)) else {
          throw Refusal("--keys: '\(name)' is not a key as tmux's send-keys names it")
        }
        return key
      }
    }
  }

  /// Presses the keys, one after another; each frame is whole before it is recorded.
  private func press(_ keys: [Key], _ model: inout Model, recording file: RecordingFile?) {
    var time = 0
    model.finish()
    file?.show(model.frame(), milliseconds: time)
    for key in keys {
      options.settle(&model, model.update(.key(key)))
      while model.isTravelling { options.settle(&model, model.update(.tick)) }
      guard let file else { continue }
      time += FrameCommand.pace
      model.finish()
      file.show(model.frame(), milliseconds: time)
    }
    model.finish()
  }
}

extension Model {
  /// Computes what is still missing.
  fileprivate mutating func finish() {
    while nextTick == 0 { _ = update(.tick) }
  }
}
