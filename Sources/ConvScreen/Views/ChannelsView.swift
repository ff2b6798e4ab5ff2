import ConvCore

/// One output element from its channels to its value, the connection matrix, and the bill.
struct ChannelsView {
  private let model: Model
  private let flow: ChannelFlow
  private let lanes: ChannelFlowView?
  private let bill: Rect

  init(_ model: Model) {
    self.model = model
    flow = model.flow
    let plan = ChannelsPlan(model)
    lanes = plan.flow.map { [flow] in ChannelFlowView(model, flow, in: $0) }
    bill = plan.bill(below: lanes?.layout)
  }

  private static let gap = 3

  func draw(into frame: inout Frame) {
    lanes?.draw(into: &frame)
    let matrix = ChannelMatrixView(model, flow)
    let billView = ChannelBillView(model, flow)
    let need = billView.leastColumns(rows: bill.rows)
    let columns = matrix.columns(in: bill, bill: need)
    matrix.draw(bill, bill: need, into: &frame)
    var rect = bill
    rect.column += columns + ChannelsView.gap
    rect.columns = bill.columns - columns - ChannelsView.gap
    billView.draw(rect, into: &frame)
  }

  /// The output element under a cell of the screen.
  func output(column: Int, row: Int) -> Position? { lanes?.output(column: column, row: row) }
}
