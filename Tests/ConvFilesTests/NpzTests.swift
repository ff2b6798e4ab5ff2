import ConvCore
import Testing

@testable import ConvFiles

private let weight = NumericArray(lengths: [2, 3], elements: [-1.5, 0, 0.25, 1, 2, 1000])
private let bias = NumericArray(lengths: [2], elements: [1, -1])

@Test(arguments: [
  ("stored.npz", ["weight": weight, "bias": bias]),
  ("deflated.npz", ["weight": weight, "bias": bias]),
  ("streamed.npz", ["weight": weight]),
  ("other-members.npz", ["layer/weight": weight]),
])
func `arrays are read out of an archive`(_ name: String, arrays: [String: NumericArray]) throws {
  let bytes = try fixture(name)
  #expect(try Npz.arrays(from: bytes, named: name, limit: .mebibyte) == arrays)
  for (member, array) in arrays {
    #expect(try Npz.array(member, from: bytes, named: name, limit: .mebibyte) == array)
  }
}

@Test func `the only array needs no name`() throws {
  let bytes = try fixture("single.npz")
  #expect(try Npz.array(nil, from: bytes, named: "single.npz", limit: .mebibyte) == weight)
}

private let refusals: [(String, String?, String)] = [
  ("stored.npz", "gain", "w.npz: holds no array 'gain', but weight, bias"),
  ("stored.npz", nil, "w.npz: holds 2 arrays; name one of weight, bias, as in w.npz:NAME"),
  ("other-members.npz", "notes.txt", "w.npz: holds no array 'notes.txt', but layer/weight"),
  (
    "lzma.npz", "weight",
    "w.npz: member 'weight.npy' cannot be read: compression method 14 is neither stored nor deflated"
  ),
  (
    "bomb.npz", "zeros",
    "w.npz: with 'zeros' the arrays exceed, decompressed, the limit of 1 MiB: "
      + "use something smaller or raise --memory-limit"
  ),
  ("twice.npz", "weight", "w.npz: two members are called 'weight.npy'"),
  ("gray.png", nil, "w.npz: cannot be read as a zip archive: Not a zip archive"),
]

@Test(arguments: refusals)
func `an array that cannot be had is refused`(
  _ name: String, member: String?, why: String
) throws {
  let bytes = try fixture(name)
  #expect(
    try refusal { try Npz.array(member, from: bytes, named: "w.npz", limit: .mebibyte) } == why)
}

@Test func `an empty file and an empty archive hold no arrays`() throws {
  #expect(
    try refusal { try Npz.arrays(from: [], named: "w.npz", limit: .mebibyte) }
      == "w.npz: is empty, not a zip archive")
  let empty = Magic.emptyZip + [UInt8](repeating: 0, count: 18)
  #expect(try Npz.arrays(from: empty, named: "w.npz", limit: .mebibyte).isEmpty)
  #expect(
    try refusal { try Npz.array("x", from: empty, named: "w.npz", limit: .mebibyte) }
      == "w.npz: holds no arrays")
}

@Test func `a flipped bit is caught by the checksum`() throws {
  var bytes = try fixture("stored.npz")
  let data = try #require(bytes.firstIndex(of: 0xBF))  // the sign and exponent of -1.5
  bytes[data] ^= 1
  #expect(
    try refusal { try Npz.array("weight", from: bytes, named: "w.npz", limit: .mebibyte) }
      == "w.npz: member 'weight.npy' cannot be read: CRC error")
}

@Test func `the arrays of one archive share the limit`() throws {
  let bytes = try fixture("stored.npz")
  let limit = MemoryLimit(bytes: 200)
  #expect(try Npz.array("weight", from: bytes, named: "w.npz", limit: limit) == weight)
  #expect(
    try refusal { try Npz.arrays(from: bytes, named: "w.npz", limit: limit) }
      == "w.npz: with 'bias' the arrays exceed, decompressed, the limit of 200 bytes: "
      + "use something smaller or raise --memory-limit")
}
