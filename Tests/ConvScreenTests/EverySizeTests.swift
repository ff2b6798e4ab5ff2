import ConvCore
import Testing

@testable import ConvScreen

/// Every size from 1×1 to 300×100 in one of the views where the release is tested, else every width
/// and every height in two of them.
private func sizes(for view: Int) -> [Size] {
  let all = (1...100).flatMap { row in (1...300).map { Size(columns: $0, rows: row) } }
  return all.filter {
    isThorough
      ? ($0.columns + $0.rows) % 4 == view % 4
      : $0.columns % 2 == view % 2 && $0.columns * 37 % 100 + 1 == $0.rows
  }
}

@Test(arguments: 1...4)
func `point 16: every size has its frame`(_ view: Int) throws {
  var model = try Model.example("nn.Conv2d(2, 2, 3, padding=1)", channels: 2)
  for size in sizes(for: view) {
    _ = model.update(.resize(size))
    try model.press(keys: "\(view)")
    while model.nextTick == 0 { _ = model.update(.tick) }
    let frame = model.frame()
    try #require(frame.size == size)
    let isEnough = size.columns >= 60 && size.rows >= 20
    let need = "needs 60×20, has \(size.columns)×\(size.rows)"
    #expect(
      frame.text.contains(need) == (!isEnough && size.columns >= need.count), "\(size)")
    for row in 0..<size.rows {
      // No wide character is cut by the last column.
      #expect(frame.row(row).last?.width != 2, "\(size), row \(row)")
    }
  }
}
