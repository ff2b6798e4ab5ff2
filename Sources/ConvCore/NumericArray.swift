/// An array of any rank, as files hold them.
public struct NumericArray: Hashable, Sendable {
  /// The axes' lengths, outermost first; empty for a single number.
  public let lengths: [Int]
  /// The elements in C order, rounded to Float32.
  public let elements: [Float]

  /// Elements must be as many as the lengths' product.
  public init(lengths: [Int], elements: [Float]) {
    precondition(elements.count == lengths.reduce(1, *), "\(elements.count) elements in \(lengths)")
    self.lengths = lengths
    self.elements = elements
  }
}
