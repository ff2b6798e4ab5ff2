import ConvCore

/// PNG and JPEG pictures.
public enum Picture {
  /// The picture, (1, C, H, W) in 0…1: one channel if the file is gray, else red, green, blue.
  ///
  /// Samples are 8 bits, v / 255; deeper PNGs are rounded to 8. Transparency is left out, as Pillow's
  /// `convert("RGB")` does, and a JPEG's EXIF rotation is not followed. A picture that the limit does
  /// not admit is refused before it is decoded, a damaged or cut one always.
  public static func tensor(
    from bytes: [UInt8], named file: String, limit: MemoryLimit
  ) throws(Refusal) -> Tensor {
    let decoder = try PictureDecoder(bytes, named: file)
    let header = try decoder.header()
    let shape = Shape(
      channels: header.channels < 3 ? 1 : 3, height: Int(header.height), width: Int(header.width))
    try limit.admit(shape.checkedCount, as: "\(file): a \(shape) picture")
    let samples = try decoder.samples(header, limit: limit)
    let step = Int(header.channels)
    var elements: [Float] = []
    elements.reserveCapacity(shape.count)
    for channel in 0..<shape.channels {
      for place in stride(from: channel, to: samples.count, by: step) {
        elements.append(Float(samples[place]) / 255)
      }
    }
    return Tensor(shape: shape, elements: elements)
  }
}
