import Foundation

/// The real program without a terminal: what it says, and how it ends.
struct Program {
  let code: Int32
  let output: String
  let complaint: String

  /// `environment` replaces the few variables that are set otherwise.
  init(
    _ arguments: [String], environment: [String: String] = [:],
    program: String = PseudoTerminal.convscope
  ) throws {
    let process = Process()
    let (output, complaint) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ["LC_ALL": "C.UTF-8", "TERM": "xterm-256color"]
      .merging(Self.sanitizerOptions) { _, new in new }.merging(environment) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = complaint
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = complaint.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    code = process.terminationStatus
    self.output = String(decoding: said, as: UTF8.self)
    self.complaint = String(decoding: complained, as: UTF8.self)
  }

  /// What the tests were told for a sanitizer holds for the programs they start.
  static let sanitizerOptions = ProcessInfo.processInfo.environment.filter {
    $0.key == "ASAN_OPTIONS" || $0.key == "TSAN_OPTIONS"
  }

  var lines: [Substring] { output.split(separator: "\n", omittingEmptySubsequences: false) }
}
