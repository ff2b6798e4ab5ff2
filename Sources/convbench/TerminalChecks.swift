import ArgumentParser
import Foundation

/// What a terminal program must keep to, and only a clock or a scale can tell.
struct TerminalChecks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terminal",
    abstract: "Time the explorer on a pseudo-terminal, against the limits it must keep.")

  @Option(help: "The release build that is timed.")
  var program = ".build/release/convscope"

  @Option(help: "How many times the limits of time are stretched, for a busy machine.")
  var patience = 1.0

  func run() throws {
    var missed = 0
    for measure in [
      start, signals, crash, escape, paste, noise, burst, steps, idle, samples,
    ] {
      for var row in try measure() {
        if ["ms", "s"].contains(row.unit) { row.limit *= patience }
        print(row.text)
        fflush(nil)
        if !row.isKept { missed += 1 }
      }
    }
    if missed > 0 { throw ExitCode(1) }
  }

  /// One limit and what was measured.
  private struct Row {
    let point: Int
    let name: String
    let value: Double
    var limit: Double
    let unit: String

    var isKept: Bool { value <= limit }
    var text: String {
      String(format: "%2d %@ ", point, isKept ? "✓" : "✗")
        + String(format: "%@: %.3g of at most %g %@", name, value, limit, unit)
    }
  }

  private struct Failure: Error, CustomStringConvertible { let description: String }
}

// Starting and ending.
extension TerminalChecks {
  private func open(_ arguments: [String] = []) throws -> Line {
    guard let line = Line(program, arguments, columns: 120, rows: 40) else {
      throw Failure(description: "\(program) could not be started on a pseudo-terminal")
    }
    return line
  }

  private func opened(_ arguments: [String] = []) throws -> Line {
    let line = try open(arguments)
    guard line.receive(quiet: 0.05, patience: 5).bytes > 0 else {
      throw Failure(description: "\(program) shows nothing")
    }
    return line
  }

  private func start() throws -> [Row] {
    var (first, whole): ([Double], [Double]) = ([], [])
    for _ in 0..<15 {
      let before = Line.now
      let line = try open()
      let reply = line.receive(quiet: 0.1, patience: 5)
      first.append((reply.first - before) * 1000)
      whole.append((reply.last - before) * 1000)
    }
    return [
      Row(point: 1, name: "first byte, median of 15", value: first.median, limit: 30, unit: "ms"),
      Row(point: 1, name: "whole screen, median of 15", value: whole.median, limit: 60, unit: "ms"),
    ]
  }

  private func signals() throws -> [Row] {
    let times = try [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT].map { signal in
      let line = try opened()
      let before = Line.now
      kill(line.process, signal)
      guard line.status() & 0x7F == signal else {
        throw Failure(description: "signal \(signal) did not end the program")
      }
      return Line.now - before
    }
    let slowest = times.max() ?? 0
    return [
      Row(point: 10, name: "gone after a signal, slowest", value: slowest, limit: 0.5, unit: "s")
    ]
  }

  private func crash() throws -> [Row] {
    let times = try ["fatal", "index", "overflow", "pointer", "stack"].map { kind in
      let before = Line.now
      let line = try open(["--crash", kind])
      guard line.status() & 0x7F != 0 else {
        throw Failure(description: "--crash \(kind) did not crash")
      }
      return Line.now - before
    }
    return [
      Row(
        point: 11, name: "started and gone by a crash, slowest", value: times.max() ?? 0,
        limit: 0.5, unit: "s")
    ]
  }
}

// Input.
extension TerminalChecks {
  private static let keys = [
    "\u{1B}[C", "\u{1B}[D", "\u{1B}[A", "\u{1B}[B", ".", ",", "d", "D", "s", "S", "p", "P", "k",
    "K",
    "u", "U", "?", "\u{1B}[5~", "\u{1B}[6~", "\t", "1", "2", "3", "4", "+", "-", "c", "x", "w", "W",
  ]

  private func escape() throws -> [Row] {
    let line = try opened()
    let times = (0..<40).map { _ in
      line.send("?")
      _ = line.receive(quiet: 0.02, patience: 1)
      let before = Line.now
      line.send("\u{1B}")
      return (line.receive(quiet: 0.02, patience: 1).last - before) * 1000
    }
    return [Row(point: 18, name: "Esc, median of 40", value: times.median, limit: 30, unit: "ms")]
  }

  private func paste() throws -> [Row] {
    let line = try opened()
    let before = Line.now
    line.send("\u{1B}[200~" + String(repeating: "q", count: 100_000) + "\u{1B}[201~")
    let reply = line.receive(quiet: 0.1, patience: 5)
    guard reply.bytes > 0 else { throw Failure(description: "a paste ended the program") }
    return [
      Row(point: 20, name: "100 KB pasted", value: reply.last - before, limit: 1, unit: "s")
    ]
  }

  private func noise() throws -> [Row] {
    let line = try opened()
    var state: UInt64 = 20
    let quitting: Set<UInt8> = [UInt8(ascii: "q"), 3, 26]
    for _ in 0..<128 {
      // Knuth's generator, by its best bits.
      let bytes = (0..<512).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(state >> 56)
      }
      line.send(bytes.filter { !quitting.contains($0) })
      _ = line.receive(quiet: 0)
    }
    let isAlive = kill(line.process, 0) == 0 && line.number("VmRSS") > 0
    return [
      Row(point: 20, name: "deaths by 64 KB of noise", value: isAlive ? 0 : 1, limit: 0, unit: "")
    ]
  }

  private func burst() throws -> [Row] {
    let line = try opened()
    let keys = (0..<1000).map { [Self.keys[0], Self.keys[3], ".", "d", "D"][$0 * 7 % 5] }.joined()
    line.send(keys)
    let bytes = Double(line.receive(quiet: 0.3, patience: 5).bytes + line.repliedWhileSending)
    return [
      Row(point: 22, name: "for 1000 keys at once", value: bytes, limit: 60_000, unit: "bytes")
    ]
  }
}

// Drawing.
extension TerminalChecks {
  private func steps() throws -> [Row] {
    let line = try opened()
    var (times, bytes): ([Double], [Double]) = ([], [])
    for number in 0..<1000 {
      let key = [Self.keys[0], ".", Self.keys[0], ".", ",", Self.keys[1], Self.keys[3]][number % 7]
      let before = Line.now
      line.send(key)
      let reply = line.receive(quiet: 0.003, patience: 0.2)
      guard reply.bytes > 0 else { continue }
      times.append((reply.last - before) * 1000)
      bytes.append(Double(reply.bytes))
    }
    let mean = bytes.reduce(0, +) / Double(max(bytes.count, 1))
    return [
      Row(point: 24, name: "a step, mean", value: mean, limit: 1500, unit: "bytes"),
      Row(point: 24, name: "key to last byte, median", value: times.median, limit: 1, unit: "ms"),
      Row(
        point: 24, name: "key to last byte, 99th of 100", value: times.quantile(0.99), limit: 8,
        unit: "ms"),
    ]
  }

  private func idle() throws -> [Row] {
    let line = try opened()
    let before = line.number("voluntary_ctxt_switches")
    let bytes = line.receive(quiet: 3).bytes
    let after = line.number("voluntary_ctxt_switches")
    return [
      Row(point: 24, name: "idling for 3 s", value: Double(bytes), limit: 0, unit: "bytes"),
      Row(
        point: 24, name: "idling for 3 s", value: Double(after - before), limit: 0,
        unit: "wake-ups"),
    ]
  }
}

// Memory.
extension TerminalChecks {
  private func samples() throws -> [Row] {
    let sizes = try sampleNames().map { name in
      let line = try opened(["--input", "sample:\(name)"])
      for key in [Self.keys[0], ".", "d", Self.keys[3], ",", Self.keys[1]] {
        line.send(key)
        _ = line.receive(quiet: 0.05, patience: 1)
      }
      return Double(line.number("VmRSS")) / 1024
    }
    return [
      Row(
        point: 35, name: "on \(sizes.count) built-in samples, most",
        value: sizes.max() ?? .infinity, limit: 16, unit: "MB")
    ]
  }

  private func sampleNames() throws -> [Substring] {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["--list-samples"]
    process.standardOutput = output
    try process.run()
    let list = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return list.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
  }
}

extension [Double] {
  fileprivate var median: Double { quantile(0.5) }

  fileprivate func quantile(_ share: Double) -> Double {
    let sorted = sorted()
    guard let last = sorted.last else { return .infinity }
    return Swift.min(sorted[Int(Double(count - 1) * share)], last)
  }
}
