import Testing

@testable import ConvCore

/// A pooling of random shape and values.
struct RandomPool: CustomTestStringConvertible {
  let seed: Int
  let window: Window
  let input: Tensor
  let output: Shape
  let rows: Range<Int>
  let countsPadding: Bool
  let threads: Int

  init(seed: Int, values: [Float]) {
    var random = Seeded(seed)
    self.seed = seed
    let shape = Shape(
      batch: random.integer(1...2), channels: random.integer(1...3),
      height: random.integer(1...12), width: random.integer(1...40))
    window = Window(
      rows: random.axis(length: shape.height), columns: random.axis(length: shape.width))
    input = random.tensor(shape, sprinkledWith: values)
    output = Shape(
      batch: shape.batch, channels: shape.channels,
      height: window.rows.outputs(length: shape.height),
      width: window.columns.outputs(length: shape.width))
    rows = random.part(output.height)
    countsPadding = random.integer(0...1) == 0
    threads = random.integer(1...3)
  }

  var testDescription: String { "seed \(seed): \(input.shape) \(window)" }

  /// Every output place with the elements and the taps' places under its window.
  func forEach(_ body: (_ output: Int, _ elements: [Float], _ places: [Int], Int, Int) -> Void) {
    var index = 0
    for image in 0..<output.batch {
      for channel in 0..<output.channels {
        for row in 0..<output.height {
          for column in 0..<output.width {
            let taps = Reference.taps(window, input.shape, row, column)
            body(
              index, taps.map { input[image, channel, $0.row, $0.column] },
              taps.map { $0.row * input.shape.width + $0.column }, row, column)
            index += 1
          }
        }
      }
    }
  }
}

private let untouched: Float = 1e30
private let surprises: [Float] = [.nan, -.infinity, .infinity, 0, 0.5, -0.0]

@Test(arguments: (0..<80).map { RandomPool(seed: $0, values: surprises) })
func `the maximum and its place are the loop's`(_ random: RandomPool) {
  var output = Tensor(shape: random.output, repeating: 0)
  var indices = [Int64](repeating: -1, count: random.output.count)
  Kernels.poolMaximum(
    random.input, window: random.window, into: &output, indices: &indices, threads: random.threads)
  var values = Tensor(shape: random.output, repeating: untouched)
  Kernels.poolMaximum(
    random.input, window: random.window, into: &values, rows: random.rows,
    threads: random.threads)
  random.forEach { index, elements, places, row, _ in
    var best = -Float.infinity
    var place = places.first
    for (element, candidate) in zip(elements, places) where element > best || element.isNaN {
      (best, place) = (element, candidate)
    }
    #expect(output.elements[index].bitPattern == best.bitPattern || best.isNaN)
    #expect(output.elements[index].isNaN == best.isNaN)
    let expected = random.rows.contains(row) ? output.elements[index] : untouched
    #expect(values.elements[index].bitPattern == expected.bitPattern)
    if let place { #expect(Int(indices[index]) == place, "\(elements) \(places)") }
  }
}

@Test(arguments: (0..<60).map { RandomPool(seed: $0, values: [0]) })
func `the average stays within the rounding bound`(_ random: RandomPool) {
  var output = Tensor(shape: random.output, repeating: untouched)
  Kernels.poolAverage(
    random.input, window: random.window, countsPadding: random.countsPadding, divisor: nil,
    into: &output, rows: random.rows, threads: random.threads)
  func counted(_ axis: Axis, _ length: Int, _ output: Int) -> Int {
    (0..<axis.kernel).count { tap in
      let place = output * axis.stride - axis.paddingBefore + tap * axis.dilation
      return random.countsPadding
        ? place < length + axis.paddingAfter : place >= 0 && place < length
    }
  }
  random.forEach { index, elements, _, row, column in
    guard random.rows.contains(row) else {
      #expect(output.elements[index] == untouched)
      return
    }
    var sum = Reference.Sum(0)
    elements.forEach { sum.add(Double($0)) }
    let divisor = Double(
      max(
        1,
        counted(random.window.rows, random.input.shape.height, row)
          * counted(random.window.columns, random.input.shape.width, column)))
    sum.value /= divisor
    sum.magnitude /= divisor
    #expect(sum.admits(output.elements[index]))
  }
}

/// PyTorch 2.15: avg_pool2d of 1…16 as 4×4, kernel 3, stride 2, padding 1.
struct Average: CustomTestStringConvertible {
  let countsPadding: Bool
  let divisor: Int?
  let side: Int
  let expected: [Float]

  var testDescription: String { "padding \(countsPadding), divisor \(divisor ?? 0), \(side)" }
}

private let averages = [
  Average(
    countsPadding: true, divisor: nil, side: 2, expected: [14.0 / 9, 30.0 / 9, 57.0 / 9, 11]),
  Average(countsPadding: false, divisor: nil, side: 2, expected: [3.5, 5, 9.5, 11]),
  Average(
    countsPadding: true, divisor: nil, side: 3,
    expected: [14.0 / 9, 30.0 / 9, 2, 57.0 / 9, 11, 6, 4.5, 7.5, 4]),
  Average(
    countsPadding: false, divisor: nil, side: 3, expected: [3.5, 5, 6, 9.5, 11, 12, 13.5, 15, 16]),
  Average(countsPadding: true, divisor: 2, side: 2, expected: [7, 15, 28.5, 49.5]),
]

@Test(arguments: averages)
func `average pooling divides as PyTorch does`(_ row: Average) {
  let axis = Axis(kernel: 3, stride: 2, paddingBefore: 1, paddingAfter: 1)
  let input = Tensor(
    shape: Shape(channels: 1, height: 4, width: 4), elements: (1...16).map(Float.init))
  var output = Tensor(
    shape: Shape(channels: 1, height: row.side, width: row.side), repeating: 0)
  Kernels.poolAverage(
    input, window: Window(rows: axis, columns: axis), countsPadding: row.countsPadding,
    divisor: row.divisor, into: &output, rows: 0..<row.side, threads: 1)
  #expect(output.elements == row.expected)
}

@Test func `padding never wins the maximum`() {
  let axis = Axis(kernel: 3, stride: 2, paddingBefore: 1, paddingAfter: 1)
  let input = Tensor(
    shape: Shape(channels: 1, height: 4, width: 4), elements: (1...16).map { -Float($0) })
  var output = Tensor(shape: Shape(channels: 1, height: 2, width: 2), repeating: 0)
  Kernels.poolMaximum(
    input, window: Window(rows: axis, columns: axis), into: &output, rows: 0..<2, threads: 1)
  #expect(output.elements == [-1, -2, -5, -6])
}

@Test(arguments: [Float(1), 2, 3])
func `the norm is the root of the powers' sum`(_ power: Float) {
  let axis = Axis(kernel: 2, stride: 2)
  let input = Tensor(
    shape: Shape(channels: 1, height: 2, width: 4), elements: [1, 2, 3, 4, 5, 6, 7, 8])
  var output = Tensor(shape: Shape(channels: 1, height: 1, width: 2), repeating: 0)
  Kernels.poolNorm(
    input, power: power, window: Window(rows: axis, columns: axis), into: &output,
    rows: 0..<output.shape.height, threads: 1)
  // PyTorch 2.15: lp_pool2d(x, p, 2).
  let expected: [Float: [Float]] = [
    1: [14, 22], 2: [8.124038, 11.74734], 3: [7.047299, 9.816659],
  ]
  for (value, exact) in zip(output.elements, expected[power] ?? []) {
    #expect(abs(value - exact) <= 1e-6 * exact)
  }
}

@Test(arguments: [[0..<3, 2..<5, 4..<7], [0..<7], [0..<1, 0..<7, 6..<7]])
func `bins reduce the elements they hold`(_ bins: [Range<Int>]) {
  var random = Seeded(bins.count)
  let input = random.tensor(
    Shape(batch: 2, channels: 40, height: 7, width: 7), sprinkledWith: [.nan, -.infinity, 0.5])
  let shape = Shape(batch: 2, channels: 40, height: bins.count, width: bins.count)
  var average = Tensor(shape: shape, repeating: 0)
  var maximum = average
  var values = average
  var indices = [Int64](repeating: 0, count: shape.count)
  Kernels.poolBinsAverage(
    input, rowBins: bins, columnBins: bins, into: &average, rows: 0..<bins.count, threads: 2)
  Kernels.poolBinsMaximum(
    input, rowBins: bins, columnBins: bins, into: &maximum, indices: &indices, threads: 2)
  Kernels.poolBinsMaximum(
    input, rowBins: bins, columnBins: bins, into: &values, rows: 0..<1, threads: 1)
  Kernels.poolBinsMaximum(
    input, rowBins: bins, columnBins: bins, into: &values, rows: 1..<bins.count, threads: 1)
  for image in 0..<2 {
    for channel in 0..<40 {
      for (i, rows) in bins.enumerated() {
        for (j, columns) in bins.enumerated() {
          var sum = Reference.Sum(0)
          var best = -Float.infinity
          var place = rows.lowerBound * 7 + columns.lowerBound
          for row in rows {
            for column in columns {
              let element = input[image, channel, row, column]
              sum.add(Double(element))
              if element > best || element.isNaN { (best, place) = (element, row * 7 + column) }
            }
          }
          let count = Double(rows.count * columns.count)
          sum.value /= count
          sum.magnitude /= count
          #expect(sum.admits(average[image, channel, i, j]))
          let index = average.index(image, channel, i, j)
          #expect(maximum.elements[index].bitPattern == best.bitPattern || best.isNaN)
          #expect(maximum.elements[index].isNaN == best.isNaN)
          #expect(values.elements[index].bitPattern == maximum.elements[index].bitPattern)
          #expect(indices[index] == Int64(place))
        }
      }
    }
  }
}
