import Foundation

/// The comparisons as a table in Markdown.
struct LayerTable {
  let machine: Machine
  let peer: String?
  var rows: [Comparison] = []

  var text: String {
    var lines = [heading, "", columns.joined(separator: " | ").row]
    lines.append(columns.map { _ in "---:" }.joined(separator: " | ").row)
    lines += rows.map { cells(of: $0).joined(separator: " | ").row }
    if let mean { lines += ["", String(format: "Geometric mean of the ratios: %.2f.", mean)] }
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let threads = machine.threads == 1 ? "One thread" : "\(machine.threads) threads"
    return threads + (peer.map { " (PyTorch \($0))" } ?? " (no PyTorch found)")
      + String(
        format: ". The machine's limits: %.0f GMAC/s, %.0f GB/s copied from memory.",
        machine.multiplyAdds / 1e9, machine.memory / 1e9)
  }

  private var columns: [String] {
    ["layer", "ms"] + (peer == nil ? [] : ["PyTorch ms", "ratio"]) + ["rate", "of the limit"]
  }

  private func cells(of row: Comparison) -> [String] {
    var cells = [row.name, milliseconds(row.seconds)]
    if let peerSeconds = row.peerSeconds {
      cells += [milliseconds(peerSeconds), String(format: "%.2f", row.seconds / peerSeconds)]
    }
    let rate =
      row.work.multiplyAdds > 0
      ? String(format: "%.1f GMAC/s", Double(row.work.multiplyAdds) / row.seconds / 1e9)
      : String(format: "%.1f GB/s", Double(row.work.bytes) / row.seconds / 1e9)
    return cells + [rate, String(format: "%.0f %%", row.share * 100)]
  }

  private func milliseconds(_ seconds: Double) -> String { String(format: "%.3f", seconds * 1e3) }

  private var mean: Double? {
    let ratios = rows.compactMap { row in row.peerSeconds.map { row.seconds / $0 } }
    guard !ratios.isEmpty else { return nil }
    return exp(ratios.reduce(0) { $0 + log($1) } / Double(ratios.count))
  }
}

extension String {
  fileprivate var row: String { "| \(self) |" }
}
