import ConvCore

/// The setups that undo or redo goes back to, the nearest last; the oldest are forgotten.
struct History: Sendable {
  private var setups: [Setup] = []
  /// The bytes of each setup, without what the one before it has too.
  private var sizes: [Int] = []

  /// Changes that are remembered at most, and the bytes of their inputs and given parameters.
  static let longest = 1000
  static let largest = 32 << 20

  /// Remembers a setup, and forgets the oldest when there are too many.
  mutating func push(_ setup: Setup) {
    sizes.append(setup.bytes(beyond: setups.last))
    setups.append(setup)
    var bytes = sizes.reduce(0, +)
    while setups.count > History.longest || bytes > History.largest && setups.count > 1 {
      bytes -= forgetOldest()
    }
  }

  /// The bytes that are freed: not those of what the next one holds too.
  private mutating func forgetOldest() -> Int {
    let before = sizes[0] + (sizes.count > 1 ? sizes[1] : 0)
    setups.removeFirst()
    sizes.removeFirst()
    guard let next = setups.first else { return before }
    sizes[0] = next.bytes(beyond: nil)
    return before - sizes[0]
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

extension Setup {
  /// The bytes of the input and the given parameters, without those that the other has too.
  fileprivate func bytes(beyond other: Setup?) -> Int {
    let elements =
      (input == other?.input ? 0 : input.elements.count)
      + strata.elements(beyond: other?.strata)
      + (alternative?.strata.elements(beyond: other?.alternative?.strata) ?? 0)
    return elements * MemoryLayout<Float>.stride
  }
}

extension [Stratum] {
  /// The elements of given parameters that no layer in the same place of the others has.
  fileprivate func elements(beyond others: [Stratum]?) -> Int {
    indices.reduce(0) { sum, place in
      guard let given = self[place].given else { return sum }
      let known = others.flatMap { place < $0.count ? $0[place].given : nil }
      let weight = given.weight == known?.weight ? 0 : given.weight?.elements.count ?? 0
      return sum + weight + (given.bias == known?.bias ? 0 : given.bias?.count ?? 0)
    }
  }
}

extension Stratum {
  fileprivate var given: Parameters? {
    if case .given(let parameters) = weights { parameters } else { nil }
  }
}
