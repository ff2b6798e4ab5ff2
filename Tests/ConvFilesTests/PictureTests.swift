import ConvCore
import Testing

@testable import ConvFiles

@Test(arguments: [
  "gray.png", "colour.png", "bit.png", "palette.png", "colour-alpha.png", "gray-alpha.png",
  "deep.png", "two-bits.png", "interlaced.png", "gray.jpg", "colour.jpg", "progressive.jpg",
])
func `pictures have the samples that Pillow reads`(_ name: String) throws {
  let picture = try Picture.tensor(from: fixture(name), named: name, limit: .mebibyte)
  let samples = try Npy.array(from: fixture("\(name).npy"), named: name, limit: .mebibyte)
  #expect(picture.shape.lengths == [1] + samples.lengths)
  #expect(picture.elements == samples.elements.map { $0 / 255 })
}

private let beginnings: [([UInt8], String)] = [
  ([], "p: begins with nothing, not as a PNG or JPEG file does"),
  (Array("GIF89a".utf8), "p: begins with 47 49 46 38 39 61, not as a PNG or JPEG file does"),
  (Magic.png, "p: the PNG data cannot be decoded: read beyond end of data"),
  (Magic.jpeg, "p: the JPEG data cannot be decoded: Premature end of JPEG file"),
]

@Test(arguments: beginnings)
func `what is no picture is refused`(_ bytes: [UInt8], why: String) throws {
  #expect(try refusal { try Picture.tensor(from: bytes, named: "p", limit: .mebibyte) } == why)
}

@Test func `CMYK is refused`() throws {
  let bytes = try fixture("cmyk.jpg")
  #expect(
    try refusal { try Picture.tensor(from: bytes, named: "p.jpg", limit: .mebibyte) }
      == "p.jpg: the JPEG data cannot be decoded: its colours are CMYK; save it as RGB")
}

@Test func `a PNG without its last chunk is refused`() throws {
  let bytes = try fixture("gray.png").dropLast(12)
  #expect(
    try refusal { try Picture.tensor(from: Array(bytes), named: "p.png", limit: .mebibyte) }
      == "p.png: the PNG data cannot be decoded: the file ends before its IEND chunk")
}

@Test func `a flipped bit in a PNG is caught by the checksum`() throws {
  var bytes = try fixture("gray.png")
  bytes[45] ^= 4
  #expect(
    try refusal { try Picture.tensor(from: bytes, named: "p.png", limit: .mebibyte) }
      .hasPrefix("p.png: the PNG data cannot be decoded: IDAT: "))
}

@Test(arguments: [
  ("colour.png", "p: a 3×6×5 picture needs 360 bytes"),
  ("colour.jpg", "p: a 3×12×20 picture needs 2.8 KiB"),
])
func `a picture beyond the limit is refused before it is decoded`(
  _ name: String, why: String
) throws {
  let bytes = try fixture(name)
  #expect(
    try refusal { try Picture.tensor(from: bytes, named: "p", limit: MemoryLimit(bytes: 356)) }
      == "\(why), more than the limit of 356 bytes: use something smaller or raise --memory-limit")
}
