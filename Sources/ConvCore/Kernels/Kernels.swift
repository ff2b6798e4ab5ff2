import CKernels

/// The fast paths: whole maps by register-tiled C loops, on the level of x86-64 the processor has.
///
/// Tensors are (N, C, H, W) and filters as in PyTorch; every `threads` is the most to use, and less
/// work than a thread's start is worth stays on one. Sums differ from the steps' by rounding alone:
/// an n-tap sum by at most (n + 2) · 2⁻²⁴ times the sum of its products' magnitudes.
package enum Kernels {
  /// The cores this process may use.
  package static var cores: Int { ck_cores() }

  /// At most `threads`, of at least `share` operations each.
  static func worthwhile(threads: Int, operations: Int, share: Int = 500_000) -> Int {
    max(1, min(threads, operations / share))
  }

  static func axis(_ axis: Axis, length: Int, outputs: Range<Int>) -> ck_axis {
    ck_axis(
      length: length, kernel: axis.kernel, stride: axis.stride, padding: axis.paddingBefore,
      dilation: axis.dilation, first: outputs.lowerBound, count: outputs.count)
  }

  /// A fast path fails only where an array would: when memory is short.
  static func succeed(_ done: Bool) {
    precondition(done, "out of memory")
  }
}
