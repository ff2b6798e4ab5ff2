import CKernels

extension Kernels {
  /// Convolves a part of the output: the rows `rows` of the channels `channels` of every image.
  ///
  /// Filter (M, C / groups, kH, kW), bias nil or M long. The output's shape tells how many windows
  /// there are; what they read outside the input is padding, and adds nothing.
  package static func convolve(
    _ input: Tensor, filter: Tensor, bias: [Float]?, window: Window, groups: Int,
    into output: inout Tensor, channels: Range<Int>, rows: Range<Int>, threads: Int
  ) {
    let shape = output.shape
    precondition(filter.shape.batch == shape.channels, "\(filter.shape) for \(shape)")
    precondition(filter.shape.channels * groups == input.shape.channels, "\(groups) groups")
    check(input, filter, bias, window, groups, shape, channels, rows)
    let part = convolution(input, filter, window, groups, shape, channels, rows)
    let work = shape.batch * channels.count * rows.count * shape.width * filter.shape.channels
    let threads = worthwhile(threads: threads, operations: work * filter.shape.plane)
    unsafe run(
      ck_convolve, part, input, filter, bias, into: &output, threads: threads)
  }

  /// Convolves the whole output.
  package static func convolve(
    _ input: Tensor, filter: Tensor, bias: [Float]?, window: Window, groups: Int,
    into output: inout Tensor, threads: Int
  ) {
    convolve(
      input, filter: filter, bias: bias, window: window, groups: groups, into: &output,
      channels: 0..<output.shape.channels, rows: 0..<output.shape.height, threads: threads)
  }

  /// Convolves transposed, a part of the output as in `convolve`.
  ///
  /// Filter (C, M / groups, kH, kW): input element j adds to the outputs j · stride − padding
  /// + t · dilation that the output's shape has.
  package static func convolveTransposed(
    _ input: Tensor, filter: Tensor, bias: [Float]?, window: Window, groups: Int,
    into output: inout Tensor, channels: Range<Int>, rows: Range<Int>, threads: Int
  ) {
    let shape = output.shape
    precondition(filter.shape.channels * groups == shape.channels, "\(filter.shape) for \(shape)")
    precondition(filter.shape.batch == input.shape.channels, "\(filter.shape) for \(input.shape)")
    check(input, filter, bias, window, groups, shape, channels, rows)
    let part = convolution(input, filter, window, groups, shape, channels, rows)
    let work = input.shape.count / groups * channels.count * filter.shape.plane
    let threads = worthwhile(threads: threads, operations: work)
    unsafe run(
      ck_convolve_transposed, part, input, filter, bias, into: &output, threads: threads)
  }

  /// Convolves transposed, the whole output.
  package static func convolveTransposed(
    _ input: Tensor, filter: Tensor, bias: [Float]?, window: Window, groups: Int,
    into output: inout Tensor, threads: Int
  ) {
    convolveTransposed(
      input, filter: filter, bias: bias, window: window, groups: groups, into: &output,
      channels: 0..<output.shape.channels, rows: 0..<output.shape.height, threads: threads)
  }

  private static func check(
    _ input: Tensor, _ filter: Tensor, _ bias: [Float]?, _ window: Window, _ groups: Int,
    _ shape: Shape, _ channels: Range<Int>, _ rows: Range<Int>
  ) {
    precondition(shape.batch == input.shape.batch, "\(input.shape) into \(shape)")
    precondition(shape.channels % groups == 0, "\(groups) groups of \(shape.channels) channels")
    precondition(bias.map { $0.count == shape.channels } ?? true, "bias for \(shape.channels)")
    precondition(filter.shape.height == window.rows.kernel, "filter \(filter.shape)")
    precondition(filter.shape.width == window.columns.kernel, "filter \(filter.shape)")
    precondition(channels.lowerBound >= 0 && channels.upperBound <= shape.channels, "\(channels)")
    precondition(rows.lowerBound >= 0 && rows.upperBound <= shape.height, "\(rows)")
  }

  private static func convolution(
    _ input: Tensor, _ filter: Tensor, _ window: Window, _ groups: Int, _ output: Shape,
    _ channels: Range<Int>, _ rows: Range<Int>
  ) -> ck_convolution {
    ck_convolution(
      images: output.batch, groups: groups, channels: input.shape.channels / groups,
      filters: output.channels / groups, first_filter: channels.lowerBound,
      filter_count: channels.count,
      rows: axis(window.rows, length: input.shape.height, outputs: rows),
      columns: axis(window.columns, length: input.shape.width, outputs: 0..<output.width))
  }

  private typealias Convolution =
    @convention(c) (
      UnsafePointer<ck_convolution>?, UnsafePointer<Float>?, UnsafePointer<Float>?,
      UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int, Int
    ) -> Bool

  private static func run(
    _ function: Convolution, _ part: ck_convolution, _ input: Tensor, _ filter: Tensor,
    _ bias: [Float]?, into output: inout Tensor, threads: Int
  ) {
    var part = part
    let height = output.shape.height
    unsafe input.elements.withUnsafeBufferPointer { input in
      unsafe filter.elements.withUnsafeBufferPointer { filter in
        unsafe (bias ?? []).withUnsafeBufferPointer { values in
          unsafe output.elements.withUnsafeMutableBufferPointer { output in
            succeed(
              unsafe function(
                &part, input.baseAddress, filter.baseAddress,
                bias == nil ? nil : values.baseAddress, output.baseAddress, height, threads))
          }
        }
      }
    }
  }
}
