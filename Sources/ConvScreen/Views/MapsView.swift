import ConvCore

/// Draws the maps of the chosen layer, and on the chosen map the element whose field is shown.
struct MapsView {
  private let model: Model
  private let stage: Stage

  init(_ model: Model) {
    self.model = model
    stage = model.stage
  }

  func draw(_ maps: MapsPane, into frame: inout Frame) {
    let shading = stage.outputRange.shading(isDark: model.options.isDark)
    let position = model.setup.position
    for map in maps.maps {
      let isChosen = map == position.channel
      let pane = maps.pane(of: map)
      frame.write(
        "\(map)", column: pane.rect.column, row: pane.rect.row - 1,
        style: isChosen ? .accent : .structure)
      let colors = PictureColors(tensor: stage.output, channel: map, shading: shading)
      let element = PicturePane.Window(
        rows: position.row...position.row, columns: position.column...position.column)
      pane.draw(into: &frame, windows: isChosen ? [element] : []) { rows, columns in
        stage.filled.contains(rows) ? .shade(colors.color(rows, columns)) : .terminal
      }
    }
  }
}
