/// The state of the explorer.
public struct Model: Sendable {
  public private(set) var size: Size

  public init(size: Size) { self.size = size }

  /// Milliseconds until the model wants a `.tick`; nil when nothing moves by itself.
  public var nextTick: Int? { nil }

  public mutating func update(_ action: Action) -> Effect? {
    switch action {
    case .key(.character("q")), .key(.control("c")): .quit
    case .key(.control("z")): .suspend
    case .key(.control("l")): .redraw
    case .resize(let size):
      resized(to: size)
    case .key, .pointer, .paste, .tick: nil
    }
  }

  private mutating func resized(to size: Size) -> Effect? {
    self.size = size
    return nil
  }

  public func frame() -> Frame { Frame(size: size) }
}
