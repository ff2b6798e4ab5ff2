/// All steps of one layer over one image, worked out when asked for.
///
/// Channel by channel, row by row. A step costs its taps, wherever it lies.
public struct Trace: RandomAccessCollection, Sendable {
  public let layer: Layer
  public let input: Tensor
  public let reading: Reading
  private let image: Int

  /// Refused when the operator cannot be applied to the input, or its parameters do not fit it.
  public init(of layer: Layer, over input: Tensor, image: Int = 0) throws(Refusal) {
    reading = try layer.operation.reading(of: input.shape)
    try layer.parameters.check(layer.operation.parameterShape)
    self.layer = layer
    self.input = input
    self.image = image
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { reading.output.channels * reading.output.plane }

  public subscript(index: Int) -> Step { self[position(of: index)] }

  /// The step of one output element; the position must lie inside the output.
  public subscript(position: Position) -> Step {
    layer.operation.step(
      at: position, of: input, image: image, parameters: layer.parameters, reading: reading)
  }

  /// The channel, row and column of a step: steps go row by row, channel by channel.
  public func position(of index: Int) -> Position {
    let (channel, place) = index.quotientAndRemainder(dividingBy: reading.output.plane)
    return Position(
      channel: channel, row: place / reading.output.width, column: place % reading.output.width)
  }

  /// The inverse of `position(of:)`.
  public func index(of position: Position) -> Int {
    (position.channel * reading.output.height + position.row) * reading.output.width
      + position.column
  }
}
