import ArgumentParser
import ConvCore
import ConvFiles
import ConvScreen

/// How the screen teaches.
struct TeachingOptions: ParsableArguments {
  @Option(help: "The language of the screen; by default the locale's.")
  var language: Language?

  @Flag(help: "Hide every output value until Enter reveals it.")
  var predict = false

  /// The one asked for, or the locale's as POSIX finds it.
  var chosenLanguage: Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap(environment)
    return language ?? Language(locale: names.first { !$0.isEmpty } ?? "")
  }
}

extension Language: ExpressibleByArgument {}

struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "Follow a lesson on the screen, step by step.",
    usage: "convscope lesson [<name>] [<options>]")

  @Argument(
    help: "A lesson's name; without one, a list to choose from.",
    completion: .list(LessonShelf.builtIn.names))
  var name: String?

  @Flag(help: "List the lessons.")
  var list = false

  @OptionGroup var teaching: TeachingOptions
  @OptionGroup(title: "Screen") var terminal: TerminalOptions

  func run() throws {
    let language = teaching.chosenLanguage
    try serve {
      guard !list else {
        return try LessonShelf.builtIn.all().forEach {
          print("\($0.name)\t\($0.summary(in: language))")
        }
      }
      let options = try explorer
      var model = try options.model(
        size: Size(columns: 80, rows: 24), isDark: terminal.background == .dark)
      if let name {
        options.settle(&model, try model.openLesson(named: name))
      } else {
        model.chooseLesson()
      }
      let screen = try NcursesTerminal(input: 0, output: 1, options: terminal)
      try screen.explore(&model, terminal, perform: options.perform)
    }
  }

  /// The explorer on its built-in data.
  private var explorer: ExploreOptions {
    get throws(Refusal) {
      do {
        var options = try ExploreOptions.parse([])
        options.teaching = teaching
        return options
      } catch {
        throw Refusal("\(error)")
      }
    }
  }
}

extension LessonShelf {
  /// The lessons of `Assets/lessons`.
  static let builtIn = LessonShelf(
    names: Asset.paths(in: "lessons").map { path in
      String(path.dropFirst("lessons/".count).dropLast(".txt".count))
    }
  ) { (name) throws(Refusal) in
    let path = "lessons/\(name).txt"
    return try Lesson(named: name, from: Asset.text(path), file: path)
  }
}
