/// A way to look at the model. Every view shows the same setup.
enum View: Int, CaseIterable, Hashable, Sendable {
  /// One layer, its window stepped over the input.
  case window = 1
  /// How the channels come together, and what that costs.
  case channels = 2
  /// All layers, what they cost, and what one element of a layer sees of the input.
  case stack = 3
  /// Two stacks over one input, in lockstep.
  case compare = 4

  /// As the tabs and the help write it.
  var name: String {
    switch self {
    case .window: "Window"
    case .channels: "Channels"
    case .stack: "Stack"
    case .compare: "Compare"
    }
  }

  /// The number key that shows it.
  var key: Key { .character(Character("\(rawValue)")) }
}

extension Model {
  /// The rows and columns of the screen that are the view's: between header and footer.
  var body: Rect {
    Rect(
      column: 0, row: Chrome.headerRows, columns: size.columns,
      rows: size.rows - Chrome.headerRows - Chrome.footerRows - captionRows)
  }

  /// The present view has room enough.
  var fits: Bool {
    size.columns >= Model.smallest.columns && body.rows >= Model.leastBodyRows
  }

  /// The least body that a view must cope with.
  static let leastBodyRows = 14
  /// The smallest terminal.
  static let smallest = Size(
    columns: 60, rows: leastBodyRows + Chrome.headerRows + Chrome.footerRows)

  mutating func show(_ view: View) {
    guard view != self.view else { return }
    self.view = view
    status = Status(text: "")
  }

  /// The screen as it is now.
  public func frame() -> Frame {
    var frame = Frame(size: size)
    guard fits else {
      SmallView(self).draw(into: &frame)
      return frame
    }
    if isHelping {
      HelpView(self).draw(into: &frame)
    } else if lessonMenu != nil {
      LessonMenuView(self).draw(into: &frame)
    } else {
      switch view {
      case .window: WindowView(self).draw(into: &frame)
      case .channels: ChannelsView(self).draw(into: &frame)
      case .stack: StackView(self)?.draw(into: &frame)
      case .compare: CompareView(self).draw(into: &frame)
      }
    }
    // After the view: a long status takes rows of it.
    Chrome(self).draw(into: &frame)
    if let code { CodeView(self, code).draw(into: &frame) }
    if prompt.isOpen { PromptView(self).draw(into: &frame) }
    if let entry { EntryView(self, entry).draw(into: &frame) }
    return frame
  }
}
