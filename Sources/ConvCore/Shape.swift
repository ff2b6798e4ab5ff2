/// Four named lengths, in PyTorch's order (N, C, H, W).
public struct Shape: Hashable, Sendable {
  public var batch: Int
  public var channels: Int
  public var height: Int
  public var width: Int

  /// The heights and widths, in this order, that an input is given which is made up for some layers.
  public static let usualSides = [8, 16, 32, 64, 128, 256]

  public init(batch: Int = 1, channels: Int, height: Int, width: Int) {
    self.batch = batch
    self.channels = channels
    self.height = height
    self.width = width
  }

  /// The number of elements; lengths whose product exceeds `Int` are refused where shapes are made.
  public var count: Int { batch * channels * plane }

  /// The number of elements of one channel, H × W.
  public var plane: Int { height * width }

  /// The number of elements, or nil when it exceeds `Int`.
  public var checkedCount: Int? {
    var product = 1
    for length in lengths {
      guard length >= 0 else { return nil }
      let (next, overflow) = product.multipliedReportingOverflow(by: length)
      guard !overflow else { return nil }
      product = next
    }
    return product
  }

  /// The four lengths, in order.
  public var lengths: [Int] { [batch, channels, height, width] }
}

extension Shape: CustomStringConvertible {
  /// The image's lengths, `3×224×224`; the batch stands before them when it is not one.
  public var description: String {
    (batch == 1 ? lengths.dropFirst() : lengths[...]).map(String.init).joined(separator: "×")
  }
}
