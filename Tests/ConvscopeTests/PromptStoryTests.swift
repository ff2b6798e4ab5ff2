import Testing

@testable import convscope

/// The command line of the real program, as a user types and pastes.
extension TerminalTests {
  @Test func `a pasted PyTorch line waits in the command line until Enter`() throws {
    let terminal = try PseudoTerminal()
    try terminal.waitUntilIdle(seconds: 20)
    terminal.send("\u{1B}[200~pool = nn.MaxPool2d(\r    2, stride=1)  # small\r\u{1B}[201~")
    try terminal.waitFor(":pool = nn.MaxPool2d( 2, stride=1)", seconds: 20)
    #expect(terminal.screen[0].contains("nn.Conv2d(1, 1, kernel_size=3)"))
    terminal.send("\r")
    try terminal.waitFor("nn.MaxPool2d(kernel_size=2, stride=1)", seconds: 20)
    terminal.send("q")
    #expect(terminal.exit() == .code(0))
    #expect(terminal.leftovers == [])
  }

  @Test func `a line in Korean is edited, refused and mended`() throws {
    let terminal = try PseudoTerminal()
    try terminal.waitUntilIdle(seconds: 20)
    terminal.send(":input 없는사진.png\r")
    try terminal.waitFor("없는사진.png: cannot be read: No such file or directory", seconds: 20)
    try terminal.waitFor(":input 없는사진.png", seconds: 20)
    // Ctrl-W takes the name away.
    terminal.send("\u{17}sample:grid\r")
    try terminal.waitFor(seconds: 20) { $0[0].contains("sample:grid") }
    terminal.send("q")
    #expect(terminal.exit() == .code(0))
  }

  @Test func `a number typed at a weight changes the sum`() throws {
    let terminal = try PseudoTerminal()
    try terminal.waitUntilIdle(seconds: 20)
    terminal.send("\u{1B}[Z")
    try terminal.waitUntilIdle(seconds: 20)
    terminal.send("0.5")
    try terminal.waitFor("weight[0, 0, 0, 0] = 0.5", seconds: 20)
    terminal.send("\r")
    try terminal.waitFor("weight[0, 0, 0, 0] −1 → 0.5", seconds: 20)
    terminal.send("u")
    try terminal.waitFor("undo", seconds: 20)
    terminal.send("q")
    #expect(terminal.exit() == .code(0))
  }
}
