/// Where each padded row or column comes from, for padding that the kernels do not know.
struct PaddedAxis {
  /// The element at each padded place; nil: the padding's own value.
  let sources: [Int?]

  init(_ reading: AxisReading) {
    guard case .window(let axis, let mode) = reading.rule else {
      sources = (0..<reading.input).map { $0 }
      return
    }
    sources = (-axis.paddingBefore..<reading.input + axis.paddingAfter).map { place in
      (0..<reading.input).contains(place) ? place : mode.repeated(place, in: reading.input)
    }
  }
}

extension Tensor {
  /// The rows and columns that the sources name, `value` where they name none.
  func gathered(rows: [Int?], columns: [Int?], value: Float) -> Tensor {
    let gathered = Shape(
      batch: shape.batch, channels: shape.channels, height: rows.count, width: columns.count)
    var elements: [Float] = []
    elements.reserveCapacity(gathered.count)
    for plane in 0..<shape.batch * shape.channels {
      for row in rows {
        guard let row else {
          elements.append(contentsOf: repeatElement(value, count: columns.count))
          continue
        }
        let start = plane * shape.plane + row * shape.width
        for column in columns {
          elements.append(column.map { self.elements[start + $0] } ?? value)
        }
      }
    }
    return Tensor(shape: gathered, elements: elements)
  }
}

extension Kernels {
  /// Convolves a band of rows, whatever stands in the padding.
  ///
  /// The kernels know padding of zeros alone; for other padding the rows that the band reads are
  /// laid out first. False, and nothing is done, where that is far more than is read and written.
  static func convolve(
    _ input: Tensor, parameters: Parameters, reading: Reading, groups: Int,
    into output: inout Tensor, rows: Range<Int>
  ) -> Bool {
    guard let filter = parameters.weight, var window = reading.window, !rows.isEmpty else {
      return true
    }
    var input = input
    if reading.rows.repeats || reading.columns.repeats {
      let padded = Shape(
        channels: 1, height: window.rows.padded(input.shape.height),
        width: window.columns.padded(input.shape.width))
      let most = 4 * (input.shape.plane + output.shape.plane) + 1 << 20
      guard let laidOut = padded.checkedCount, laidOut <= most else { return false }
      let first = rows.lowerBound * window.rows.stride
      let end = (rows.upperBound - 1) * window.rows.stride + window.rows.extent
      input = input.gathered(
        rows: Array(PaddedAxis(reading.rows).sources[first..<end]),
        columns: PaddedAxis(reading.columns).sources, value: 0)
      // Row 0 of what is laid out is row `first` of the padded input.
      window.rows.paddingBefore = first
      window.columns.paddingBefore = 0
    }
    convolve(
      input, filter: filter, bias: parameters.bias, window: window, groups: groups,
      into: &output, channels: 0..<output.shape.channels, rows: rows, threads: cores)
    return true
  }
}

extension Axis {
  fileprivate func padded(_ length: Int) -> Int { length + paddingBefore + paddingAfter }
}

extension AxisReading {
  fileprivate var repeats: Bool {
    if case .window(_, let mode) = rule { mode != .zeros } else { false }
  }
}
