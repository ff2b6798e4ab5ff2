import ConvCore

/// All layers as a table; under it what one element of the chosen layer sees of the input, and the
/// layer's maps.
struct StackView {
  private let model: Model
  private let survey: Survey

  /// Nil before the survey is made.
  init?(_ model: Model) {
    guard let survey = model.stack.survey else { return nil }
    self.model = model
    self.survey = survey
  }

  func draw(into frame: inout Frame) {
    let layout = StackLayout(model, survey)
    StackTable(model, survey).draw(layout.table, into: &frame)
    titles(layout, into: &frame)
    let field = FieldView(model, survey)
    switch layout.input {
    case .grid(let grid): field.draw(grid, into: &frame)
    case .picture(let picture): field.draw(picture, into: &frame)
    }
    if let pane = layout.field { field.draw(pane, into: &frame) }
    if let maps = layout.maps { MapsView(model).draw(maps, into: &frame) }
    StackFacts(model, survey).draw(layout.facts, into: &frame)
  }

  private func titles(_ layout: StackLayout, into frame: inout Frame) {
    let isColor = FieldView.isColor(model, survey)
    let input = model.setup.input.shape
    let channel =
      input.channels > 1 && !isColor ? " channel \(model.stack.inputChannel)" : ""
    let isFocused = model.stack.focus == .element
    title(
      isFocused ? "▸input" : " input", "\(input.height)×\(input.width)\(channel)",
      style: isFocused ? .accent : .title, at: layout.inputColumn,
      before: layout.field?.column ?? layout.mapsColumn, layout, into: &frame)
    if let field = layout.field {
      title(
        " field", fieldCaption(field), style: .title, at: field.column, before: layout.mapsColumn,
        layout, into: &frame)
    }
    if layout.maps != nil {
      let output = model.stage.output.shape
      title(
        " maps",
        "\(output.height)×\(output.width)"
          + (output.channels > 1 ? "  \(model.setup.position.channel) of \(output.channels)" : ""),
        style: .title,
        at: layout.mapsColumn, before: layout.facts.column, layout, into: &frame)
    }
  }

  private func title(
    _ name: String, _ caption: String, style: Style, at column: Int, before next: Int,
    _ layout: StackLayout, into frame: inout Frame
  ) {
    frame.write(
      Line("\(name) ", style) + Line(caption, .structure), column: column, row: layout.titleRow,
      columns: next - column - 1)
  }

  private func fieldCaption(_ field: FieldPane) -> String {
    "\(field.rowPlaces.count)×\(field.columnPlaces.count)"
  }
}
