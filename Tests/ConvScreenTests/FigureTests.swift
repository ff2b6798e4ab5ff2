import ConvCore
import Testing

@testable import ConvScreen

private func text(_ name: String, of model: Model) -> String? {
  Figures.figure(name, of: model)?.text
}

@Test func `the figures of a window are those of its taps`() throws {
  var model = try Model.example("nn.AvgPool2d(2)")
  try model.press(keys: "Right")
  // 2 3 9 10 of the ramp: mean 6, variance (16 + 9 + 9 + 16) / 4.
  #expect(text("value", of: model) == "6")
  #expect(text("total", of: model) == "24")
  #expect(text("mean", of: model) == "6")
  #expect(text("variance", of: model) == "12.50")
  #expect(text("largest", of: model) == "10")
  #expect(text("smallest", of: model) == "2")
  #expect(text("divisor", of: model) == "4")
  #expect(text("previous", of: model) == "4")
  #expect(text("winner", of: model) == nil)
  #expect(text("bill.standard", of: model) == nil)
}

@Test func `neighbours share the positions that both touch`() throws {
  let three = "nn.Conv2d(1, 1, 3, padding=1)"
  var model = try Model.example("nn.Sequential(\(three), \(three))")
  try model.press(keys: "] Down Down Right Right")
  // Two 5×5 fields side by side share 5 rows and 4 columns.
  #expect(text("shared", of: model) == "20")
  #expect(text("touched", of: model) == "25")
  #expect(text("paths.centre", of: model) == "9")
  #expect(text("paths.corner", of: model) == "1")
  let holes = "nn.Conv2d(1, 1, 3, padding=2, dilation=2)"
  model = try Model.example("nn.Sequential(\(holes), \(holes))")
  try model.press(keys: "] Down Down Right Right")
  #expect(text("shared", of: model) == "0")
  try model.press(keys: "End")
  #expect(text("shared", of: model) == nil)
}

@Test func `the figures of the channels are products of their counts`() throws {
  let model = try Model.example("nn.Conv2d(4, 6, 3, groups=2)", channels: 4)
  #expect(text("slices", of: model) == "2")
  #expect(text("connections", of: model) == "12")
  #expect(text("weights", of: model) == "108")
  #expect(text("bill.standard", of: model) == "216")
  #expect(text("bill.depthwise", of: model) == "36")
  #expect(text("bill.separable", of: model) == "60")
  #expect(text("bill.separable.macs", of: model) == "1,500")
  #expect(text("groups", of: model) == "2")
}

@Test func `the figures of a comparison wait until it is done`() throws {
  var model = try Model.example()
  _ = model.run("compare nn.MaxPool2d(2) | nn.AvgPool2d(2)")
  _ = model.update(.tick)
  while model.nextTick == 0 { _ = model.update(.tick) }
  // 0 1 7 8: 8 against 4; every maximum is 4 above its mean.
  #expect(text("value", of: model) == "8")
  #expect(text("other.value", of: model) == "4")
  #expect(text("equal", of: model) == "0")
  #expect(text("compared", of: model) == "9")
  #expect(text("difference", of: model) == "4")
  #expect(text("other.output", of: model) == "3×3")
}

@Test func `shares and quotients are worked out, and every figure has a text or is none`() throws {
  let model = try Model.example("nn.Conv2d(1, 1, 3, dilation=2)")
  let line = try CaptionText("{touched % area}, {area / touched}, {extent}").line(from: [model])
  #expect(line.spans.map(\.text).joined() == "36\u{A0}%, 2.778, 5")
  for name in Figures.names { #expect(text(name, of: model) != "") }
}
