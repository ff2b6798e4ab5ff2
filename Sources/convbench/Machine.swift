import CKernels

/// What the machine can do at best with some of its cores.
struct Machine {
  let threads: Int
  /// Multiply-adds a second.
  let multiplyAdds: Double
  /// Bytes a second, read and written, of a copy too large for the caches.
  let memory: Double

  init(threads: Int) {
    ck_keep_cores(threads)
    self.threads = min(threads, ck_cores())
    multiplyAdds = Machine.fastest { Double(ck_multiply_add(2_000_000, threads)) }
    memory = Machine.copying(bytes: 256 << 20, threads: threads)
  }

  /// The time that the work takes when nothing but the multiply-adds, or nothing but copying as many
  /// bytes again and again, takes time.
  func leastSeconds(for work: Work) -> Double {
    max(
      Double(work.multiplyAdds) / multiplyAdds,
      Double(work.bytes) / Machine.copying(bytes: work.bytes, threads: threads))
  }

  private static func copying(bytes: Int, threads: Int) -> Double {
    let count = max(bytes / 8, 1024)
    let source = [Float](repeating: 1, count: count)
    var target = [Float](repeating: 0, count: count)
    let passes = max(1, (64 << 20) / bytes)
    return fastest {
      unsafe source.withUnsafeBufferPointer { source in
        unsafe target.withUnsafeMutableBufferPointer { target in
          unsafe ck_copy(source.baseAddress, target.baseAddress, count, passes, threads)
        }
      }
      return Double(8 * count * passes)
    }
  }

  /// The best rate of a few runs, each of which returns what it did.
  private static func fastest(_ run: () -> Double) -> Double {
    let clock = ContinuousClock()
    return (0..<7).map { _ in
      let start = clock.now
      let amount = run()
      return amount / (start.duration(to: clock.now) / .seconds(1))
    }.max() ?? 0
  }
}
