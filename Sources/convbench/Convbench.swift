import ArgumentParser

@main
struct Convbench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convbench",
    abstract: "Measure how fast convscope is, beside PyTorch where it is installed.",
    discussion: """
      PyTorch is asked in the same run, turn by turn, on the same cores. To install it:
        python3 -m venv .venv
        .venv/bin/pip install torch --index-url https://download.pytorch.org/whl/cpu
      """,
    subcommands: [TerminalChecks.self, Growth.self])

  @Option(help: "The numbers of threads to measure with, each its own table.")
  var threads = [1, 2]

  @Option(help: "A Python that has PyTorch.")
  var python = ".venv/bin/python"

  @Option(help: "The script that Python runs.")
  var script = "Sources/convbench/peer.py"

  @Option(help: "Seconds for each row.")
  var seconds = 1.0

  @Option(help: "Only the rows whose name contains this.")
  var only = ""

  func run() throws {
    let layers = BenchmarkLayer.all.filter { only.isEmpty || $0.name.contains(only) }
    var tables: [LayerTable] = []
    // Cores can be given up but not taken back: the most threads come first.
    for threads in threads.sorted(by: >) {
      let machine = Machine(threads: threads)
      let peer = Peer(python: python, script: script, threads: threads)
      var table = LayerTable(machine: machine, peer: peer?.version)
      for layer in layers {
        Progress.show("\(threads) threads: \(layer.name)")
        table.rows.append(
          try Comparison(of: layer, with: peer, machine: machine, seconds: seconds))
      }
      tables.insert(table, at: 0)
    }
    Progress.show("")
    print(tables.map(\.text).joined(separator: "\n"))
  }
}
