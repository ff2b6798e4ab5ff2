import ConvCore
import Foundation
import Testing

@testable import ConvFiles

// A million for each reader, under the address sanitizer:
//
//   MUTATIONS=1000000 ASAN_OPTIONS=detect_leaks=0 swift test --disable-xctest -c release \
//     --sanitize=address --scratch-path .build-asan -Xswiftc -enable-testing --filter mutated
private let count =
  ProcessInfo.processInfo.environment["MUTATIONS"].flatMap { Int($0) } ?? 1000

@Test(arguments: Reader.all)
func `a mutated file is read or refused, never more`(_ reader: Reader) throws {
  let files = try reader.files()
  var mutation = Mutation(seed: 1)
  var refused = 0
  for _ in 0..<count {
    let bytes = mutation.mutated(files)
    do { try reader.read(bytes) } catch is Refusal { refused += 1 }
  }
  // Damage that is always refused, or never, would prove little.
  #expect(refused > count / 20 && refused < count, "\(refused) of \(count) refused")
}
