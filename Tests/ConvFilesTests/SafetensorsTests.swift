import ConvCore
import Testing

@testable import ConvFiles

/// A file of that header and those data bytes.
func safetensors(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
  let length = UInt64(header.utf8.count)
  return stride(from: 0, to: 64, by: 8).map { UInt8(truncatingIfNeeded: length >> $0) }
    + Array(header.utf8) + data
}

private let types: [(String, [UInt8], Float)] = [
  ("F64", [0, 0, 0, 0, 0, 0, 0xF8, 0xBF], -1.5), ("F32", [0, 0, 0xC0, 0xBF], -1.5),
  ("F16", [0, 0xBE], -1.5), ("BF16", [0xC0, 0xBF], -1.5),
  ("I64", [0xFE, 255, 255, 255, 255, 255, 255, 255], -2), ("I32", [0xFE, 255, 255, 255], -2),
  ("I16", [0xFE, 255], -2), ("I8", [0xFE], -2), ("U64", [1, 2, 0, 0, 0, 0, 0, 0], 513),
  ("U32", [1, 2, 0, 0], 513), ("U16", [1, 2], 513), ("U8", [0xFE], 254), ("BOOL", [1], 1),
]

@Test(arguments: types)
func `every tensor type is read`(_ type: String, data: [UInt8], value: Float) throws {
  let header = #"{"x":{"dtype":"\#(type)","shape":[1],"data_offsets":[0,\#(data.count)]}}"#
  let array = try Safetensors.array(
    nil, from: safetensors(header, data), named: "x", limit: .mebibyte)
  #expect(array == NumericArray(lengths: [1], elements: [value]))
}

@Test func `names, metadata, padding, scalars and empty tensors are read`() throws {
  let header = #"""
    { "__metadata__": {"note": "\u00e9\ud83d\ude00 \"\\\/\b\f\n\r\t", "format": "pt"},
      "0.weight": {"shape": [2], "data_offsets": [1, 3], "dtype": "U8"},
      "\u0061/é": {"dtype": "U8", "shape": [], "data_offsets": [0, 1]},
      "none": {"dtype": "F32", "shape": [0, 3], "data_offsets": [0, 0]} }   \#n
    """#
  let bytes = safetensors(header, [7, 8, 9])
  #expect(try Safetensors.names(in: bytes, named: "x") == ["none", "a/é", "0.weight"])
  for (name, array) in [
    ("0.weight", NumericArray(lengths: [2], elements: [8, 9])),
    ("a/é", NumericArray(lengths: [], elements: [7])),
    ("none", NumericArray(lengths: [0, 3], elements: [])),
  ] {
    #expect(try Safetensors.array(name, from: bytes, named: "x", limit: .mebibyte) == array)
  }
}

/// One tensor `x` of four bytes, with the given parts.
private func header(
  type: String = #""F32""#, shape: String = "[1]", offsets: String = "[0,4]"
) -> String {
  #"{"x":{"dtype":\#(type),"shape":\#(shape),"data_offsets":\#(offsets)}}"#
}

private let brokenHeaders: [(String, String)] = [
  ("", "the header ends at byte 8, before {"),
  (" {}", "' ' at byte 8 of the header should be {"),
  ("{}", "the tensors end at byte 0 of the data, which has 4"),
  ("{} x", "'x' at byte 11 of the header should be the header's end"),
  (#"{"x":1}"#, "'1' at byte 13 of the header should be {"),
  (#"{"x"}"#, "'}' at byte 12 of the header should be :"),
  (#"{"x":{},}"#, "tensor 'x' has no key 'dtype'"),
  (#"{"__metadata__":{},}"#, "'}' at byte 27 of the header should be a string in double quotes"),
  (
    #"{"__metadata__":{"a":1}}"#, "'1' at byte 29 of the header should be a string in double quotes"
  ),
  (#"{"__metadata__":{"a":"b","a":"b"}}"#, "key 'a' at byte 33 stands there twice"),
  (#"{"__metadata__":null}"#, "'n' at byte 24 of the header should be {"),
  (#"{"x"#, "the quote at byte 9 is never closed"),
  ("{\"\n\":{}}", "the control character at byte 10 must be escaped"),
  (#"{"\x":{}}"#, "the escape at byte 10 is not one of JSON's"),
  (#"{"\u12":{}}"#, "the escape at byte 10 is not one of JSON's"),
  (#"{"\ud800":{}}"#, "the escape at byte 10 is not one of JSON's"),
  (#"{"\ud800\u0041":{}}"#, "the escape at byte 10 is not one of JSON's"),
  (#"{"x":{"dtype":"F32"}}"#, "tensor 'x' has no key 'shape'"),
  (#"{"x":{"dtype":"F32","shape":[]}}"#, "tensor 'x' has no key 'data_offsets'"),
  (#"{"x":{"kind":1}}"#, "key 'kind' at byte 14 is not one of dtype, shape, data_offsets"),
  (#"{"x":{"dtype":"F32","dtype":"F32"}}"#, "key 'dtype' at byte 28 stands there twice"),
  (header(shape: "1"), "'1' at byte 36 of the header should be ["),
  (header(shape: "[-1]"), "'-' at byte 37 of the header should be a whole number"),
  (header(shape: "[1.0]"), "'.' at byte 38 of the header should be ]"),
  (header(shape: "[1,]"), "']' at byte 39 of the header should be a whole number"),
  (header(shape: "[01]"), "the number at byte 37 begins with 0"),
  (header(shape: "[9223372036854775808]"), "the number at byte 37 is beyond 2⁶³"),
  (header(offsets: "[0]"), "tensor 'x' has the offsets [0], not a beginning and an end"),
  (header(offsets: "[4,0]"), "tensor 'x' has the offsets [4, 0], not a beginning and an end"),
  (
    header(shape: "[2]"),
    "tensor 'x' of shape [2] needs 8 bytes, but its offsets 0 to 4 hold 4"
  ),
  (
    header(shape: "[4294967296,4294967296]"),
    "tensor 'x' of shape [4294967296, 4294967296] needs more than 2⁶³ bytes, "
      + "but its offsets 0 to 4 hold 4"
  ),
  (
    header(offsets: "[1,5]"),
    "tensor 'x' begins at byte 1 of the data, but the one before it ends at 0"
  ),
  (
    header(type: #""U8""#, offsets: "[0,1]"), "the tensors end at byte 1 of the data, which has 4"
  ),
  (
    header(shape: "[2]", offsets: "[0,8]"),
    "the tensors end at byte 8 of the data, which has 4"
  ),
  (
    header(type: #""F8_E4M3""#),
    "element type 'F8_E4M3' at byte 22 is not one of "
      + "F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL"
  ),
]

@Test(arguments: brokenHeaders)
func `a header that breaks the format is refused by the byte`(
  _ header: String, why: String
) throws {
  let bytes = safetensors(header, [0, 0, 0, 0])
  #expect(
    try refusal { try Safetensors.names(in: bytes, named: "x") } == "x: \(why)"
  )
}

private let beginnings: [([UInt8], String)] = [
  ([], "0 bytes are too few for the 8 of a header's length"),
  ([1, 2, 3], "3 bytes are too few for the 8 of a header's length"),
  (
    [9, 0, 0, 0, 0, 0, 0, 0, 0x7B],
    "a header of 9 bytes is announced at byte 0, but only 1 follow"
  ),
  (
    [0, 0, 0, 0, 0, 0, 0, 255],
    "a header of 18374686479671623680 bytes is announced at byte 0, "
      + "more than the format's 100000000"
  ),
  (safetensors("{\"") + [0xFF], "the quote at byte 9 is never closed"),
  ([3, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0x22, 0xFF], "byte 10 of the header is not UTF-8"),
]

@Test(arguments: beginnings)
func `a file without a safetensors header is refused`(_ bytes: [UInt8], why: String) throws {
  #expect(
    try refusal { try Safetensors.names(in: bytes, named: "x") } == "x: \(why)"
  )
}

@Test func `two tensors may not share bytes`() throws {
  let header = #"""
    {"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},
    "b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}
    """#
  let bytes = safetensors(header, [0, 0, 0])
  #expect(
    try refusal { try Safetensors.names(in: bytes, named: "x") }
      == "x: tensor 'b' begins at byte 1 of the data, but the one before it ends at 2")
}

@Test func `a tensor beyond the limit or of no such name is refused`() throws {
  let header = #"{"x":{"dtype":"U8","shape":[9],"data_offsets":[0,9]}}"#
  let bytes = safetensors(header, [UInt8](repeating: 0, count: 9))
  #expect(
    try refusal {
      try Safetensors.array("x", from: bytes, named: "f", limit: MemoryLimit(bytes: 35))
    } == "f: tensor 'x' needs 36 bytes, more than the limit of 35 bytes: "
      + "use something smaller or raise --memory-limit")
  #expect(
    try refusal { try Safetensors.array("y", from: bytes, named: "f", limit: .mebibyte) }
      == "f: holds no array 'y', but x")
}
