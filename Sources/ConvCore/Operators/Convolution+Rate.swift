extension Convolution {
  /// The same filters with their taps `rate` apart; the padding follows, so that the output keeps
  /// its size.
  ///
  /// Parameters and multiply-accumulates stay what they are, only the field grows (DeepLab,
  /// arXiv:1606.00915, section 3.1).
  public func atRate(_ rate: Int) throws(Refusal) -> Convolution {
    guard rate >= 1 else {
      throw Refusal("rate \(rate) is below 1: a convolution at rate 1 has no holes left to close")
    }
    var changed = self
    changed.dilation = Pair(rate)
    changed.padding = try padding(
      growing: Pair(
        (rate - dilation.rows) * (kernel.rows - 1),
        (rate - dilation.columns) * (kernel.columns - 1)), rate: rate)
    try changed.check()
    return changed
  }

  /// Padding so much longer or shorter, both sides together.
  private func padding(growing growth: Pair, rate: Int) throws(Refusal) -> Padding {
    var sides: Sides
    switch padding {
    case .same, .sameUpper, .sameLower: return padding
    case .pair(let pair):
      sides = Sides(left: pair.columns, right: pair.columns, top: pair.rows, bottom: pair.rows)
    case .sides(let given): sides = given
    }
    // One half is rounded down and one up; an even kernel's odd element goes after the input.
    sides.top += growth.rows >> 1
    sides.bottom += growth.rows - (growth.rows >> 1)
    sides.left += growth.columns >> 1
    sides.right += growth.columns - (growth.columns >> 1)
    let least = min(sides.top, sides.left, sides.bottom, sides.right)
    guard least >= 0 else {
      throw Refusal(
        "rate \(rate) keeps the output's size only with padding \(least), which no convolution has: "
          + "D lowers the rate alone")
    }
    return sides.top == sides.bottom && sides.left == sides.right
      ? .pair(Pair(sides.top, sides.left)) : .sides(sides)
  }
}
