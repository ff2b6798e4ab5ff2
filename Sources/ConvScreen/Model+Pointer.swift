import ConvCore

extension Model {
  /// What the pointer does, as the present view takes it.
  mutating func point(_ pointer: Pointer) -> Effect? {
    guard !isHelping, fits else { return nil }
    if lessonMenu != nil { return pointInMenu(pointer) }
    if let caption = CaptionView(self)?.rect,
      caption.contains(column: pointer.column, row: pointer.row)
    {
      return pointer.deed == .press ? nextStep() : nil
    }
    if pointer.deed == .press { leavePath() }
    switch view {
    case .window: pointInWindow(pointer)
    case .channels: pointInChannels(pointer)
    case .stack: pointInStack(pointer)
    case .compare: pointInCompare(pointer)
    }
    return nil
  }

  /// A press goes there or marks, a move marks, the wheel steps.
  private mutating func pointInWindow(_ pointer: Pointer) {
    switch pointer.deed {
    case .wheelDown: _ = press(.right)
    case .wheelUp: _ = press(.left)
    case .release: break
    case .press, .move: touch(pointer)
    }
  }

  private mutating func touch(_ pointer: Pointer) {
    let layout = WindowLayout(self)
    let (column, row) = (pointer.column, pointer.row)
    if let element = layout.input.element(column: column, row: row, reading: stage.reading) {
      if pointer.deed == .press { focus = .input }
      mark(row: element.rows, column: element.columns)
    } else if let cell = layout.kernel.place(column: column, row: row) {
      if pointer.deed == .press { focus = .kernel }
      markKernel(cell)
    } else if pointer.deed == .press,
      let element = layout.output.place(column: column, row: row)
    {
      focus = .output
      go(
        to: Position(
          channel: setup.position.channel, row: element.rows, column: element.columns))
    } else if focus == .output {
      marked = nil
      markedKernel = nil
    }
  }
}

extension WindowLayout.Map {
  /// The element or place under a cell of the screen.
  func place(column: Int, row: Int) -> Pair? {
    grid?.place(column: column, row: row) ?? picture?.element(column: column, row: row)
  }

  /// The input element there; nil on padding and between the elements.
  func element(column: Int, row: Int, reading: Reading) -> Pair? {
    guard let place = grid?.place(column: column, row: row) else {
      return picture?.element(column: column, row: row)
    }
    guard case .element(let elementRow) = reading.rows.kind(of: place.rows),
      case .element(let elementColumn) = reading.columns.kind(of: place.columns)
    else { return nil }
    return Pair(elementRow, elementColumn)
  }
}

extension Model {
  /// The wheel steps; a press on a map goes there.
  private mutating func pointInChannels(_ pointer: Pointer) {
    switch pointer.deed {
    case .wheelDown: _ = press(.right)
    case .wheelUp: _ = press(.left)
    case .release, .move: break
    case .press:
      guard let place = ChannelsView(self).output(column: pointer.column, row: pointer.row) else {
        return
      }
      go(to: place)
    }
  }
}
