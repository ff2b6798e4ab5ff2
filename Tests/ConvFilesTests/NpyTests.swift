import ConvCore
import Testing

@testable import ConvFiles

private let real: [Float] = [-1.5, 0, 0.25, 1, 2, 1000]
private let signed: [Float] = [-2, 0, 3, 1, 2, 100]
private let whole: [Float] = [0, 1, 2, 3, 4, 200]

private let types: [(String, [Float])] = [
  ("f2-little.npy", real), ("f2-big.npy", real), ("f4-little.npy", real), ("f4-big.npy", real),
  ("f8-little.npy", real), ("f8-big.npy", real), ("i1-little.npy", signed),
  ("i2-little.npy", signed), ("i2-big.npy", signed), ("i4-little.npy", signed),
  ("i4-big.npy", signed), ("i8-little.npy", signed), ("i8-big.npy", signed),
  ("u1-little.npy", whole), ("u2-little.npy", whole), ("u2-big.npy", whole),
  ("u4-little.npy", whole), ("u4-big.npy", whole), ("u8-little.npy", whole),
  ("u8-big.npy", whole), ("bool.npy", [1, 0, 1, 0, 0, 1]), ("version-2.npy", real),
  ("version-3.npy", real),
]

@Test(arguments: types)
func `every element type is read in either byte order`(_ name: String, elements: [Float]) throws {
  let array = try Npy.array(from: fixture(name), named: name, limit: .mebibyte)
  #expect(array == NumericArray(lengths: [2, 3], elements: elements))
}

@Test func `Fortran order is turned into C order`() throws {
  let array = try Npy.array(from: fixture("fortran.npy"), named: "f.npy", limit: .mebibyte)
  #expect(array == NumericArray(lengths: [2, 3, 4], elements: (0..<24).map(Float.init)))
}

@Test func `a single number has no axes`() throws {
  let array = try Npy.array(from: fixture("scalar.npy"), named: "s.npy", limit: .mebibyte)
  #expect(array == NumericArray(lengths: [], elements: [7]))
}

@Test func `an axis may be empty`() throws {
  let array = try Npy.array(from: fixture("empty.npy"), named: "e.npy", limit: .mebibyte)
  #expect(array == NumericArray(lengths: [3, 0, 2], elements: []))
}

@Test func `bytes behind the data are left alone`() throws {
  let bytes = try fixture("f4-little.npy")
  let array = try Npy.array(from: bytes + [1, 2, 3], named: "x.npy", limit: .mebibyte)
  #expect(array.elements == real)
}

@Test(arguments: [
  "{'descr':'<f4','fortran_order':False,'shape':(2,)}",
  #"{"shape": (2,), "descr": "<f4", "fortran_order": False}"#,
  " { 'fortran_order' : False , 'shape' : ( 2 , ) , 'descr' : '=f4' , }\n\t ",
  "{'descr': 'f4', 'fortran_order': True, 'shape': (2,), }",
  "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1,), }",
  "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 1L), }",
])
func `a header may be spelled as Python would`(_ header: String) throws {
  let array = try Npy.array(from: npy(header, count: 8), named: "x.npy", limit: .mebibyte)
  #expect(array.elements == [0, 0])
}

@Test(arguments: [
  (Npy.bytes(of: [-1.5, 0, 0.25, 1, 2, 1000] as [Float], lengths: [2, 3]), "f4-little.npy"),
  (Npy.bytes(of: [-1.5, 0, 0.25, 1, 2, 1000] as [Double], lengths: [2, 3]), "f8-little.npy"),
  (Npy.bytes(of: [-2, 0, 3, 1, 2, 100] as [Int64], lengths: [2, 3]), "i8-little.npy"),
  (Npy.bytes(of: [0, 1, 2, 3, 4] as [Int64], lengths: [5]), "vector-i8.npy"),
  (Npy.bytes(of: [7] as [Float], lengths: []), "scalar.npy"),
  (Npy.bytes(of: [] as [Float], lengths: [3, 0, 2]), "empty.npy"),
])
func `files are written byte for byte as NumPy writes them`(_ bytes: [UInt8], name: String) throws {
  #expect(try bytes == fixture(name))
}

@Test func `Float64 beyond Float32 becomes infinite`() throws {
  let bytes = Npy.bytes(of: [1e300, -1e300, 1e-300] as [Double], lengths: [3])
  let array = try Npy.array(from: bytes, named: "x.npy", limit: .mebibyte)
  #expect(array.elements == [.infinity, -.infinity, 0])
}

/// A version 1.0 file of that header and so many zero bytes.
func npy(_ header: String, count: Int) -> [UInt8] {
  let text = Array(header.utf8)
  return Npy.magic + [1, 0, UInt8(text.count & 0xFF), UInt8(text.count >> 8)] + text
    + [UInt8](repeating: 0, count: count)
}
