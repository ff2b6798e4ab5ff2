import ConvCore
import ConvFiles
import ConvScreen
import Foundation
import Testing

@testable import convscope

/// A folder that is there for one test.
private func withFolder(_ body: (String) throws -> Void) throws {
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
            + "convscope --state \(folder)/a state.convscope shows it again"))
    let again = try ExploreOptions.parse(["--state", "\(folder)/a state.convscope"])
      .model(size: size, isDark: true)
    #expect(again.frame() == (try options.model(size: size, isDark: true)).frame())
  }
}
