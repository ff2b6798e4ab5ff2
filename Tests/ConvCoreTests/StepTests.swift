import Testing

@testable import ConvCore

@Test(arguments: RandomLayer.ofEveryOperator(25))
func `the fast path agrees with the steps`(_ row: RandomLayer) throws {
  let output = try row.layer.output(for: row.input, limit: .standard)
  let steps = try steps(of: row.layer, over: row.input)
  try #require(output.elements.count == steps.count)
  for (fast, step) in zip(output.elements, steps) {
    #expect(fast.agrees(with: step.value, within: step.tolerance), "at \(step.output)")
  }
}

@Test(arguments: RandomLayer.ofEveryOperator(8))
func `bands of rows make the whole output`(_ row: RandomLayer) throws {
  let reading = try row.reading()
  var bands = Tensor(shape: reading.output, repeating: .nan)
  for first in stride(from: 0, to: reading.output.height, by: 2) {
    row.operation.fill(
      &bands, rows: first..<min(first + 2, reading.output.height), from: row.input,
      parameters: row.layer.parameters, reading: reading)
  }
  let steps = try steps(of: row.layer, over: row.input)
  for (band, step) in zip(bands.elements, steps) {
    #expect(band.agrees(with: step.value, within: step.tolerance), "at \(step.output)")
  }
}

@Test(arguments: RandomLayer.ofEveryOperator(6))
func `channel sums and the bias add up to the value`(_ row: RandomLayer) throws {
  for step in try steps(of: row.layer, over: row.input) {
    guard case .sum(let bias) = step.reduction else { continue }
    let sum = step.channelSums.reduce(bias ?? 0) { $0 + $1.sum }
    #expect(sum.agrees(with: step.value, within: step.tolerance), "at \(step.output)")
  }
}

@Test(arguments: RandomLayer.ofEveryOperator(6))
func `a step is the same by its index and by its position`(_ row: RandomLayer) throws {
  let trace = try Trace(of: row.layer, over: row.input)
  for index in trace.indices {
    #expect(trace.index(of: trace.position(of: index)) == index)
    #expect(trace[index] == trace[trace.position(of: index)])
  }
}

@Test(arguments: RandomLayer.ofEveryOperator(12))
func `readers of an element are the outputs whose taps read it`(_ row: RandomLayer) throws {
  let reading = try row.reading()
  for axis in [reading.rows, reading.columns] {
    let taps = (0..<axis.output).map { axis.taps(at: $0) }
    for element in 0..<axis.input {
      let readers = taps.indices.filter { taps[$0].contains { $0.element == element } }
      #expect(axis.readers(of: element) == readers, "of \(element)")
      #expect(axis.firstReaders[element] == readers.first)
    }
  }
}

@Test(arguments: RandomLayer.ofEveryOperator(12))
func `a span holds the places of all taps`(_ row: RandomLayer) throws {
  let reading = try row.reading()
  for axis in [reading.rows, reading.columns] {
    for position in 0..<axis.output {
      let span = axis.span(at: position)
      for tap in axis.taps(at: position) {
        let place = tap.isPadding ? tap.place : axis.place(of: tap.place)
        #expect(span.tap(on: place) == tap.kernel, "place \(place) at \(position)")
      }
      #expect(span.places.count { span.tap(on: $0) != nil } == span.taps)
    }
  }
}
