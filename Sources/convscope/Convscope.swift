import ArgumentParser
import ConvCore
import Glibc

@main
struct Convscope: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convscope",
    abstract: "Step a CNN's down-sampling operators over real data, key by key.",
    usage: """
      convscope [<layers>] [--input <source>] [<options>]
      convscope <subcommand> [<options>]
      """,
    discussion: """
      Without a subcommand it explores: on built-in data, or on your own layers and
      pictures. On the screen ? shows every key, and : opens the command line.

        convscope
        convscope 'nn.Conv2d(3, 8, 3, dilation=2)' --input photo.jpg
        convscope lesson
        convscope run 'nn.MaxPool2d(3, 2, 1)' --input x.npy --output y.npy
        convscope report 'nn.Conv2d(3, 64, 7, stride=2)' --input-shape 3,224,224
        convscope step 'nn.AvgPool2d(2)' --input sample:digit --at 0,1,1
        convscope frame --size 80x24 --keys "Right d ."
      """,
    version: "0.1.0",
    subcommands: [
      Explore.self, LessonCommand.self, Run.self, ReportCommand.self, StepCommand.self,
      FrameCommand.self, ManualCommand.self,
    ],
    defaultSubcommand: Explore.self)
}

extension Convscope {
  static func main() {
    // A file that grows beyond its limit is told by the write that fails.
    signal(SIGXFSZ, SIG_IGN)
    if let refusal = misspelling(in: CommandLine.arguments) {
      exit(withError: ValidationError(refusal.description))
    }
    main(nil)
  }

  /// Refuses a first argument that is nearly a subcommand's name, which else would name layers.
  static func misspelling(in arguments: [String]) -> Refusal? {
    let names = configuration.subcommands.map { $0._commandName }
    guard let word = arguments.dropFirst().first, word.first?.isLetter == true,
      word.allSatisfy(\.isLetter), !names.contains(word), !Catalog.names.contains(word)
    else { return nil }
    let near = Names(names + ["help"]).nearest(to: word)
    guard !near.isEmpty, !near.contains(word), !File.exists(word) else { return nil }
    return Refusal(
      "'\(word)' is no subcommand, and no file of layers: did you mean \(Names.choice(near))?")
  }
}
