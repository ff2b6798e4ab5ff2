import ArgumentParser
import ConvScreen

/// What the user asks of the terminal.
struct TerminalOptions: ParsableArguments {
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, never
    case eight = "8"
    case sixteen = "16"
    case indexed = "256"
    case direct = "truecolor"
  }

  enum Theme: String, ExpressibleByArgument, CaseIterable { case auto, dark, light }

  @Option(help: "Colours; auto heeds NO_COLOR and the terminal.")
  var color = Color.auto

  @Option(help: "The terminal's ground; auto heeds COLORFGBG, and is else dark.")
  var theme = Theme.auto

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Flag(help: "Leave the pointer to the terminal.")
  var noMouse = false

  @Flag(help: "Bracket every frame, so that the terminal shows it at once (DEC mode 2026).")
  var synchronized = false

  @Flag(help: "Let nothing move by itself: space steps instead of playing.")
  var reduceMotion = false

  @Option(
    help: ArgumentHelp("Record what is shown, as an asciicast.", valueName: "file"),
    completion: .file(extensions: ["cast"]))
  var record: String?

  @Option(help: .hidden)
  var crash: Crash?
}

extension TerminalOptions {
  /// The number of colours that is asked for, whatever the terminal is known to have.
  var colours: Int32? {
    switch color {
    case .auto, .never: nil
    case .eight: 8
    case .sixteen: 16
    case .indexed: 256
    case .direct: 0x1000000
    }
  }

  /// The most colours that may be used on a terminal with so many.
  func tier(colors: Int) -> ColorTier {
    let most = ColorTier(colors: colors)
    let asked: ColorTier =
      switch color {
      case .auto: environment("NO_COLOR").map { $0.isEmpty ? most : .none } ?? most
      case .never: .none
      case .eight: .eight
      case .sixteen: .sixteen
      case .indexed: .indexed
      case .direct: .direct
      }
    let order = ColorTier.allCases
    return order.first { $0 == asked || $0 == most } ?? .none
  }

  /// COLORFGBG ends in the ground's ANSI colour: of those 7 and the bright ones but grey are light.
  var background: Palette.Background {
    switch theme {
    case .dark: return .dark
    case .light: return .light
    case .auto:
      let ground = environment("COLORFGBG")?.split(separator: ";").last.flatMap { Int($0) } ?? 0
      return ground == 7 || (9...15).contains(ground) ? .light : .dark
    }
  }
}

extension ColorTier {
  fileprivate init(colors: Int) {
    switch colors {
    case 0x1000000...: self = .direct
    case 256...: self = .indexed
    case 16...: self = .sixteen
    case 8...: self = .eight
    default: self = .none
    }
  }
}
