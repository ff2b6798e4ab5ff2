import CKernels

extension Kernels {
  /// The maximum under each window, channel by channel.
  ///
  /// Padding never wins; NaN does. A window without data gives −∞.
  package static func poolMaximum(
    _ input: Tensor, window: Window, into output: inout Tensor, rows: Range<Int>, threads: Int
  ) {
    var pool = pool(input, window, output.shape, rows)
    let threads = worthwhile(pool, input, threads)
    unsafe input.elements.withUnsafeBufferPointer { input in
      unsafe output.elements.withUnsafeMutableBufferPointer { output in
        succeed(
          unsafe ck_pool_maximum(&pool, input.baseAddress, output.baseAddress, threads))
      }
    }
  }

  /// The maximum under each window and its place in the plane, row · width + column.
  ///
  /// Of equal maxima the first counts, of several NaN the last; where nothing exceeds −∞, the place
  /// of the first tap that is not before the input.
  package static func poolMaximum(
    _ input: Tensor, window: Window, into output: inout Tensor, indices: inout [Int64],
    threads: Int
  ) {
    precondition(indices.count == output.shape.count, "\(indices.count) indices")
    var pool = pool(input, window, output.shape, 0..<output.shape.height)
    let threads = worthwhile(pool, input, threads)
    unsafe input.elements.withUnsafeBufferPointer { input in
      unsafe output.elements.withUnsafeMutableBufferPointer { output in
        unsafe indices.withUnsafeMutableBufferPointer { indices in
          succeed(
            unsafe ck_pool_places(
              &pool, input.baseAddress, output.baseAddress, indices.baseAddress, threads))
        }
      }
    }
  }

  /// The sum under each window over a divisor, channel by channel.
  ///
  /// The divisor is `divisor`, or the window's taps on data, with `countsPadding` on data and
  /// padding; taps beyond the padding never count. A window without data gives 0.
  package static func poolAverage(
    _ input: Tensor, window: Window, countsPadding: Bool, divisor: Int?,
    into output: inout Tensor, rows band: Range<Int>, threads: Int
  ) {
    var pool = pool(input, window, output.shape, band)
    let threads = worthwhile(pool, input, threads)
    let (rows, columns) = divisors(
      input.shape, window, output.shape, rows: band, countsPadding: countsPadding,
      divisor: divisor)
    unsafe input.elements.withUnsafeBufferPointer { input in
      unsafe output.elements.withUnsafeMutableBufferPointer { output in
        succeed(
          unsafe ck_pool_average(
            &pool, rows, columns, input.baseAddress, output.baseAddress, threads))
      }
    }
  }

  /// The p-norm under each window, as PyTorch's `lp_pool2d` has it.
  ///
  /// (kH · kW · relu(mean of xᵖ))^(1/p), all in Float32; the mean is over the taps on data or
  /// padding.
  package static func poolNorm(
    _ input: Tensor, power: Float, window: Window, into output: inout Tensor,
    rows band: Range<Int>, threads: Int
  ) {
    var pool = pool(input, window, output.shape, band)
    let threads = worthwhile(pool, input, threads)
    let (rows, columns) = divisors(
      input.shape, window, output.shape, rows: band, countsPadding: true, divisor: nil)
    let scale = Float(window.rows.kernel * window.columns.kernel)
    unsafe input.elements.withUnsafeBufferPointer { input in
      unsafe output.elements.withUnsafeMutableBufferPointer { output in
        succeed(
          unsafe ck_pool_norm(
            &pool, rows, columns, power, scale, input.baseAddress, output.baseAddress, threads))
      }
    }
  }

  private static func pool(
    _ input: Tensor, _ window: Window, _ output: Shape, _ rows: Range<Int>
  ) -> ck_pool {
    precondition(
      output.batch == input.shape.batch && output.channels == input.shape.channels,
      "\(input.shape) into \(output)")
    precondition(rows.lowerBound >= 0 && rows.upperBound <= output.height, "\(rows)")
    return ck_pool(
      planes: output.batch * output.channels, output_height: output.height,
      rows: axis(window.rows, length: input.shape.height, outputs: rows),
      columns: axis(window.columns, length: input.shape.width, outputs: 0..<output.width))
  }

  private static func worthwhile(_ pool: ck_pool, _ input: Tensor, _ threads: Int) -> Int {
    let reduced = min(pool.rows.count * pool.rows.kernel, input.shape.height) * pool.columns.count
    return worthwhile(
      threads: threads, operations: input.shape.count + pool.planes * reduced * 2, share: 200_000)
  }

  /// What the sums are divided by, as a factor for each row and one for each column.
  private static func divisors(
    _ input: Shape, _ window: Window, _ output: Shape, rows: Range<Int>, countsPadding: Bool,
    divisor: Int?
  ) -> (rows: [Float], columns: [Float]) {
    if let divisor {
      return (
        [Float](repeating: Float(divisor), count: rows.count),
        [Float](repeating: 1, count: output.width)
      )
    }
    return (
      counts(window.rows, length: input.height, outputs: rows, padding: countsPadding),
      counts(window.columns, length: input.width, outputs: 0..<output.width, padding: countsPadding)
    )
  }

  /// The taps of each window that are on data, or on data and padding; at least 1.
  private static func counts(
    _ axis: Axis, length: Int, outputs: Range<Int>, padding: Bool
  ) -> [Float] {
    let first = padding ? -axis.paddingBefore : 0
    let end = padding ? length + axis.paddingAfter : length
    return outputs.map { output in
      let start = output * axis.stride - axis.paddingBefore
      let before = max(0, first - start + axis.dilation - 1) / axis.dilation
      let upTo = max(0, end - start + axis.dilation - 1) / axis.dilation
      return Float(max(1, min(axis.kernel, upTo) - min(axis.kernel, before)))
    }
  }
}
