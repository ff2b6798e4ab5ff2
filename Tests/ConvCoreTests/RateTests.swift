import ConvCore
import Testing

private func convolution(_ text: String) throws -> Convolution {
  try #require(try Notation.operation(text) as? Convolution)
}

private func reading(_ text: String, _ length: Int) throws -> Reading {
  try Notation.operation(text).reading(of: Shape(channels: 1, height: length, width: length))
}

// All nine taps by exact enumeration of a 33×33 map.
@Test(arguments: [(6, 441), (12, 81), (18, 0)])
func `large rates lose their taps to the padding`(rate: Int, positions: Int) throws {
  let convolution = try convolution("Conv2d(1, 1, 3, padding=1)").atRate(rate)
  let reading = try convolution.reading(of: Shape(channels: 1, height: 33, width: 33))
  #expect(reading.output.plane == 1089)
  #expect(reading.positionsWithAllTapsOnData == positions)
}

@Test(arguments: [
  "Conv2d(1, 1, 3)", "Conv2d(1, 1, 3, stride=2, padding=1)", "Conv2d(1, 1, 4, 3, 5)",
  "Conv2d(1, 1, 3, padding=4, dilation=4)", "Conv2d(1, 1, 5, padding='same')",
  "Conv2d(1, 1, 2, 2, padding=((0, 1), (2, 0)))", "MaxPool2d(3, 2, 1, ceil_mode=True)",
  "Conv2d(1, 1, 1, 2, 1)", "Conv2d(1, 1, 9, 4, 4)",
  "Conv2d(1, 1, 3, 5, 3, padding_mode='circular')",
])
func `positions with all taps on data are those whose steps have no padding`(
  _ text: String
) throws {
  for length in 5...12 {
    guard let reading = try? reading(text, length) else { continue }
    let kernel = try #require(reading.window?.rows.kernel)
    let counted = (0..<reading.output.height).count { row in
      let taps = reading.rows.taps(at: row)
      return taps.count == kernel && taps.allSatisfy { !$0.isPadding }
    }
    #expect(reading.positionsWithAllTapsOnData == counted * counted, "\(length)")
  }
}

@Test(arguments: [
  "Conv2d(2, 4, 3)", "Conv2d(2, 4, 3, stride=2, padding=1)", "Conv2d(2, 4, (3, 5), padding=2)",
  "Conv2d(2, 4, 4, stride=3)", "Conv2d(2, 4, 3, padding='same')",
  "Conv2d(2, 4, 2, 2, padding='same_upper')", "Conv2d(2, 4, 2, padding=((0, 1), (0, 1)))",
])
func `another rate keeps output size, parameters and MACs`(_ text: String) throws {
  let standard = try convolution(text)
  let input = Shape(channels: 2, height: 17, width: 20)
  let reading = try standard.reading(of: input)
  for rate in 1...6 {
    let dilated = try standard.atRate(rate)
    let other = try dilated.reading(of: input)
    #expect(other.output == reading.output)
    #expect(dilated.parameterShape == standard.parameterShape)
    #expect(
      Cost(of: dilated, reading: other).macs == Cost(of: standard, reading: reading).macs)
    #expect(other.window?.rows.dilation == rate)
  }
}

@Test func `back at rate 1 a convolution is what it was`() throws {
  for text in ["Conv2d(1, 1, 3)", "Conv2d(1, 1, (3, 5), 2, 1)"] {
    let standard = try convolution(text)
    #expect(try standard.atRate(5).atRate(2).atRate(1) == standard)
  }
}

@Test func `rates that no padding can balance are refused`() throws {
  let dilated = try convolution("Conv2d(1, 1, 3, dilation=2)")
  #expect(
    throws: Refusal(
      "rate 1 keeps the output's size only with padding -1, which no convolution has: "
        + "D lowers the rate alone")
  ) { try dilated.atRate(1) }
  #expect(
    throws: Refusal("rate 0 is below 1: a convolution at rate 1 has no holes left to close")
  ) { try dilated.atRate(0) }
}

// Fields and touched positions of three 3×3 layers, by exact enumeration.
@Test(arguments: [
  (RateSchedule.standard, 7, 49), (.equal, 13, 49), (.rising, 13, 169), (.sawtooth, 17, 289),
  (.doubling, 15, 225),
])
func `schedules of rates give the known fields`(
  schedule: RateSchedule, size: Int, touched: Int
) throws {
  var field = ReceptiveField()
  for place in 0..<3 {
    let convolution = try convolution("Conv2d(1, 1, 3, padding=1)").atRate(schedule.rate(at: place))
    let reading = try convolution.reading(of: Shape(channels: 1, height: 40, width: 40))
    field = try #require(field.through(reading))
  }
  #expect(field.rows.size == size)
  #expect(field.touched == touched)
  let offsets = (0..<size).count { field.rows.touches($0) }
  #expect(offsets * offsets == touched)
}

@Test(arguments: [
  ("Conv2d(3, 64, kernel_size=(3, 5), stride=2, padding=1)", "Conv2d 3→64 k3×5 s2 p1"),
  ("Conv2d(8, 8, 3, padding='same', groups=8, bias=False)", "Conv2d 8→8 k3 p=same g8 bias=False"),
  ("Conv2d(1, 1, 2, padding=((0, 1), (2, 3)), dilation=2)", "Conv2d 1→1 k2 p0,1,2,3 d2"),
  ("MaxPool2d(2)", "MaxPool2d k2"), ("MaxPool2d(3, 2, 1)", "MaxPool2d k3 s2 p1"),
  ("AdaptiveAvgPool2d((7, None))", "AdaptiveAvgPool2d 7×None"), ("ReLU()", "ReLU"),
  ("LPPool2d(2, 3)", "LPPool2d 2 k3"), ("ZeroPad2d((1, 2, 3, 4))", "ZeroPad2d 1,2,3,4"),
])
func `the shorthand names what differs from the defaults`(text: String, shorthand: String) throws {
  #expect(try Notation.operation(text).shorthand == shorthand)
}
