import ArgumentParser

@main
struct Convscope: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convscope",
    abstract: "Step a CNN's down-sampling operators over real data, key by key.",
    version: "0.1.0",
    subcommands: [
      Explore.self, LessonCommand.self, Run.self, ReportCommand.self, StepCommand.self,
      FrameCommand.self,
    ],
    defaultSubcommand: Explore.self)
}
