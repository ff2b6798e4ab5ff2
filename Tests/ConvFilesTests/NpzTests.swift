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
  #expect(try Npz.names(in: bytes, named: name).sorted() == arrays.keys.sorted())
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
    "w.npz: 'zeros' exceeds, decompressed, the limit of 1 MiB: "
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
    try refusal { try Npz.names(in: [], named: "w.npz") }
      == "w.npz: is empty, not a zip archive")
  let empty = Magic.emptyZip + [UInt8](repeating: 0, count: 18)
  #expect(try Npz.names(in: empty, named: "w.npz").isEmpty)
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

@Test func `an array that is not of numbers stands in nobody's way`() throws {
  let bytes = try fixture("text.npz")
  #expect(try Npz.names(in: bytes, named: "w.npz") == ["weight", "note"])
  #expect(try Npz.array("weight", from: bytes, named: "w.npz", limit: .mebibyte) == weight)
  #expect(
    try refusal { try Npz.array("note", from: bytes, named: "w.npz", limit: .mebibyte) }
      == "w.npz:note: element type '<U2' at byte 20 is not one of "
      + "f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8, b1")
}
