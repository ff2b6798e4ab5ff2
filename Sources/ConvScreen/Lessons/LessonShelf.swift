import ConvCore

/// The lessons that there are, each read when it is asked for, so that a start waits for none.
public struct LessonShelf: Sendable {
  public typealias Reader = @Sendable (_ name: String) throws(Refusal) -> Lesson

  /// In the order in which they build on each other.
  public let names: [String]
  private let read: Reader

  public init(names: [String], read: @escaping Reader) {
    self.names = names
    self.read = read
  }

  public static let empty = LessonShelf(names: []) { (name) throws(Refusal) in
    throw Names([]).refusal(of: name, as: "lesson")
  }

  /// Refused when none has that name.
  public func lesson(named name: String) throws(Refusal) -> Lesson {
    guard names.contains(name) else { throw Names(names).refusal(of: name, as: "lesson") }
    return try read(name)
  }

  /// All of them, in their order.
  public func all() throws(Refusal) -> [Lesson] {
    try names.map { (name) throws(Refusal) in try read(name) }
  }
}
