import ConvCore
import Foundation
import Testing

@testable import convscope

/// A file's name that is free for one test.
private func withPath(_ body: (String) throws -> Void) rethrows {
  let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).cast")
  defer { try? FileManager.default.removeItem(at: path) }
  try body(path.path)
}

private func lines(_ path: String) throws -> [Substring] {
  try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
}

extension TerminalTests {
  @Test func `the explorer records the session from the first frame to the end`() throws {
    try withPath { path in
      let terminal = try PseudoTerminal(["--record", path])
      try terminal.waitUntilIdle(seconds: 20)
      terminal.send("d")
      try terminal.waitFor("dilation=2", seconds: 20)
      terminal.send("q")
      #expect(terminal.exit() == .code(0))
      #expect(terminal.leftovers == [])
      let lines = try lines(path)
      #expect(
        lines.first
          == #"{"version": 3, "term": {"cols": 80, "rows": 24}, "title": "convscope"}"#)
      #expect(lines.last == #"[0.000, "x", "0"]"#)
      #expect(lines.contains { $0.contains("dilation=2") })
    }
  }

  @Test func `a recording beyond the limit of files is told at the end, and ends nothing`() throws {
    try withPath { path in
      let terminal = try PseudoTerminal(
        ["-c", "ulimit -f 8; exec \(PseudoTerminal.convscope) --record \(path)"],
        program: "/bin/sh")
      for key in ["d", "k", "K", "D"] {
        try terminal.waitUntilIdle(seconds: 20)
        terminal.send(key)
      }
      try terminal.waitUntilIdle(seconds: 20)
      terminal.send("q")
      #expect(terminal.exit() == .code(1))
      #expect(terminal.outputText.contains("\(path): the recording could not be written whole"))
      // What there was room for stays.
      #expect(try lines(path).first?.hasPrefix(#"{"version": 3"#) == true)
    }
  }

  @Test func `a recording that cannot be written is refused, and the terminal given back`() throws {
    let terminal = try PseudoTerminal(["--record", "/nowhere/a.cast"])
    #expect(terminal.exit(seconds: 20) == .code(1))
    #expect(terminal.leftovers.filter { !$0.hasPrefix("the main screen") } == [])
    #expect(
      terminal.outputText.contains(
        "convscope: /nowhere/a.cast: cannot be written: No such file or directory"))
  }
}

@Test func `the same keys make the same recording`() throws {
  try withPath { first in
    try withPath { second in
      for path in [first, second] {
        let frame = try FrameCommand.parse([
          "--size", "80x24", "--keys", "Right d ? Esc", "--record", path,
        ])
        _ = try frame.picture()
      }
      #expect(try lines(first) == lines(second))
      let times = try lines(first).dropFirst().map { $0.dropFirst().prefix { $0 != "," } }
      #expect(
        times == ["0.000", "0.000", "0.500", "0.500", "0.500", "0.500", "0.000", "0.000"])
    }
  }
}

@Test func `a recording writes over no file, and a wrong key leaves none`() throws {
  try withPath { path in
    let wrong = try FrameCommand.parse(["--size", "80x24", "--keys", "Right hop", "--record", path])
    #expect(throws: Refusal("--keys: 'hop' is not a key as tmux's send-keys names it")) {
      try wrong.picture()
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    try File.write([1], to: path)
    let frame = try FrameCommand.parse(["--size", "80x24", "--record", path])
    #expect(throws: Refusal("\(path): is there already: give --record another name")) {
      try frame.picture()
    }
    #expect(try File.bytes(of: path, limit: .standard) == [1])
  }
}
