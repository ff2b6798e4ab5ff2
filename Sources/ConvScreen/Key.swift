/// A key as the keymap names it.
public enum Key: Hashable, Sendable {
  case character(Character)
  case control(Character)
  /// Alt and an ASCII character or Backspace, or Escape and at once that key.
  indirect case alt(Key)
  case left, right, up, down, home, end, pageUp, pageDown
  case tab, backTab, enter, escape, backspace, delete
  case function(Int)
  /// A sequence no name is known for.
  case unknown
}

/// What the pointer did, and over which cell (0-based).
public struct Pointer: Hashable, Sendable {
  public enum Deed: Hashable, Sendable { case press, release, move, wheelUp, wheelDown }
  public var deed: Deed
  public var column: Int
  public var row: Int

  public init(_ deed: Deed, column: Int, row: Int) {
    self.deed = deed
    self.column = column
    self.row = row
  }
}
