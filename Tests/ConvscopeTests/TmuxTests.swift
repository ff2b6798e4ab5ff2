import ConvScreen
import Foundation
import Testing

/// A tmux of its own, on an emulated terminal, with the program inside: a second opinion.
private final class Tmux {
  static let path = "/usr/bin/tmux"
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

  let terminal: PseudoTerminal
  private let socket = "convscope-\(getpid())-\(UInt32.random(in: 0 ... .max))"

  /// Runs the program with these arguments; how it ended is on the screen afterwards.
  init(_ arguments: [String], columns: Int, rows: Int) throws {
    let words = [PseudoTerminal.convscope] + arguments
    let command = words.map { "'\($0)'" }.joined(separator: " ") + "; echo ended $?; read line"
    terminal = try PseudoTerminal(
      [
        "-L", socket, "-u", "-f", "/dev/null", "new-session", command, ";", "set-option", "-g",
        "status", "off", ";", "set-option", "-g", "mouse", "on", ";", "set-option", "-g",
        "escape-time", "0",
      ], columns: columns, rows: rows, environment: ["SHELL": "/bin/sh"], program: Self.path)
  }

  deinit {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.path)
    process.arguments = ["-L", socket, "kill-server"]
    process.standardError = FileHandle.nullDevice
    try? process.run()
    process.waitUntilExit()
  }
}

extension TerminalTests {
  @Test(
    .enabled(if: Tmux.isInstalled),
    arguments: [
      ([String](), [Key.right, .down, ".", "d"]),
      (["--language", "ko"], ["d", "?", .down, .escape]),
      (["nn.MaxPool2d(2)", "--input", "sample:horse"], [.down, "2", .right, "3", "4", "1"]),
    ])
  func `point 23: tmux shows the same, and its clicks and wheel act`(
    _ layers: [String], _ keys: [Key]
  ) throws {
    let tmux = try Tmux(layers, columns: 100, rows: 30)
    let terminal = tmux.terminal
    var twin = try Twin(layers, columns: 100, rows: 30)
    func expectSame() throws {
      let lines = twin.lines
      try terminal.waitFor(seconds: 20) { $0 == lines }
    }
    try expectSame()
    for key in keys {
      terminal.send(Keys.bytes(of: key))
      twin.take(.key(key))
      try expectSame()
    }
    for (deed, column) in [(Pointer.Deed.wheelDown, 50), (.wheelUp, 50), (.press, 6), (.move, 9)] {
      terminal.send(Keys.pointer(deed, column: column, row: 7))
      twin.take(.pointer(Pointer(deed, column: column, row: 7)))
      if deed == .press { terminal.send(Keys.pointer(.release, column: column, row: 7)) }
      try expectSame()
    }
    terminal.send(Keys.control("c"))
    try terminal.waitFor(seconds: 20) { $0.first == "ended 0" }
    terminal.send(Keys.enter)
    #expect(terminal.exit(seconds: 20) == .code(0))
  }
}
