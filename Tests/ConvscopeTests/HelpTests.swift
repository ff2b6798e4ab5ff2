import ArgumentParser
import ConvScreen
import Foundation
import Testing

@testable import convscope

/// A subcommand, and its help in `Fixtures/help`.
struct HelpRow: CustomTestStringConvertible {
  let name: String
  let command: any ParsableCommand.Type
  var testDescription: String { name }

  static let all =
    [HelpRow(name: "convscope", command: Convscope.self)]
    + Convscope.configuration.subcommands.map { HelpRow(name: $0._commandName, command: $0) }
}

private let folder = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "Fixtures/help")

@Test(arguments: HelpRow.all)
func `the help says this, word for word`(_ row: HelpRow) throws {
  let help = Convscope.helpMessage(for: row.command, columns: 80) + "\n"
  let file = folder.appending(path: "\(row.name).txt")
  if ProcessInfo.processInfo.environment["UPDATE_HELP"] == "1" {
    try help.write(to: file, atomically: true, encoding: .utf8)
  }
  #expect(
    try String(contentsOf: file, encoding: .utf8) == help,
    "read it; UPDATE_HELP=1 swift test --filter help takes it over")
  for line in help.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
}

/// The long options of every subcommand, as its help spells them.
private func options(_ command: any ParsableCommand.Type) -> Set<Substring> {
  Set(Convscope.helpMessage(for: command, columns: 80).matches(of: /--[a-z-]+/).map(\.output))
}

@Test func `the manual has every option, every key and every command`() throws {
  let manual = try Manual.ofConvscope().text
  for row in HelpRow.all {
    for option in options(row.command) where option != "--generate-completion-script" {
      #expect(manual.contains("\\fB\(option.replacing("-", with: "\\-"))\\fR"), "\(option)")
    }
  }
  for entry in Guide.keys.flatMap(\.entries) + Guide.commands {
    let text = entry.text.replacing("-", with: "\\-").replacing("'", with: "\\(aq")
    #expect(manual.contains("\n\(text)\n"), "\(entry)")
  }
}

@Test func `the manual is roff that asks for nothing by accident`() throws {
  let lines = try Manual.ofConvscope().text.split(separator: "\n")
  let requests: Set<Substring> = [".TH", ".SH", ".SS", ".TP", ".B", ".br", ".nf", ".fi", ".PP"]
  for line in lines where line.hasPrefix(".") || line.hasPrefix("'") {
    #expect(requests.contains(line.prefix { $0 != " " }), "\(line)")
  }
  for line in lines {
    let escapes = line.matches(of: /\\(.)/).map(\.1)
    #expect(escapes.allSatisfy { "f-e(&".contains($0) }, "\(line)")
  }
  #expect(
    lines.filter { $0.hasPrefix(".SH") } == [
      ".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH SUBCOMMANDS", ".SH KEYS",
      ".SH COMMAND LINE", ".SH MARKS", ".SH ENVIRONMENT", ".SH EXIT STATUS",
    ])
}

@Test(arguments: [CompletionShell.bash, .zsh, .fish])
func `the completions of a shell have every subcommand and option`(_ shell: CompletionShell) {
  let script = Convscope.completionScript(for: shell)
  for row in HelpRow.all.dropFirst() {
    #expect(script.contains(row.name))
    for option in options(row.command) where option != "--generate-completion-script" {
      // fish names an option without its dashes.
      let name = shell == .fish ? option.dropFirst(2) : option
      #expect(script.contains(name), "\(name)")
    }
  }
}
