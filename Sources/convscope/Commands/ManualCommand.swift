import ArgumentParser

struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the man page.",
    discussion: """
      Read it with 'convscope manual | man -l -', or keep it where man looks:

        convscope manual > ~/.local/share/man/man1/convscope.1

      Completions for bash, zsh and fish:

        convscope --generate-completion-script bash
      """)

  func run() throws {
    print(try Manual.ofConvscope().text, terminator: "")
  }
}

extension Manual {
  static func ofConvscope() throws -> Manual {
    Manual(
      of: try ToolInfo(of: Convscope._dumpHelp()), version: Convscope.configuration.version)
  }
}
