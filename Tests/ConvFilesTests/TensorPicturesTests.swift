import ConvCore
import Testing

@testable import ConvFiles

private func plane(_ rows: [[Float]]) -> Tensor {
  Tensor(
    shape: Shape(channels: 1, height: rows.count, width: rows[0].count),
    elements: rows.flatMap { $0 })
}

@Test func `gray weighs red, green and blue by BT 601`() {
  let colour = Tensor(
    shape: Shape(batch: 2, channels: 3, height: 1, width: 2),
    elements: [1, 0, 0, 1, 0, 0, /* the second image */ 0, 1, 0, 1, 1, 1])
  let gray = colour.gray()
  #expect(gray.shape == Shape(batch: 2, channels: 1, height: 1, width: 2))
  for (value, expected) in zip(gray.elements, [0.299, 0.587, 0.114, 1] as [Float]) {
    #expect(abs(value - expected) < 1e-6)
  }
}

@Test func `gray leaves one channel alone and takes the mean of two`() {
  let one = plane([[1, 2]])
  #expect(one.gray() == one)
  let two = Tensor(shape: Shape(channels: 2, height: 1, width: 1), elements: [1, 2])
  #expect(two.gray().elements == [1.5])
}

@Test func `a crop takes the same rectangle of each channel`() throws {
  let tensor = Tensor(
    shape: Shape(channels: 2, height: 3, width: 4), elements: (0..<24).map(Float.init))
  let crop = try tensor.cropped(x: 1, y: 2, columns: 3, rows: 1)
  #expect(crop.shape == Shape(channels: 2, height: 1, width: 3))
  #expect(crop.elements == [9, 10, 11, 21, 22, 23])
  #expect(try tensor.cropped(x: 0, y: 0, columns: 4, rows: 3) == tensor)
}

private let crops: [(Int, Int, Int, Int, String)] = [
  (0, 0, 0, 1, "a crop of 0×1 is empty: both lengths must be 1 or more"),
  (3, 0, 2, 1, "a crop of 2×1 at 3,0 leaves the picture of 4×3"),
  (0, -1, 2, 1, "a crop of 2×1 at 0,-1 leaves the picture of 4×3"),
  (0, 0, 4, 4, "a crop of 4×4 at 0,0 leaves the picture of 4×3"),
  (.max, 0, 4, 3, "a crop of 4×3 at 9223372036854775807,0 leaves the picture of 4×3"),
]

@Test(arguments: crops)
func `a crop outside the picture is refused`(
  _ x: Int, _ y: Int, _ columns: Int, _ rows: Int, why: String
) throws {
  let tensor = Tensor(shape: Shape(channels: 1, height: 3, width: 4), repeating: 0)
  #expect(try refusal { try tensor.cropped(x: x, y: y, columns: columns, rows: rows) } == why)
}

@Test func `shrinking takes the mean of the area`() throws {
  let small = try plane([[0, 2, 4, 6], [2, 4, 6, 8]]).resized(columns: 2, rows: 1, limit: .mebibyte)
  #expect(small == plane([[2, 6]]))
  let thirds = try plane([[0, 3, 6]]).resized(columns: 2, rows: 1, limit: .mebibyte)
  #expect(thirds == plane([[1, 5]]))
}

/// The numbers are torch.nn.functional.interpolate's, mode="bilinear", align_corners=False.
@Test func `growing is bilinear between pixel centres`() throws {
  let large = try plane([[0, 4]]).resized(columns: 4, rows: 2, limit: .mebibyte)
  #expect(large == plane([[0, 1, 3, 4], [0, 1, 3, 4]]))
}

@Test func `the same size changes nothing`() throws {
  let tensor = plane([[0.1, 0.2, 0.7], [3, 5, 9]])
  #expect(try tensor.resized(columns: 3, rows: 2, limit: .mebibyte) == tensor)
}

private let sizes: [(Int, Int, String)] = [
  (0, 4, "a size of 0×4 is empty: both lengths must be 1 or more"),
  (4, -1, "a size of 4×-1 is empty: both lengths must be 1 or more"),
  (
    1000, 1000,
    "a picture of 1×1000×1000 needs 3.8 MiB, more than the limit of 1 MiB: "
      + "use something smaller or raise --memory-limit"
  ),
  (
    .max, 2,
    "a picture of 1×2×9223372036854775807 needs more than 2⁶³ bytes, more than the limit "
      + "of 1 MiB: use something smaller or raise --memory-limit"
  ),
]

@Test(arguments: sizes)
func `a size that cannot be had is refused`(_ columns: Int, _ rows: Int, why: String) throws {
  #expect(
    try refusal { try plane([[1]]).resized(columns: columns, rows: rows, limit: .mebibyte) } == why)
}

@Test func `a picture without elements cannot be resized`() throws {
  let empty = Tensor(shape: Shape(channels: 1, height: 0, width: 5), repeating: 0)
  #expect(
    try refusal { try empty.resized(columns: 3, rows: 2, limit: .mebibyte) }
      == "a picture of 5×0 is empty and cannot be resized")
}
