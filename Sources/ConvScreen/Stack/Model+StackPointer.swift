import ConvCore

extension Model {
  /// A press chooses a layer, an element, or the element that sees a place of the input.
  mutating func pointInStack(_ pointer: Pointer) {
    guard let survey = stack.survey else { return }
    let layout = StackLayout(self, survey)
    let isOnTable = layout.table.contains(column: pointer.column, row: pointer.row)
    switch pointer.deed {
    case .wheelDown: _ = press(isOnTable ? "]" : .right)
    case .wheelUp: _ = press(isOnTable ? "[" : .left)
    case .release, .move: break
    case .press: pick(column: pointer.column, row: pointer.row, layout, survey)
    }
  }

  private mutating func pick(column: Int, row: Int, _ layout: StackLayout, _ survey: Survey) {
    let layer = layout.layers.lowerBound + row - layout.table.row - 1
    if layout.table.contains(column: column, row: row) {
      if layout.layers.contains(layer) {
        stack.focus = .layers
        chooseLayer(layer)
      }
    } else if let element = layout.maps?.element(column: column, row: row) {
      stack.focus = .element
      go(to: element)
    } else if let place = layout.place(column: column, row: row),
      let element = survey.element(seeing: place)
    {
      stack.focus = .element
      go(
        to: Position(
          channel: setup.position.channel, row: element.rows, column: element.columns))
    }
  }
}

extension StackLayout {
  /// The input's position under a cell of the screen.
  fileprivate func place(column: Int, row: Int) -> Pair? {
    let whole =
      switch input {
      case .grid(let grid): grid.place(column: column, row: row)
      case .picture(let picture): picture.element(column: column, row: row)
      }
    return whole ?? field?.place(column: column, row: row)
  }
}
