import ConvCore

extension Tensor {
  /// An array as a batch of images: H×W → (1, 1, H, W), C×H×W → (1, C, H, W), N×C×H×W as it is.
  ///
  /// Any length may be 0.
  public init(image array: NumericArray, named name: String) throws(Refusal) {
    let lengths = array.lengths
    guard (2...4).contains(lengths.count) else {
      throw Refusal(
        "\(name): shape \(NpyHeader.words(lengths)) has \(lengths.count) axes, "
          + "but an image has 2 (H×W), 3 (C×H×W) or 4 (N×C×H×W)")
    }
    let full = [Int](repeating: 1, count: 4 - lengths.count) + lengths
    let shape = Shape(batch: full[0], channels: full[1], height: full[2], width: full[3])
    self.init(shape: shape, elements: array.elements)
  }
}

extension NumericArray {
  /// Whether, as an image, the array has an axis for the batch.
  public var hasBatchAxis: Bool { lengths.count == 4 }
}
