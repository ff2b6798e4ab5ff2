import ConvCore

/// The setups that undo or redo goes back to, the nearest last; the oldest are forgotten.
struct History: Sendable {
  private var setups: [Setup] = []
  /// The bytes of each setup's input, 0 where the one before it has the same.
  private var sizes: [Int] = []

  /// Changes that are remembered at most, and the bytes of inputs.
  static let longest = 1000
  static let largest = 32 << 20

  /// Remembers a setup, and forgets the oldest when there are too many.
  mutating func push(_ setup: Setup) {
    let isShared = setups.last.map { $0.input == setup.input } ?? false
    setups.append(setup)
    sizes.append(isShared ? 0 : setup.input.elements.count * MemoryLayout<Float>.stride)
    var bytes = sizes.reduce(0, +)
    while setups.count > History.longest || bytes > History.largest && setups.count > 1 {
      bytes -= forgetOldest()
    }
  }

  /// The bytes that are freed: none as long as the next one holds the same input.
  private mutating func forgetOldest() -> Int {
    setups.removeFirst()
    let size = sizes.removeFirst()
    guard sizes.first == 0 else { return size }
    sizes[0] = size
    return 0
  }

  mutating func pop() -> Setup? {
    _ = sizes.popLast()
    return setups.popLast()
  }

  /// An input equal to this one, if one is remembered: many setups on one sample hold it once.
  func shared(_ input: Tensor, named name: String) -> Tensor {
    setups.last { $0.inputName == name && $0.input == input }?.input ?? input
  }
}
