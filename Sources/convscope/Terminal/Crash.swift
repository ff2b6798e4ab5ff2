import ArgumentParser
import ConvScreen

/// A way to end badly, to rehearse that the terminal survives it.
enum Crash: String, ExpressibleByArgument, CaseIterable {
  case fatal, index, overflow, pointer, stack

  func strike() {
    switch self {
    case .fatal: fatalError("a crash was asked for")
    case .index: print([Int]()[CommandLine.arguments.count])
    case .overflow: print(Int.max - 1 + CommandLine.arguments.count)
    case .pointer: unsafe UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    case .stack: print(Self.depth(of: CommandLine.arguments.count))
    }
  }

  @inline(never) private static func depth(of number: Int) -> Int {
    number == 0 ? 0 : depth(of: number &+ 1) ^ depth(of: number &+ 2)
  }
}

/// A terminal that ends the program badly once the first frame is on the screen.
struct CrashingTerminal<Screen: Terminal>: Terminal {
  private var screen: Screen
  private let crash: Crash

  init(_ screen: Screen, crash: Crash) {
    self.screen = screen
    self.crash = crash
  }

  var size: Size { screen.size }
  var milliseconds: Int { screen.milliseconds }
  mutating func show(_ frame: Frame) { screen.show(frame) }
  mutating func redraw() { screen.redraw() }
  mutating func suspend() { screen.suspend() }

  mutating func events(within milliseconds: Int?) -> [TerminalEvent] {
    crash.strike()
    return screen.events(within: milliseconds)
  }
}
