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

@Test func `on a screen too small the arrows step the window, whatever was in focus`() throws {
  var model = try Model.example()
  model.focus = .settings
  _ = model.update(.resize(Size(columns: 40, rows: 12)))
  try model.press(keys: "Right k")
  #expect(model.setup.position.column == 1)
  #expect(model.stratum.operation.notation(short: true) == "nn.Conv2d(1, 1, kernel_size=3)")
  #expect(model.status.text == "k needs a larger screen")
  _ = model.update(.paste("nn.MaxPool2d(2)"))
  #expect(model.status.text == "a paste needs a larger screen")
  _ = model.update(.resize(Size(columns: 80, rows: 24)))
  #expect(model.status.text.isEmpty)
}

@Test func `what is being typed waits for room, and can be given up without`() throws {
  var model = try Model.example()
  model.type(":kernel 5")
  _ = model.update(.resize(Size(columns: 40, rows: 12)))
  try model.press(keys: "Right Enter")
  #expect(model.status.text == "what is being typed needs a larger screen: Esc gives it up")
  #expect(model.prompt.line.text == "kernel 5")
  #expect(model.setup.position.column == 0)
  try model.press(keys: "Escape Right")
  #expect(!model.prompt.isOpen)
  #expect(model.setup.position.column == 1)
  model.options.language = .korean
  try model.press(keys: "k")
  #expect(model.frame().text.contains("60×20 필요, 지금 40×12"))
  #expect(model.frame().text.contains("k는 더 큰 화면이 필요하다"))
}
