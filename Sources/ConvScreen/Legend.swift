/// A mark on the screen, and what it says.
struct Mark: Hashable, Sendable {
  let sample: String
  let style: Style
  let meaning: String

  init(_ sample: String, _ style: Style, _ meaning: String) {
    self.sample = sample
    self.style = style
    self.meaning = meaning
  }
}

/// The marks of every view, for the help.
enum Legend {
  static func marks(in view: View) -> [Mark] {
    switch view {
    case .window: window
    case .channels: channels
    case .stack: stack
    case .compare: compare
    }
  }

  private static let bold = Style(attributes: .bold)
  private static let hidden = Mark("?", .window, "hidden until Enter reveals it")
  private static let signs = Mark(
    "-~= +*#", .plain, "below and above 0 in a picture without colours")
  private static let uncomputed = Mark("·", .structure, "output not reached yet")

  private static let window = [
    Mark("[5]", .window, "read by the window, or its output"),
    Mark("{5}", .tap, "the tap in focus"),
    Mark("‹5›", .link, "marked, and what it meets"),
    Mark("·5·", .hole, "under the window, but in a hole: not read"),
    Mark("5", bold, "bold: read already"),
    Mark("×5", .structure, "read by no window"),
    Mark("5+", .plain, "read by several adaptive bins"),
    Mark("5°", .structure, "padding that repeats an element"),
    Mark("░", .structure, "padding"),
    Mark("∘", .structure, "zero between a transposed input's elements"),
    Mark("×", .structure, "outside: no element, no tap"),
    Mark("▸", .accent, "in focus, or a max pool's winner"),
    Mark("▼ ▶", .accent, "the window is there in the picture"),
    uncomputed, hidden, signs,
    Mark("jump", .structure, "from one field to the next, in input positions"),
    Mark("first", .structure, "where field 0 begins, below 0 in padding"),
  ]

  private static let channels = [
    Mark("[5]", .window, "read by the window, or its output"),
    Mark("░5", .structure, "padding"),
    Mark("▸", .accent, "the present map, or arrangement"),
    Mark("━▶", .accent, "goes into the present map"),
    Mark("─→", .structure, "goes into another map"),
    Mark("█▓▒░○", .plain, "strong to weak connection of channel and map"),
    Mark("·", .structure, "no connection, or output not reached yet"),
    Mark("×", .structure, "times; in a window: outside"),
    hidden,
  ]

  private static let stack = [
    Mark("[5]", .window, "the element sees it"),
    Mark("·5", .structure, "in its field, but in a hole: not seen"),
    Mark("█", .hole, "seen, as a picture"),
    Mark("·", .structure, "not seen, as a picture"),
    Mark("░", .structure, "outside the input"),
    Mark("▸", .accent, "the layer one stands on, or in focus"),
    Mark("▼ ▶", .accent, "the field or element is there in the picture"),
    hidden,
    Mark("jump", .structure, "from one field to the next, in input positions"),
    Mark("start", .structure, "the centre of element 0's field"),
  ]

  private static let compare = [
    Mark("[5]", .window, "read by A, or A's output"),
    Mark("(5)", .other, "read by B, or B's output"),
    Mark("[5)", .window, "read by both"),
    Mark("=", .structure, "A and B are equal there"),
    Mark("·", .structure, "read by neither, or not reached yet"),
    Mark("░", .structure, "outside the input"),
    Mark("▼ ▶", .accent, "A's window is there in the picture"),
    Mark("▲ ◀", .otherAccent, "B's window is there in the picture"),
    hidden, signs,
  ]
}
