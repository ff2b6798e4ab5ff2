import ConvCore

/// One layer's time and the peer's, measured turn by turn, and what the machine could do at best.
struct Comparison {
  let name: String
  let seconds: Double
  let peerSeconds: Double?
  let work: Work
  /// The share of the machine's limit that was reached.
  let share: Double

  init(of layer: BenchmarkLayer, with peer: Peer?, machine: Machine, seconds: Double) throws {
    let ours = try LayerRun(layer)
    try peer?.prepare(layer, expecting: ours.magnitude())
    let rounds = 16
    var times: [Double] = []
    var peerTimes: [Double] = []
    for _ in 0..<rounds {
      times += try repeated(for: seconds / Double(2 * rounds)) { try ours.seconds() }
      peerTimes += try peer?.times(seconds: seconds / Double(2 * rounds)) ?? []
    }
    name = layer.name
    work = ours.work
    self.seconds = median(times)
    peerSeconds = peer == nil ? nil : median(peerTimes)
    share = machine.leastSeconds(for: work) / self.seconds
  }
}

/// The times of runs that together take `seconds`, at least one.
func repeated(for seconds: Double, _ run: () throws -> Double) rethrows -> [Double] {
  var times = [try run()]
  var total = times[0]
  while total < seconds {
    times.append(try run())
    total += times[times.count - 1]
  }
  return times
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
}
