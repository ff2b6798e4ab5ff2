import ConvCore

/// Where everything of the Window view stands, for drawing and for the pointer alike.
struct WindowLayout: Sendable {
  /// A map as a grid, as a picture, or as a picture with a grid of the part that matters.
  struct Map: Sendable {
    var picture: PicturePane?
    var grid: GridPane?
    /// The first column of all of it.
    var column: Int
  }

  let input: Map
  /// The kernel or window.
  let kernel: GridPane
  let output: Map
  /// The row of the titles over the maps.
  let titleRow: Int
  let sum: Rect
  let facts: Rect

  private static let margin = 1
  static let gap = 3
  /// Between grids that would not fit otherwise.
  static let tightGap = 2
  /// From this width on the facts stand beside the sum, not below it.
  private static let wide = 110

  init(_ model: Model) {
    let body = model.body
    let columns = body.columns - WindowLayout.margin * 2
    let isWide = columns >= WindowLayout.wide
    let below = Below(model, isWide: isWide)
    let room = body.rows - GridPane.captionRows - 1
    let plan = WindowPlan(
      model, columns: columns, usualRows: max(room - below.wanted, 1),
      pictureRows: max(room - Below.besidePictures, 1), mostRows: room - below.least)
    titleRow = body.row
    (input, kernel, output) = plan.placed(
      column: WindowLayout.margin, row: titleRow + GridPane.captionRows)
    let top = titleRow + GridPane.captionRows + plan.height + 1
    (sum, facts) = below.placed(
      in: Rect(
        column: WindowLayout.margin, row: top, columns: columns,
        rows: body.row + body.rows - top))
  }
}

/// The rows below the maps: the sum and the facts.
private struct Below {
  private let isWide: Bool
  private let sum: Int

  /// What the facts need beside a sum.
  private static let factColumns = 54
  private static let leastSum = 3
  /// The head and three lines: a kernel of three rows on one channel.
  private static let shortSum = 5
  private static let mostSum = 11
  private static let leastFacts = 1
  /// Pictures leave room for the size, the cost and the field under a short sum.
  static let besidePictures = 7
  private static let usualFacts = 4
  private static let mostFacts = 7

  init(_ model: Model, isWide: Bool) {
    self.isWide = isWide
    let reading = model.stage.reading
    let channels = model.stratum.operation.inputChannels(of: model.setup.position.channel).count
    let (lines, overflow) = channels.multipliedReportingOverflow(
      by: reading.rows.kernelLength)
    sum = overflow ? Below.mostSum : min(lines + SumView.headRows, Below.mostSum)
  }

  /// The rows without which the view is not worth much.
  var least: Int { isWide ? Below.leastSum : Below.leastSum + Below.leastFacts }

  /// The rows that show sum and facts as they should be.
  var wanted: Int { isWide ? max(sum, Below.mostFacts) : sum + Below.usualFacts }

  func placed(in rect: Rect) -> (sum: Rect, facts: Rect) {
    var (sum, facts) = (rect, rect)
    if isWide {
      sum.columns = max(rect.columns / 2, rect.columns - Below.factColumns - WindowLayout.gap)
      facts.column += sum.columns + WindowLayout.gap
      facts.columns -= sum.columns + WindowLayout.gap
    } else {
      let most = min(Below.mostFacts, max(rect.rows - self.sum, Below.usualFacts))
      // A short sum is shown whole. A longer one's lines scroll, the facts do not: they get almost
      // half of few rows.
      let isShort = self.sum <= Below.shortSum
      let few = isShort ? Below.leastFacts : max((rect.rows - 1) / 2, Below.leastFacts)
      facts.rows = max(min(most, rect.rows - min(self.sum, Below.shortSum)), few)
      sum.rows -= facts.rows
      facts.row += sum.rows
    }
    return (sum, facts)
  }
}
