import Foundation
import Testing

@Test func `without its library an archive is refused, and all else works`() throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  // Found before the real ones, and no libraries.
  for name in ["libzip.so.5", "libzip.so.4", "libzip.so"] {
    try Data().write(to: folder.appending(path: name))
  }
  let archive = folder.appending(path: "x.npz").path
  try Data("PK\u{3}\u{4}".utf8).write(to: URL(fileURLWithPath: archive))
  func run(_ input: String) throws -> Program {
    try Program(
      ["run", "nn.MaxPool2d(7)", "--input", input],
      environment: ["LD_LIBRARY_PATH": folder.path])
  }
  let refused = try run(archive)
  #expect(refused.code == 1)
  #expect(
    refused.complaint
      == "convscope: \(archive): cannot be read as a zip archive: libzip cannot be loaded "
      + "(\(folder.path)/libzip.so.5: file too short); "
      + "install libzip (on Debian libzip4, libzip5 or libzip-dev)\n")
  #expect(try run("sample:digit").code == 0)
}
