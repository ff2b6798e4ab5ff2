import ConvScreen

/// The program's man page in roff (man(7)), from the argument parser's and the screen's own tables.
struct Manual {
  private let tool: ToolInfo.Command
  private let version: String

  init(of tool: ToolInfo, version: String) {
    self.tool = tool.command
    self.version = version
  }

  var text: String { (lines + [""]).joined(separator: "\n") }

  private var lines: [String] {
    let name = tool.commandName
    return [
      ".TH \(name.uppercased()) 1 \"\" \"\(name) \(version)\" \"User Commands\"",
      ".SH NAME", "\(name) \\- \(Manual.escaped(tool.abstract ?? ""))",
    ] + synopsis + description + subcommands + keys + commands + marks + Manual.closing
  }

  private var synopsis: [String] {
    [
      ".SH SYNOPSIS", ".B \(tool.commandName)",
      "[\\fIlayers\\fR] [\\fB\\-\\-input\\fR"
        + " \\fIsource\\fR] [\\fIoptions\\fR]", ".br", ".B \(tool.commandName)",
      "\\fIsubcommand\\fR [\\fIoptions\\fR]",
    ]
  }

  /// The discussion; indented lines are examples, and stand as they are.
  private var description: [String] {
    var lines = [".SH DESCRIPTION"]
    var isExample = false
    for line in (tool.discussion ?? "").split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      let isNext = line.hasPrefix("  ")
      if isNext != isExample, !line.isEmpty {
        lines.append(isNext ? ".nf" : ".fi")
        isExample = isNext
      }
      lines.append(line.isEmpty ? ".PP" : Manual.escaped(String(line)))
    }
    return lines + (isExample ? [".fi"] : [])
  }

  private var subcommands: [String] {
    var known: Set<ToolInfo.Argument> = []
    return [".SH SUBCOMMANDS"]
      + (tool.subcommands ?? []).filter { $0.commandName != "help" }.flatMap { command in
        let shown = (command.arguments ?? []).filter(\.shouldDisplay)
        let new = shown.filter { known.insert($0).inserted }
        return [".SS \(tool.commandName) \(command.commandName)"]
          + [Manual.escaped(command.abstract ?? "")]
          + (new.count < shown.count && !new.isEmpty
            ? ["It takes options of the subcommands above, and:"] : [])
          + new.flatMap(Manual.entry)
      }
  }

  private static func entry(_ argument: ToolInfo.Argument) -> [String] {
    let value = "\\fI\(escaped(argument.valueName ?? ""))\\fR"
    let names = (argument.names ?? []).map { "\\fB\(escaped($0.spelling))\\fR" }
      .joined(separator: ", ")
    let term =
      switch argument.kind {
      case .positional: value
      case .option: "\(names) \(value)"
      case .flag: names
      }
    var text = escaped(argument.abstract ?? "")
    let notes = [
      argument.allValues.map { "values: \($0.joined(separator: ", "))" },
      argument.defaultValue.map { "default: \($0)" },
    ].compactMap { $0 }
    if !notes.isEmpty { text += " (\(escaped(notes.joined(separator: "; "))))" }
    return [".TP", term, text]
  }

  private var keys: [String] {
    [".SH KEYS"]
      + Guide.keys.flatMap { section in
        [".SS \(section.title)"] + section.entries.flatMap(Manual.entry)
      }
  }

  private var marks: [String] {
    [".SH MARKS"]
      + Guide.marks.flatMap { section in
        [".SS \(section.title)"] + section.entries.flatMap(Manual.entry)
      }
  }

  private var commands: [String] {
    [
      ".SH COMMAND LINE",
      "A colon opens the command line; Tab completes words and files' names,",
      "Up and Down bring earlier lines back.",
      "Every setting of the present operator is a command, by PyTorch's name and by the screen's:",
      "\\fB:kernel_size (5, 3)\\fR, \\fB:kernel 5x3\\fR, \\fB:padding same\\fR, \\fB:bias off\\fR.",
      "A PyTorch line may be typed or pasted as it is. Besides these there are:",
    ] + Guide.commands.flatMap(Manual.entry)
  }

  private static func entry(_ entry: Guide.Entry) -> [String] {
    let form = entry.form.isEmpty ? "" : " \(escaped(entry.form))"
    return [".TP", "\\fB\(escaped(entry.term))\\fR\(form)", escaped(entry.text)]
  }

  private static let closing = [
    ".SH ENVIRONMENT",
    ".TP", ".B NO_COLOR", "Any value: no colours, unless they are asked for.",
    ".TP", ".B COLORFGBG", "Tells whether the terminal's ground is light.",
    ".TP", ".B ESCDELAY", "Milliseconds after which a lone escape is the Esc key.",
    ".TP", ".B LC_ALL\\fR, \\fBLC_MESSAGES\\fR, \\fBLANG", "The language of the screen.",
    ".SH EXIT STATUS",
    ".TP", ".B 0", "Done.",
    ".TP", ".B 1", "The input, the layers or the terminal cannot serve; one sentence says why.",
    ".TP", ".B 64", "Wrong usage of the command line.",
  ]

  /// Text that roff prints as it stands: no escape, no request, hyphens as minus signs.
  private static func escaped(_ text: String) -> String {
    let plain = text.map { character in
      switch character {
      case "\\": "\\e"
      case "-": "\\-"
      case "'": "\\(aq"
      default: String(character)
      }
    }.joined()
    return plain.hasPrefix(".") ? "\\&\(plain)" : plain
  }
}
