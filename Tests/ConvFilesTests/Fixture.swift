import ConvCore
import Foundation
import Testing

/// The bytes of a file that `Fixtures/make_fixtures.py` wrote.
func fixture(_ name: String) throws -> [UInt8] {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  return [UInt8](try Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
}

/// The sentence with which `body` refuses.
func refusal<Value>(_ body: () throws -> Value) throws -> String {
  let refusal = try #require(throws: Refusal.self) { _ = try body() }
  return refusal.description
}

extension MemoryLimit {
  static let mebibyte = MemoryLimit(bytes: 1 << 20)
}
