import ConvCore
import Testing

@testable import ConvFiles

private func header(
  _ descr: String = "'<f4'", _ fortran: String = "False", shape: String = "(2, 3)"
) -> String {
  "{'descr': \(descr), 'fortran_order': \(fortran), 'shape': \(shape)}"
}

private let headers: [(String, String)] = [
  ("[1, 2]", "'[' at byte 10 of the header should be {"),
  ("", "the header ends at byte 10, before {"),
  ("{", "the header ends at byte 11, before a key in quotes"),
  ("{1: 2}", "'1' at byte 11 of the header should be a key in quotes"),
  ("{'descr", "the quote at byte 11 is never closed"),
  ("{'descr' '<f4'}", "''' at byte 19 of the header should be :"),
  ("{}", "the header has no key 'descr'"),
  ("{'descr': '<f4'}", "the header has no key 'fortran_order'"),
  ("{'descr': '<f4', 'fortran_order': True}", "the header has no key 'shape'"),
  ("{'descr': '<f4', 'descr': '<f4'}", "key 'descr' at byte 27 stands there twice"),
  ("{'x': 1}", "key 'x' at byte 11 is not one of descr, fortran_order, shape"),
  (header() + ",", "',' at byte 67 of the header should be the header's end"),
  ("{'descr': '<f4' 'shape'", "''' at byte 26 of the header should be }"),
  (
    header("'<c8'"),
    "element type '<c8' at byte 20 is not one of f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8, b1"
  ),
  (header("[('r', '|u1')]"), "records, as the list at byte 20, are not read"),
  (header("4"), "'4' at byte 20 of the header should be an element type in quotes"),
  (header("'<f4'", "7"), "'7' at byte 44 of the header should be True or False, for fortran_order"),
  (
    header("'<f4'", "\u{1}"),
    "byte value 1 at byte 44 of the header should be True or False, for fortran_order"
  ),
  (header(shape: "[2]"), "'[' at byte 60 of the header should be ("),
  (header(shape: "(2)"), "shape (2) at byte 60 is a number, not a tuple"),
  (header(shape: "(2, -1)"), "'-' at byte 64 of the header should be a whole number"),
  (header(shape: "(2 3)"), "'3' at byte 63 of the header should be ',' or ')'"),
  (header(shape: "(,)"), "',' at byte 61 of the header should be a whole number"),
  (header(shape: "(2, 03)"), "the number at byte 64 begins with 0"),
  (header(shape: "(2l,)"), "'l' at byte 62 of the header should be ',' or ')'"),
  (header(shape: "(99999999999999999999,)"), "the length at byte 61 is beyond 2⁶³"),
  (
    header(shape: "(\(String(repeating: "1, ", count: 65)))"),
    "the shape at byte 60 has 65 axes, more than NumPy's 64"
  ),
  (
    header(shape: "(4294967296, 4294967296)"),
    "shape (4294967296, 4294967296) needs more than 2⁶³ bytes, more than the limit of 1 MiB: "
      + "use something smaller or raise --memory-limit"
  ),
  (
    header(shape: "(4294967296, 4294967296, 0)"),
    "shape (4294967296, 4294967296, 0) needs more than 2⁶³ bytes, more than the limit of 1 MiB: "
      + "use something smaller or raise --memory-limit"
  ),
  (
    header(shape: "(262145,)"),
    "shape (262145,) needs 1 MiB, more than the limit of 1 MiB: "
      + "use something smaller or raise --memory-limit"
  ),
  (
    header(shape: "(7,)"),
    "shape (7,) needs 7 elements of 4 bytes, but only 24 bytes follow the header, "
      + "which ends at byte 65"
  ),
]

@Test(arguments: headers)
func `a header that is not NumPy's is refused by the byte`(_ header: String, why: String) throws {
  #expect(
    try refusal { try Npy.array(from: npy(header, count: 24), named: "x.npy", limit: .mebibyte) }
      == "x.npy: \(why)")
}

private let beginnings: [([UInt8], String)] = [
  ([], "begins with nothing, not with NumPy's 93 4E 55 4D 50 59"),
  (
    Array("PK\u{3}\u{4} and more".utf8),
    "begins with 50 4B 03 04 20 61 6E 64, not with NumPy's 93 4E 55 4D 50 59"
  ),
  (Npy.magic + [1], "ends at byte 7, before its version at byte 6"),
  (Npy.magic + [9, 0, 1, 0], "version 9.0 at byte 6 is not one of 1.0, 2.0, 3.0"),
  (Npy.magic + [1, 1, 1, 0], "version 1.1 at byte 6 is not one of 1.0, 2.0, 3.0"),
  (Npy.magic + [1, 0, 1], "ends at byte 9, inside its header's length at byte 8"),
  (Npy.magic + [2, 0, 1, 0], "ends at byte 10, inside its header's length at byte 8"),
  (
    Npy.magic + [2, 0, 255, 255, 255, 255, 32],
    "a header of 4294967295 bytes is announced at byte 8, but only 1 follow"
  ),
]

@Test(arguments: beginnings)
func `a file that does not begin as NumPy's is refused`(_ bytes: [UInt8], why: String) throws {
  #expect(
    try refusal { try Npy.array(from: bytes, named: "x.npy", limit: .mebibyte) } == "x.npy: \(why)")
}
