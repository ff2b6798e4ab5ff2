/// A caller's mistake, said in one sentence.
///
/// Lower case, no full stop: the thing at fault, both numbers, the way out.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
