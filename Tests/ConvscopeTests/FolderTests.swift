import ConvCore
import ConvScreen
import Foundation
import Testing

@testable import convscope

@Test func `Tab lists the files that can be opened, and folders, of a real folder`() throws {
  try withFolder { folder in
    for name in ["a.npy", "b.PNG", "c.txt", "d.state", ".e.npz", "f g.jpg"] {
      try Data().write(to: URL(filePath: "\(folder)/\(name)"))
    }
    try FileManager.default.createDirectory(
      atPath: "\(folder)/maps", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/to maps", withDestinationPath: "maps")
    func names(_ kind: FileKind) throws -> [String] {
      try Folder.entries(of: "\(folder)/", kind).map { $0.isFolder ? "\($0.name)/" : $0.name }
        .sorted()
    }
    #expect(try names(.input) == [".e.npz", "a.npy", "b.PNG", "f g.jpg", "maps/", "to maps/"])
    #expect(try names(.array) == ["a.npy", "maps/", "to maps/"])
    #expect(try names(.state).count == 8)
    var twin = try Twin()
    twin.press(":input \(folder)/f".map(Key.character) + [.tab])
    #expect(twin.model.frame().text.contains("/f g.jpg"))
  }
}

@Test func `a folder that is not there cannot be listed`() {
  #expect(throws: Refusal("none/: cannot be listed: No such file or directory")) {
    try Folder.entries(of: "none/", .input)
  }
}
