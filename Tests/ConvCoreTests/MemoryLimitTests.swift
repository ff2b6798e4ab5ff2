import Testing

@testable import ConvCore

/// Layers that are too large for a limit, and the sentence that says so.
private struct TooLarge: CustomTestStringConvertible {
  let layers: String
  let input: Shape
  let limit: MemoryLimit
  let sentence: String

  /// `why` stands before the limit and the way out.
  init(_ layers: String, on input: [Int] = [1, 1, 5, 5], mebibytes: Int = 1, _ why: String) {
    (self.layers, self.input) = (layers, Shape(input))
    limit = MemoryLimit(bytes: mebibytes << 20)
    sentence =
      "\(why), more than the limit of \(MemoryLimit.words(Double(limit.bytes))): "
      + "use something smaller or raise --memory-limit"
  }

  var testDescription: String { layers }

  static let all = [
    TooLarge("nn.ReLU()", on: [1, 3, 1024, 1024], "the input 3×1024×1024 needs 12 MiB"),
    TooLarge("nn.ZeroPad2d(300)", "the output 1×605×605 needs 1.4 MiB"),
    TooLarge(
      "nn.Sequential(nn.ReLU(), nn.ZeroPad2d(300))", on: [1, 1, 10, 10],
      "layer 1: the output 1×610×610 needs 1.4 MiB"),
    TooLarge(
      "nn.ZeroPad2d(2147483647)", "the output 1×4294967299×4294967299 needs more than 2⁶³ bytes"),
    TooLarge(
      "nn.Conv2d(64, 1000, 3)", on: [1, 64, 3, 3], "the weight [1000, 64, 3, 3] needs 2.2 MiB"),
    TooLarge(
      "nn.Conv2d(2147483647, 2147483647, 1)", on: [1, 2_147_483_647, 1, 1], mebibytes: 1 << 20,
      "the weight [2147483647, 2147483647, 1, 1] needs 16 EiB"),
    TooLarge(
      "nn.Conv2d(2147483647, 2147483647, 3, padding=1)", on: [1, 2_147_483_647, 1, 1],
      mebibytes: 1 << 20,
      "the weight [2147483647, 2147483647, 3, 3] needs more than 2⁶³ bytes"),
    TooLarge(
      "nn.MaxPool2d((2147483647, 1), 1, padding=(1073741823, 0))", mebibytes: 4096,
      "a kernel of 2147483647 rows needs 128 GiB"),
    TooLarge(
      "nn.AdaptiveAvgPool2d((1, 20000))", "an output of 20000 columns needs 1.2 MiB"),
  ]
}

@Test(arguments: TooLarge.all)
private func `what exceeds the memory limit is refused`(_ row: TooLarge) throws {
  let network = try Notation.network(row.layers)
  #expect(throws: Refusal(row.sentence)) {
    try Report(of: network, input: row.input, limit: row.limit)
  }
}

@Test func `a layer is refused before its output is made`() throws {
  let layers = try Notation.network("nn.Sequential(nn.ReLU(), nn.ZeroPad2d(300))")
  #expect(
    throws: Refusal(
      "layer 1: the output 1×610×610 needs 1.4 MiB, more than the limit of 1 MiB: "
        + "use something smaller or raise --memory-limit")
  ) {
    try layers.output(
      for: Tensor(shape: Shape([1, 1, 10, 10]), repeating: 0), limit: MemoryLimit(bytes: 1 << 20))
  }
}

@Test func `a step of too many taps is refused`() throws {
  let pool = try Notation.operation("nn.AvgPool2d(30000, 1, padding=15000)")
  let reading = try pool.reading(of: Shape([1, 1, 5, 5]))
  let gibibytes = MemoryLimit.words(9e8 * Double(MemoryLayout<Tap>.stride))
  #expect(
    throws: Refusal(
      "a step of 1×30000×30000 taps needs \(gibibytes), more than the limit of 4 GiB: "
        + "use something smaller or raise --memory-limit")
  ) { try MemoryLimit.standard.admit(stepOf: pool, reading) }
}

@Test func `taps beyond 2⁶³ are refused`() throws {
  let pool = try Notation.network("nn.AvgPool2d(1000000, 1, padding=500000)")
  #expect(throws: Refusal("the layer's taps are more than 2⁶³: use something smaller")) {
    try Report(of: pool, input: Shape([1, 100_000_000, 1, 1]), limit: .standard)
  }
}

@Test func `a size beyond all is refused`() {
  #expect(
    throws: Refusal(
      "it needs more than 2⁶³ bytes, more than the limit of 1 byte: "
        + "use something smaller or raise --memory-limit")
  ) { try MemoryLimit(bytes: 1).admit(nil, as: "it") }
}

@Test(arguments: [
  (0, "0 bytes"), (1, "1 byte"), (1023, "1023 bytes"), (1024, "1 KiB"), (1536, "1.5 KiB"),
  (4 << 30, "4 GiB"), (Int.max, "8 EiB"),
])
func `bytes are written in the largest unit`(_ bytes: Int, _ words: String) {
  #expect(MemoryLimit.words(Double(bytes)) == words)
}
