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
    let input = model.setup.input.shape
    let isFocused = model.stack.focus == .element
    let size = "\(input.height)×\(input.width)"
    let channel = model.say("channel \(model.stack.inputChannel)")
    let isGray = !FieldView.isColor(model, survey)
    let hasChannel = input.channels > 1 && (isGray || layout.hasNumbers)
    title(
      "\(isFocused ? "▸" : " ")\(model.say("input"))", isFocused ? .accent : .title,
      captions: hasChannel ? ["\(size)  \(channel)", channel] : [size],
      at: layout.inputColumn, before: layout.field?.column ?? layout.mapsColumn, layout,
      into: &frame)
    if let field = layout.field {
      title(
        " \(model.say("field"))", .title,
        captions: ["\(field.rowPlaces.count)×\(field.columnPlaces.count)"],
        at: field.column - 1, before: layout.mapsColumn, layout, into: &frame)
    }
    if layout.maps != nil {
      let output = model.stage.output.shape
      let size = "\(output.height)×\(output.width)"
      let place = model.say("map \(model.setup.position.channel) of \(output.channels)")
      title(
        " \(model.say("maps"))", .title,
        captions: output.channels > 1 ? ["\(size)  \(place)", size] : [size],
        at: layout.mapsColumn, before: layout.facts.column, layout, into: &frame)
    }
  }

  /// A pane's name, and the first of its captions that has room.
  private func title(
    _ name: String, _ style: Style, captions: [String], at column: Int, before next: Int,
    _ layout: StackLayout, into frame: inout Frame
  ) {
    let room = next - column - 1
    let caption = captions.first { name.width + 1 + $0.width <= room } ?? ""
    frame.write(
      Line("\(name) ", style) + Line(caption, .structure), column: column, row: layout.titleRow,
      columns: room)
  }
}
