import ConvCore
import Foundation

/// PyTorch in a process of its own, asked over pipes, on the cores that this process has.
final class Peer {
  private(set) var version = ""
  private let process = Process()
  private let questions = Pipe()
  private let answers = Pipe()
  private var unread = Data()

  /// Nil where there is no such Python, or it has no PyTorch.
  init?(python: String, script: String, threads: Int) {
    guard FileManager.default.isExecutableFile(atPath: python) else { return nil }
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [script, String(threads)]
    process.standardInput = questions
    process.standardOutput = answers
    guard (try? process.run()) != nil, let version = try? answer() else { return nil }
    self.version = version
  }

  deinit {
    if process.isRunning { process.terminate() }
  }

  /// Sets the layer up; its output must be as large as ours.
  func prepare(_ layer: BenchmarkLayer, expecting magnitude: Double) throws {
    let input = layer.input.lengths.map(String.init).joined(separator: ",")
    let answer = try ask("\(layer.notation)\t\(input)")
    guard let theirs = Double(answer), abs(theirs - magnitude) <= 1e-4 * magnitude else {
      throw PeerError("\(layer.name): the peer's outputs add up to \(answer), ours to \(magnitude)")
    }
  }

  /// The times of runs that together take `seconds`, at least one.
  func times(seconds: Double) throws -> [Double] {
    try ask("\(seconds)").split(separator: " ").compactMap { Double($0) }
  }

  private func ask(_ question: String) throws -> String {
    try questions.fileHandleForWriting.write(contentsOf: Data("\(question)\n".utf8))
    return try answer()
  }

  private func answer() throws -> String {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: unread[..<end], as: UTF8.self)
        unread = Data(unread[(end + 1)...])
        return line
      }
      let more = answers.fileHandleForReading.availableData
      guard !more.isEmpty else { throw PeerError("the peer ended without an answer") }
      unread.append(more)
    }
  }
}

struct PeerError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
