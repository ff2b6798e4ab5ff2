import Foundation
import Testing

@testable import ConvScreen

/// Lines of a screen kept as text beside the tests; `UPDATE_FRAMES=1` writes them anew.
func expectLines(
  _ lines: [String], named name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Frames/\(name).txt")
  let text = lines.map { $0 + "\n" }.joined()
  if ProcessInfo.processInfo.environment["UPDATE_FRAMES"] == "1" {
    try Data(text.utf8).write(to: file)
  }
  let kept = try String(decoding: Data(contentsOf: file), as: UTF8.self)
  #expect(text == kept, "\(name)", sourceLocation: sourceLocation)
}
