import ConvCore

/// Both maps, written and coloured alike, and A − B at A's elements.
struct CompareMapsView {
  private let model: Model
  private let contrast: Contrast
  private let position: Position
  private let partner: Position?
  private let format: NumberFormat
  private let shading: Shading

  init(_ model: Model, _ contrast: Contrast) {
    self.model = model
    self.contrast = contrast
    position = model.setup.position
    partner = contrast.partner(of: position)
    format = model.comparedRange.format
    shading = model.comparedRange.shading(isDark: model.options.isDark)
  }

  func draw(_ layout: CompareLayout, into frame: inout Frame) {
    draw(layout.first, model.stage, .first, at: position, into: &frame)
    draw(layout.second, contrast.stage, .second, at: partner, into: &frame)
    drawDifference(layout.difference, into: &frame)
  }

  /// An element that is still to be guessed: one after that on which a side stands.
  private func isHidden(_ row: Int, _ column: Int, after position: Position?) -> Bool {
    guard model.hidesLater else { return false }
    return position.map { (row, column) > ($0.row, $0.column) } ?? true
  }

  private func draw(
    _ pane: ComparePane, _ stage: Stage, _ side: CompareSide, at position: Position?,
    into frame: inout Frame
  ) {
    let channel = min(self.position.channel, stage.output.shape.channels - 1)
    let centres = side == .first ? contrast.first.centres : contrast.second.centres
    func responds(_ row: Int, _ column: Int) -> Bool {
      stage.filled.contains(row) && centres.rows.isReached[row] && centres.columns.isReached[column]
        && !isHidden(row, column, after: position)
    }
    pane.grid?.draw(into: &frame, labels: pane.labels) { place in
      let (row, column) = (place.rows, place.columns)
      let value = stage.output[0, channel, row, column]
      var cell =
        responds(row, column)
        ? GridCell(text: format.text(value), style: shading.style(value))
        : GridCell(text: "·", style: .structure)
      if let position, (row, column) == (position.row, position.column) {
        cell.mark(side)
        if model.hidesValue { cell.text = "?" }
      }
      return cell
    }
    let colors = PictureColors(tensor: stage.output, channel: channel, shading: shading)
    pane.picture?.draw(into: &frame, windows: window(side, at: position)) { rows, columns in
      let isHidden = isHidden(rows.lowerBound, columns.lowerBound, after: position)
      return stage.filled.contains(rows) && !isHidden
        ? .shade(colors.color(rows, columns)) : .terminal
    }
  }

  private func window(_ side: CompareSide, at position: Position?) -> [PicturePane.Window] {
    guard let position else { return [] }
    return [
      PicturePane.Window(
        rows: position.row...position.row, columns: position.column...position.column,
        role: side == .first ? .window : .other)
    ]
  }

  private func drawDifference(_ pane: ComparePane, into frame: inout Frame) {
    let comparison = contrast.comparison
    let channel = min(position.channel, comparison.differences.shape.channels - 1)
    let format = contrast.differenceRange.format
    // No difference at all is the middle between plus and minus.
    var range = contrast.differenceRange
    if range.least == range.most { range.take([-1, 1]) }
    let shading = range.shading(isDark: model.options.isDark)
    pane.grid?.draw(into: &frame, labels: pane.labels) { place in
      let (row, column) = (place.rows, place.columns)
      let value = comparison.differences[0, channel, row, column]
      var cell =
        row < comparison.rows && comparison.responds(row: row, column: column)
          && !isHidden(row, column, after: position)
        ? GridCell(text: value == 0 ? "=" : format.text(value), style: shading.style(value))
        : GridCell(text: "·", style: .structure)
      if (row, column) == (position.row, position.column) {
        cell.before = "["
        cell.after = "]"
        cell.style = .window
        if model.hidesValue { cell.text = "?" }
      }
      return cell
    }
    let colors = PictureColors(
      tensor: comparison.differences, channel: channel, shading: shading)
    pane.picture?.draw(into: &frame, windows: window(.first, at: position)) { rows, columns in
      rows.upperBound <= comparison.rows && comparison.respondsWithin(rows, columns)
        && !isHidden(rows.lowerBound, columns.lowerBound, after: position)
        ? .shade(colors.color(rows, columns)) : .terminal
    }
  }
}

extension Comparison {
  /// Both maps respond somewhere in a block.
  fileprivate func respondsWithin(_ rows: Range<Int>, _ columns: Range<Int>) -> Bool {
    rows.contains { alignment.rows.respond[$0] }
      && columns.contains { alignment.columns.respond[$0] }
  }
}

extension ComparePane {
  /// All places carry their numbers.
  fileprivate var labels: (rows: Range<Int>, columns: Range<Int>) {
    (grid?.rowPlaces ?? 0..<0, grid?.columnPlaces ?? 0..<0)
  }
}
