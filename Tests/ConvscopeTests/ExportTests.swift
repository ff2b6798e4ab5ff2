import ConvCore
import ConvFiles
import Foundation
import Testing

@testable import ConvScreen
@testable import convscope

/// A folder that is there for one test.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

@Test func `a saved array is the file that NumPy reads`() throws {
  try withFolder { folder in
    let path = "\(folder)/a.npy"
    let array = NumericArray(lengths: [1, 2, 2], elements: [1, 2, 3, 4])
    let said = try Export.array(array, name: "output").write(to: path, isReplacing: false)
    #expect(said == "output 1×2×2 is in \(path)")
    let bytes = try File.bytes(of: path, limit: .standard)
    #expect(try Npy.array(from: bytes, named: path, limit: .standard) == array)
  }
}

@Test func `a file that is there is written over only when that is asked for`() throws {
  try withFolder { folder in
    let path = "\(folder)/a.npy"
    let export = Export.array(NumericArray(lengths: [1], elements: [1]), name: "bias")
    _ = try export.write(to: path, isReplacing: false)
    #expect(
      throws: Refusal("\(path): is there already: put ! behind the command to write over it")
    ) { try export.write(to: path, isReplacing: false) }
    #expect(try export.write(to: path, isReplacing: true) == "bias 1 is in \(path)")
    #expect(
      throws: Refusal("\(folder)/none/a.npy: cannot be written: No such file or directory")
    ) { try export.write(to: "\(folder)/none/a.npy", isReplacing: false) }
  }
}

@Test func `a tilde on the command line of the screen means the home folder`() {
  let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
  #expect(File.inHome("~/a b.npy") == "\(home)/a b.npy")
  #expect(File.inHome("a~/b.npy") == "a~/b.npy")
  #expect(File.inHome("sample:digit") == "sample:digit")
}

@Test func `a state written by the command line's command opens with --state`() throws {
  try withFolder { folder in
    let options = try ExploreOptions.parse(["nn.MaxPool2d(2)", "--input", "sample:grid"])
    let size = Size(columns: 80, rows: 24)
    var model = try options.model(size: size, isDark: true)
    let answer = model.run("state \(folder)/a state.convscope").flatMap(options.perform)
    #expect(
      answer
        == .done(
          "all is in \(folder)/a state.convscope: "
            + "convscope --state '\(folder)/a state.convscope' shows it again"))
    let again = try ExploreOptions.parse(["--state", "\(folder)/a state.convscope"])
      .model(size: size, isDark: true)
    #expect(again.frame() == (try options.model(size: size, isDark: true)).frame())
  }
}

@Test func `a device is written to, and stays when that fails`() throws {
  try withFolder { folder in
    let path = "\(folder)/full.npy"
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
    let export = Export.array(NumericArray(lengths: [1], elements: [1]), name: "bias")
    #expect(throws: Refusal("\(path): cannot be written: No space left on device")) {
      try export.write(to: path, isReplacing: true)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["full.npy"])
  }
}

/// ThreadSanitizer itself does not start where files may not be large.
@Test(.disabled(if: ProcessInfo.processInfo.environment["CONVSCOPE_SANITIZER"] == "thread"))
func `a file that cannot be written whole leaves the old one, or none`() throws {
  try withFolder { folder in
    let path = "\(folder)/a.npy"
    try File.write([1, 2, 3], to: path)
    // A file of 2 KiB at most, and the output has 3.
    let arguments = [
      "-c", "ulimit -f 2; \"$@\"", "bash", PseudoTerminal.convscope, "run",
      "nn.ZeroPad2d(10)", "--input", "sample:digit", "--output", path,
    ]
    let run = try Program(arguments, program: "/bin/bash")
    #expect(run.code == 1)
    #expect(run.complaint == "convscope: \(path): cannot be written: File too large\n")
    #expect(try File.bytes(of: path, limit: .standard) == [1, 2, 3])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.npy"])
    try FileManager.default.removeItem(atPath: path)
    let anew = try Program(arguments, program: "/bin/bash")
    #expect(anew.code == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }
}

@Test func `a file written over keeps its permissions, and a link its file`() throws {
  try withFolder { folder in
    let (path, link) = ("\(folder)/a.npy", "\(folder)/b.npy")
    try File.write([1], to: path)
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try manager.createSymbolicLink(atPath: link, withDestinationPath: path)
    try File.write([2], to: link)
    #expect(try File.bytes(of: path, limit: .standard) == [2])
    #expect(try manager.destinationOfSymbolicLink(atPath: link) == path)
    #expect(try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
    #expect(try manager.contentsOfDirectory(atPath: folder).sorted() == ["a.npy", "b.npy"])
  }
}

@Test func `a program that is there is refused before its arrays are written`() throws {
  try withFolder { folder in
    var model = try CodeRow(
      name: "large", layers: "nn.ReLU()", input: "sample:horse", options: ["--resize", "16x12"]
    ).model()
    let effect = model.run("code \(folder)/a.py")
    guard case .save(.code(let code), let path, isReplacing: false)? = effect else {
      Issue.record("\(String(describing: effect))")
      return
    }
    #expect(!code.arrays.isEmpty)
    try File.write([1], to: path)
    #expect(
      throws: Refusal("\(path): is there already: put ! behind the command to write over it")
    ) { try Export.code(code).write(to: path, isReplacing: false) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.py"])
  }
}
