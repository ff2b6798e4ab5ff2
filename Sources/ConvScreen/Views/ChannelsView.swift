import ConvCore

/// One output element from its channels to its value, the connection matrix, and the bill.
struct ChannelsView {
  private let model: Model

  init(_ model: Model) { self.model = model }

  func draw(into frame: inout Frame) {
    let plan = ChannelsPlan(model)
    let flow = model.flow
    if let area = plan.flow { ChannelFlowView(model, flow, in: area).draw(into: &frame) }
    let matrix = ChannelMatrixView(model, flow)
    let isTall = plan.bill.rows >= 6
    let columns = matrix.columns(in: plan.bill)
    let matrixRect = Rect(
      column: plan.bill.column, row: plan.bill.row, columns: columns, rows: plan.bill.rows)
    matrix.draw(matrixRect, into: &frame)
    let start = columns + (isTall ? 3 : 2)
    ChannelBillView(model, flow).draw(
      Rect(
        column: plan.bill.column + start, row: plan.bill.row,
        columns: plan.bill.columns - start, rows: plan.bill.rows), into: &frame)
  }
}

extension ChannelsView {
  /// The output element under a cell of the screen.
  func output(column: Int, row: Int) -> Position? {
    guard let area = ChannelsPlan(model).flow else { return nil }
    return ChannelFlowView(model, model.flow, in: area).output(column: column, row: row)
  }
}
