extension Network {
  /// The winners of the last layer, a (adaptive) max pool: row × width + column in each plane.
  ///
  /// As PyTorch's `return_indices`. Where a window holds no data, the place that its first tap at or
  /// after the first element would have. Refused for other operators.
  public func winners(for input: Tensor, limit: MemoryLimit) throws(Refusal) -> [Int64] {
    guard let last = layers.last, last.operation.reductionKind == .maximum else {
      throw Refusal("indices are those of a max pool: the last layer is none")
    }
    let before = Network(layers: Array(layers.dropLast()))
    let input = before.layers.isEmpty ? input : try before.output(for: input, limit: limit)
    let reading = try last.operation.reading(of: input.shape)
    try limit.admit(last.operation, reading)
    var output = Tensor(shape: reading.output, repeating: 0)
    var indices = [Int64](repeating: 0, count: reading.output.count)
    if let window = reading.window {
      Kernels.poolMaximum(
        input, window: window, into: &output, indices: &indices, threads: Kernels.cores)
    } else {
      Kernels.poolBinsMaximum(
        input, rowBins: reading.rows.bins, columnBins: reading.columns.bins, into: &output,
        indices: &indices, threads: Kernels.cores)
    }
    return indices
  }
}
