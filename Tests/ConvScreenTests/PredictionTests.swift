import ConvCore
import Testing

@testable import ConvScreen

private func predicting(_ layers: String, channels: Int = 1) throws -> Model {
  var model = try Model.example(
    layers, channels: channels, size: Size(columns: 120, rows: 40))
  _ = model.run("predict")
  return model
}

@Test func `a hidden value stands nowhere on the screen until it is revealed`() throws {
  var model = try predicting("nn.Conv2d(1, 1, 3)")
  try model.press(keys: "Right Down")
  let value = NumberFormat.exact(model.step.value)
  #expect(model.frame().text.contains(" ?]"))
  #expect(model.frame().text.contains("= ?"))
  #expect(!model.frame().text.contains("= \(value)"))
  try model.press(keys: "Enter")
  #expect(model.frame().text.contains("= \(value)"))
  #expect(!model.frame().text.contains("= ?"))
}

@Test func `every new element and every change hides again`() throws {
  for key in ["Right", "Down", "End", "d", "k", "w", "u", "Space"] {
    var model = try predicting("nn.Conv2d(1, 1, 3)")
    try model.press(keys: "s v")
    #expect(!model.hidesValue)
    try model.press(keys: key)
    _ = model.update(.tick)
    #expect(model.hidesValue, "after \(key)")
  }
}

@Test func `looking closer does not hide again`() throws {
  var model = try predicting("nn.Conv2d(1, 1, 3)")
  try model.press(keys: "v . . , Tab BTab c")
  #expect(!model.hidesValue)
  try model.press(keys: "v")
  #expect(model.hidesValue)
  try model.press(keys: "V")
  #expect(!model.hidesValue)
}

@Test func `comparing with what is there already does not hide again`() throws {
  var model = try predicting("nn.Conv2d(1, 1, 3)")
  try model.press(keys: "v 4 b")
  #expect(!model.hidesValue)
  try model.press(keys: "1 k")
  #expect(model.hidesValue)
}

@Test func `channel totals, row sums and the total so far are hidden with it`() throws {
  var model = try predicting("nn.Conv2d(3, 1, 3)", channels: 3)
  #expect(model.frame().text.contains("= ? + ? + ? + bias "))
  try model.press(keys: ". . .")
  #expect(model.frame().text.contains("so far ?"))
  let sums = model.frame().text.split(separator: "\n").filter { $0.contains("channel 0  row") }
  #expect(!sums.isEmpty && sums.allSatisfy { $0.contains("= ?") })
}

@Test func `how far two maps agree is hidden with the values`() throws {
  var model = try Model.example(size: Size(columns: 160, rows: 40))
  _ = model.run("compare nn.MaxPool2d(2) | nn.AvgPool2d(2)")
  _ = model.run("predict")
  _ = model.update(.tick)
  while model.nextTick == 0 { _ = model.update(.tick) }
  #expect(model.frame().text.contains("equal at ? of 9 positions, max |Δ| ?"))
  // One revealed element says nothing of the others.
  try model.press(keys: "v")
  #expect(model.frame().text.contains("equal at ? of 9 positions, max |Δ| ?"))
  try model.press(keys: "V")
  #expect(model.frame().text.contains("equal at 0 of 9 positions, max |Δ| 4"))
}

@Test func `of two maps no element after the present one is shown while predicting`() throws {
  var model = try Model.example(size: Size(columns: 160, rows: 40))
  _ = model.run("compare nn.MaxPool2d(2) | nn.AvgPool2d(2)")
  while model.nextTick == 0 { _ = model.update(.tick) }
  // Both maps and their difference: 3×3 places each.
  func shown(_ model: Model) -> Int {
    let text = model.frame().text
    return text.count { $0 == "·" }
  }
  let before = shown(model)
  _ = model.run("predict")
  #expect(shown(model) == before + 3 * 8)
  try model.press(keys: "v")
  #expect(shown(model) == before + 3 * 8)
  try model.press(keys: "Right Right")
  #expect(shown(model) == before + 3 * 6)
  try model.press(keys: "V")
  #expect(shown(model) == before)
}

@Test func `the winner is not given away`() throws {
  var model = try predicting("nn.MaxPool2d(3, 2)")
  #expect(!model.frame().text.contains("winner"))
  #expect(!model.frame().text.contains("▸16"))
  try model.press(keys: "v")
  #expect(model.frame().text.contains("winner"))
  #expect(model.frame().text.contains("▸16"))
}

@Test func `reveal says how to hide when nothing is hidden`() throws {
  var model = try Model.example()
  try model.press(keys: "v")
  #expect(model.status.text == "nothing is hidden: V hides every value until it is revealed")
}
