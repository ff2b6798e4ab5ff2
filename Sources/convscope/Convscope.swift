import ArgumentParser
import ConvScreen

@main
struct Convscope: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Step a CNN's down-sampling operators over real data, key by key.")

  @OptionGroup var terminal: TerminalOptions

  func run() throws {
    let screen = try NcursesTerminal(input: 0, output: 1, options: terminal)
    var model = Model(size: screen.size)
    let ending = explore(&model, on: screen)
    if ending == .hangUp { screen.dieOfHangUp() }
    screen.close()
  }

  private func explore(_ model: inout Model, on screen: NcursesTerminal) -> Ending {
    if let crash = terminal.crash {
      var explorer = Explorer(terminal: CrashingTerminal(screen, crash: crash)) { _ in nil }
      return explorer.run(&model)
    }
    var explorer = Explorer(terminal: screen) { _ in nil }
    return explorer.run(&model)
  }
}
