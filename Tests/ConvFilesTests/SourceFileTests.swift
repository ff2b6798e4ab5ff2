import ConvCore
import Testing

@testable import ConvFiles

private let sources: [(String, String, String?)] = [
  ("x.npy", "x.npy", nil), ("w.npz", "w.npz", nil), ("w.npz:conv/weight", "w.npz", "conv/weight"),
  ("a/w.safetensors:0.weight", "a/w.safetensors", "0.weight"), ("W.NPZ:x", "W.NPZ", "x"),
  ("c:/x.npy", "c:/x.npy", nil), ("w.npz:a:b", "w.npz", "a:b"), ("w.npz:", "w.npz", ""),
  ("a.npz:b/w.npz:x", "a.npz:b/w.npz", "x"), ("", "", nil),
]

@Test(arguments: sources)
func `a member is parted from its file`(_ source: String, path: String, member: String?) {
  let file = SourceFile(source)
  #expect(file.path == path)
  #expect(file.member == member)
}

@Test(arguments: [
  ("f4-little.npy", "x", [2, 3]), ("single.npz", "x", [2, 3]),
  ("stored.npz", "x.npz:bias", [2]), ("gray.png", "x", [1, 6, 5]), ("colour.png", "x", [3, 6, 5]),
  ("colour.jpg", "x", [3, 12, 20]),
])
func `files are told apart by their first bytes`(
  _ name: String, source: String, lengths: [Int]
) throws {
  let array = try SourceFile(source).array(from: fixture(name), limit: .mebibyte)
  #expect(array.lengths == lengths)
}

@Test func `a safetensors file is told by its header`() throws {
  let bytes = safetensors(#"{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}"#, [3, 4])
  let expected = NumericArray(lengths: [2], elements: [3, 4])
  #expect(try SourceFile("weights").array(from: bytes, limit: .mebibyte) == expected)
  #expect(try SourceFile("weights").names(in: bytes) == ["x"])
}

private let misnamed: [(String, String, String)] = [
  (
    "notes.txt", "hello",
    "notes.txt: begins with 68 65 6C 6C 6F, not as a "
      + ".npy, .npz, .safetensors, .png, .jpg or .jpeg file does"
  ),
  ("x.npy", "hello", "x.npy: begins with 68 65 6C 6C 6F, not with NumPy's 93 4E 55 4D 50 59"),
  ("x.npz", "", "x.npz: is empty, not a zip archive"),
  ("x.PNG", "hello", "x.PNG: begins with 68 65 6C 6C 6F, not as a PNG or JPEG file does"),
  ("x.safetensors", "hi", "x.safetensors: 2 bytes are too few for the 8 of a header's length"),
]

@Test(arguments: misnamed)
func `a file that is not what it is called is refused`(
  _ name: String, text: String, why: String
) throws {
  #expect(
    try refusal { try SourceFile(name).array(from: Array(text.utf8), limit: .mebibyte) } == why)
}

@Test func `parameters come from files with names`() throws {
  let archive = try fixture("stored.npz")
  #expect(try SourceFile("w.npz").names(in: archive) == ["weight", "bias"])
  let bias = try SourceFile(path: "w.npz", member: "bias").array(from: archive, limit: .mebibyte)
  #expect(bias == NumericArray(lengths: [2], elements: [1, -1]))
  #expect(
    try refusal { try SourceFile("w.npz:bias").names(in: archive) }
      == "w.npz: parameters are read by their own names, not from one member 'bias'")
  let single = try fixture("f4-little.npy")
  #expect(
    try refusal { try SourceFile("w.npy").names(in: single) }
      == "w.npy: holds one array without a name; parameters come from .npz or .safetensors")
  #expect(
    try refusal { try SourceFile("w.npz:x").array(from: single, limit: .mebibyte) }
      == "w.npz: holds one array without a name, so there is no 'x'")
}

@Test(arguments: [
  ([4, 5], Shape(channels: 1, height: 4, width: 5), false),
  ([2, 4, 5], Shape(channels: 2, height: 4, width: 5), false),
  ([3, 2, 4, 5], Shape(batch: 3, channels: 2, height: 4, width: 5), true),
  ([0, 2, 4, 5], Shape(batch: 0, channels: 2, height: 4, width: 5), true),
  ([2, 0, 3], Shape(batch: 1, channels: 2, height: 0, width: 3), false),
])
func `an array is an image by its axes`(_ lengths: [Int], shape: Shape, isBatch: Bool) throws {
  let array = NumericArray(
    lengths: lengths, elements: [Float](repeating: 1, count: lengths.reduce(1, *)))
  #expect(try Tensor(image: array, named: "x").shape == shape)
  #expect(array.hasBatchAxis == isBatch)
}

private let noImages: [([Int], String)] = [
  ([5], "x: shape (5,) has 1 axes, but an image has 2 (H×W), 3 (C×H×W) or 4 (N×C×H×W)"),
  (
    [1, 1, 1, 1, 5],
    "x: shape (1, 1, 1, 1, 5) has 5 axes, but an image has 2 (H×W), 3 (C×H×W) or 4 (N×C×H×W)"
  ),
]

@Test(arguments: noImages)
func `an array that is no image is refused`(_ lengths: [Int], why: String) throws {
  let array = NumericArray(
    lengths: lengths, elements: [Float](repeating: 1, count: lengths.reduce(1, *)))
  #expect(try refusal { try Tensor(image: array, named: "x") } == why)
}
