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

@Test func `point 9: the manual has every option, every key and every command`() throws {
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

@Test func `point 9: the manual is roff that asks for nothing by accident`() throws {
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
func `point 9: the completions of a shell have every subcommand and option`(
  _ shell: CompletionShell
) {
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

/// Where the program of that name is; nil when it is not installed.
private func installed(_ name: String) -> String? {
  ["/usr/bin", "/bin", "/usr/local/bin"].map { "\($0)/\(name)" }
    .first(where: FileManager.default.isExecutableFile)
}

/// What a shell's script says, with a text in a file that `$1` names.
private func shell(
  _ script: String, text: String, _ arguments: [String] = [], program: String = "/bin/bash"
) throws -> Program {
  let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  defer { try? FileManager.default.removeItem(at: file) }
  try text.write(to: file, atomically: true, encoding: .utf8)
  return try Program(
    ["-c", script, program, file.path] + arguments, environment: ["PATH": "/usr/bin:/bin"],
    program: program)
}

@Test(.enabled(if: installed("groff") != nil))
func `point 9: groff sets the manual without a warning`() throws {
  let setting = try shell(
    "groff -ww -man -K utf8 -T utf8 \"$1\"", text: Manual.ofConvscope().text)
  #expect(setting.code == 0)
  #expect(setting.complaint == "")
  #expect(setting.output.contains("convscope"))
}

@Test(.enabled(if: installed("mandoc") != nil))
func `point 9: mandoc finds nothing to warn of in the manual`() throws {
  let check = try shell("mandoc -T lint -W warning \"$1\"", text: Manual.ofConvscope().text)
  // The manual has no date: it is made by the program whose version it names.
  let warnings = check.output.split(separator: "\n").filter { !$0.contains("missing date") }
  #expect(warnings == [])
  #expect(check.complaint == "")
}

@Test(arguments: [
  (["re"], ["report"]), (["r"], ["run", "report"]), (["lesson", "--language", "k"], ["ko"]),
  (["report", "--in"], ["--input", "--input-shape"]), (["frame", "--form"], ["--format"]),
  (["explore", "--color", "n"], ["never"]), (["explore", "--no"], ["--no-mouse"]),
])
func `point 9: bash completes`(_ words: [String], to candidates: [String]) throws {
  let script = """
    source "$1"; shift
    COMP_WORDS=(convscope "$@") COMP_CWORD=$#
    COMP_LINE="${COMP_WORDS[*]}" COMP_POINT=${#COMP_LINE}
    _convscope convscope "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    printf '%s\\n' "${COMPREPLY[@]}"
    """
  let answer = try shell(script, text: Convscope.completionScript(for: .bash), words)
  #expect(answer.complaint == "")
  #expect(Set(answer.output.split(separator: "\n").map(String.init)) == Set(candidates))
}

@Test(.enabled(if: installed("bash") != nil))
func `point 9: bash reads its completions`() throws { try expectReading(.bash) }

@Test(.enabled(if: installed("zsh") != nil))
func `point 9: zsh reads its completions`() throws { try expectReading(.zsh) }

@Test(.enabled(if: installed("fish") != nil))
func `point 9: fish reads its completions`() throws { try expectReading(.fish) }

private func expectReading(_ kind: CompletionShell) throws {
  let program = try #require(installed(kind.rawValue))
  let script = kind == .fish ? "source $argv[1]" : "\(kind.rawValue) -n \"$1\""
  let answer = try shell(script, text: Convscope.completionScript(for: kind), program: program)
  #expect(answer.code == 0)
  #expect(answer.complaint == "")
}
