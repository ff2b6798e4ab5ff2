import CKernels

/// Pooling of bins: output (i, j) reduces the rows of bin i and the columns of bin j.
extension Kernels {
  /// The maximum of each bin, channel by channel; NaN wins.
  package static func poolBinsMaximum(
    _ input: Tensor, rowBins: [Range<Int>], columnBins: [Range<Int>], into output: inout Tensor,
    rows: Range<Int>, threads: Int
  ) {
    unsafe pool(input, rowBins, columnBins, output.shape, rows, threads) {
      planes, rows, columns, threads in
      unsafe input.elements.withUnsafeBufferPointer { input in
        unsafe output.elements.withUnsafeMutableBufferPointer { output in
          unsafe ck_bins_maximum(
            planes, rows, columns, input.baseAddress, output.baseAddress, nil, threads)
        }
      }
    }
  }

  /// The maximum of each bin and its place in the plane, row · width + column.
  package static func poolBinsMaximum(
    _ input: Tensor, rowBins: [Range<Int>], columnBins: [Range<Int>], into output: inout Tensor,
    indices: inout [Int64], threads: Int
  ) {
    precondition(indices.count == output.shape.count, "\(indices.count) indices")
    unsafe pool(input, rowBins, columnBins, output.shape, 0..<rowBins.count, threads) {
      planes, rows, columns, threads in
      unsafe input.elements.withUnsafeBufferPointer { input in
        unsafe output.elements.withUnsafeMutableBufferPointer { output in
          unsafe indices.withUnsafeMutableBufferPointer { indices in
            unsafe ck_bins_maximum(
              planes, rows, columns, input.baseAddress, output.baseAddress, indices.baseAddress,
              threads)
          }
        }
      }
    }
  }

  /// The mean of each bin, channel by channel.
  package static func poolBinsAverage(
    _ input: Tensor, rowBins: [Range<Int>], columnBins: [Range<Int>], into output: inout Tensor,
    rows: Range<Int>, threads: Int
  ) {
    unsafe pool(input, rowBins, columnBins, output.shape, rows, threads) {
      planes, rows, columns, threads in
      unsafe input.elements.withUnsafeBufferPointer { input in
        unsafe output.elements.withUnsafeMutableBufferPointer { output in
          unsafe ck_bins_average(
            planes, rows, columns, input.baseAddress, output.baseAddress, threads)
        }
      }
    }
  }

  private typealias Bins = UnsafePointer<ck_bins>

  private static func pool(
    _ input: Tensor, _ rowBins: [Range<Int>], _ columnBins: [Range<Int>], _ output: Shape,
    _ rows: Range<Int>, _ threads: Int, _ body: (_ planes: Int, Bins, Bins, _ threads: Int) -> Bool
  ) {
    let shape = input.shape
    precondition(
      output.batch == shape.batch && output.channels == shape.channels
        && output.height == rowBins.count && output.width == columnBins.count,
      "\(shape) into \(output)")
    precondition(rowBins.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= shape.height })
    precondition(rows.lowerBound >= 0 && rows.upperBound <= rowBins.count, "\(rows)")
    precondition(columnBins.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= shape.width })
    let planes = shape.batch * shape.channels
    let elements =
      rowBins[rows].reduce(0) { $0 + $1.count } * columnBins.reduce(0) { $0 + $1.count }
    let threads = worthwhile(threads: threads, operations: planes * elements)
    unsafe withBins(rowBins, rows, length: shape.height) { rows in
      unsafe withBins(columnBins, 0..<columnBins.count, length: shape.width) { columns in
        succeed(unsafe body(planes, rows, columns, threads))
      }
    }
  }

  private static func withBins(
    _ bins: [Range<Int>], _ chosen: Range<Int>, length: Int, _ body: (Bins) -> Void
  ) {
    unsafe bins.map(\.lowerBound).withUnsafeBufferPointer { starts in
      unsafe bins.map(\.upperBound).withUnsafeBufferPointer { ends in
        var list = unsafe ck_bins(
          length: length, total: bins.count, first: chosen.lowerBound, count: chosen.count,
          starts: starts.baseAddress, ends: ends.baseAddress)
        unsafe body(&list)
      }
    }
  }
}
