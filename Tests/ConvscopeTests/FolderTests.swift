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
    func names(_ kind: FileKind, _ beginning: String = "") throws -> [String] {
      let query = FolderQuery(folder: "\(folder)/", beginning: beginning, kind: kind)
      return try Folder.listing(query).entries.map { $0.isFolder ? "\($0.name)/" : $0.name }
    }
    #expect(try names(.input) == ["a.npy", "b.PNG", "f g.jpg", "maps/", "to maps/"])
    #expect(try names(.input, ".") == [".e.npz"])
    #expect(try names(.input, "f") == ["f g.jpg"])
    #expect(try names(.array) == ["a.npy", "maps/", "to maps/"])
    #expect(try names(.state).count == 7)
    var twin = try Twin()
    twin.press(":input \(folder)/f".map(Key.character) + [.tab])
    #expect(twin.model.frame().text.contains("/f g.jpg"))
  }
}

@Test(arguments: [
  ("none/", "No such file or directory"), ("/dev/null/", "Not a directory"),
])
func `what is no folder cannot be listed`(_ name: String, _ reason: String) {
  #expect(throws: Refusal("\(name): cannot be listed: \(reason)")) {
    try Folder.listing(FolderQuery(folder: name, beginning: "", kind: .input))
  }
}

@Test(.enabled(if: geteuid() != 0, "root may read every folder"))
func `a folder that may not be read cannot be listed`() throws {
  try withFolder { folder in
    #expect(chmod(folder, 0o300) == 0)
    defer { chmod(folder, 0o700) }
    #expect(throws: Refusal("\(folder)/: cannot be listed: Permission denied")) {
      try Folder.listing(FolderQuery(folder: "\(folder)/", beginning: "", kind: .input))
    }
  }
}

@Test func `a folder that fails while it is read is refused, not listed in part`() throws {
  let folder = try #require(opendir("."))
  defer { closedir(folder) }
  // Behind the open folder stands something that cannot be listed.
  let null = open("/dev/null", O_RDONLY)
  defer { close(null) }
  #expect(dup2(null, dirfd(folder)) == dirfd(folder))
  #expect(throws: Refusal("maps/: cannot be listed: Not a directory")) {
    let query = FolderQuery(folder: "maps/", beginning: "", kind: .state)
    return try Folder.listing(query, in: folder, at: "maps/")
  }
}
