import ConvCore
import Testing

@testable import ConvFiles

/// A reader and small files that it reads.
struct Reader: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let files: @Sendable () throws -> [[UInt8]]
  let read: @Sendable ([UInt8]) throws -> Void

  static let all = [
    Reader("npy", ["f4-little.npy", "f8-big.npy", "fortran.npy", "bool.npy", "version-2.npy"]) {
      _ = try Npy.array(from: $0, named: "x.npy", limit: .mebibyte)
    },
    Reader("npz", ["stored.npz", "deflated.npz", "streamed.npz", "other-members.npz"]) {
      for name in try Npz.names(in: $0, named: "x.npz") {
        _ = try Npz.array(name, from: $0, named: "x.npz", limit: .mebibyte)
      }
    },
    Reader(testDescription: "safetensors", files: { tensors }) {
      for name in try Safetensors.names(in: $0, named: "x.safetensors") {
        _ = try Safetensors.array(name, from: $0, named: "x.safetensors", limit: .mebibyte)
      }
    },
    Reader(
      "png",
      [
        "gray.png", "colour.png", "bit.png", "palette.png", "colour-alpha.png", "gray-alpha.png",
        "deep.png", "two-bits.png", "interlaced.png",
      ]
    ) { _ = try Picture.tensor(from: $0, named: "x.png", limit: .mebibyte) },
    Reader("jpeg", ["colour.jpg", "gray.jpg", "progressive.jpg"]) {
      _ = try Picture.tensor(from: $0, named: "x.jpg", limit: .mebibyte)
    },
  ]

  private init(
    _ name: String, _ fixtures: [String], read: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.init(testDescription: name, files: { try fixtures.map(fixture) }, read: read)
  }

  private init(
    testDescription: String, files: @escaping @Sendable () throws -> [[UInt8]],
    read: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.testDescription = testDescription
    self.files = files
    self.read = read
  }

  private static let tensors = [
    safetensors(#"{"x":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#, [1, 2, 3, 4]),
    safetensors(
      #"""
      {"__metadata__":{"note":"\u00e9 \"\ud83d\ude00\""},
      "0.weight":{"dtype":"F32","shape":[1,1,1,2],"data_offsets":[1,9]},
      "b":{"dtype":"I8","shape":[],"data_offsets":[0,1]}}
      """#, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
  ]
}

@Test(arguments: Reader.all)
func `a file cut short at any length is refused`(_ reader: Reader) throws {
  for file in try reader.files() {
    try reader.read(file)
    for length in file.indices {
      #expect(throws: Refusal.self, "cut to \(length) of \(file.count) bytes") {
        try reader.read(Array(file[..<length]))
      }
    }
  }
}
