/// Elements in a shape, row by row: (N, C, H, W) for images, (M, C / groups, kH, kW) for filters.
public struct Tensor: Hashable, Sendable {
  public let shape: Shape
  /// Row by row, channel by channel, image by image.
  public var elements: [Float]

  /// Elements must be as many as the shape has places.
  public init(shape: Shape, elements: [Float]) {
    precondition(elements.count == shape.count, "a \(shape) tensor of \(elements.count) elements")
    self.shape = shape
    self.elements = elements
  }

  public init(shape: Shape, repeating value: Float) {
    self.shape = shape
    self.elements = [Float](repeating: value, count: shape.count)
  }

  /// Elements that are anything until they are written.
  ///
  /// Costs no time, however large: memory that is not written is not touched.
  public init(unwritten shape: Shape) {
    self.shape = shape
    elements = unsafe [Float](unsafeUninitializedCapacity: shape.count) { _, count in
      count = shape.count
    }
  }

  /// One element; the subscripts must lie inside the shape.
  @inlinable
  public subscript(image: Int, channel: Int, row: Int, column: Int) -> Float {
    get { elements[index(image, channel, row, column)] }
    set { elements[index(image, channel, row, column)] = newValue }
  }

  @inlinable
  func index(_ image: Int, _ channel: Int, _ row: Int, _ column: Int) -> Int {
    ((image * shape.channels + channel) * shape.height + row) * shape.width + column
  }

  /// One image of a batch, as a batch of one.
  public func image(_ index: Int) -> Tensor {
    var single = shape
    single.batch = 1
    let start = index * single.count
    return Tensor(shape: single, elements: Array(elements[start..<start + single.count]))
  }
}
