import ConvCore

extension Step {
  /// What the window reads, padding left out.
  var data: [Float] { taps.filter { $0.source != nil }.map(\.input) }

  /// The mean of the window's data.
  var mean: Float { Float(exactMean) }

  /// The mean squared distance of the window's data from its mean.
  var variance: Float {
    let mean = exactMean
    let squares = data.map { (Double($0) - mean) * (Double($0) - mean) }
    return Float(squares.reduce(0, +) / Double(max(squares.count, 1)))
  }

  private var exactMean: Double {
    let data = data
    return data.reduce(0) { $0 + Double($1) } / Double(max(data.count, 1))
  }
}
