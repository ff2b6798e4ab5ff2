import ConvCore

/// What a file keeps of the explorer: words by name, and arrays by name.
///
/// Kept are the input, the layers with their weights, B of the Compare view, the place one stands
/// on, the view with its marks and pages, and the step of a lesson; not the help, the page of code,
/// a line that is being typed, nor what undo goes back to. The arrays are named as in PyTorch's
/// `state_dict`, beside `input` and the planes of named kernels.
public struct SavedState: Hashable, Sendable {
  public var words: [String: String]
  public var arrays: [String: NumericArray]

  public init(words: [String: String], arrays: [String: NumericArray]) {
    self.words = words
    self.arrays = arrays
  }

  /// What the file says it is.
  static let format = "state 1"

  func word(_ name: String) throws(Refusal) -> String {
    guard let word = words[name] else { throw Refusal("the state has no '\(name)'") }
    return word
  }

  /// Whole numbers between commas, none of them negative.
  func numbers(_ name: String, count: Int) throws(Refusal) -> [Int] {
    let text = try word(name)
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    let whole = numbers.compactMap { $0 }.filter { $0 >= 0 }
    guard whole.count == count, numbers.count == count else {
      throw Refusal("the state's \(name) is '\(text)', not \(count) whole numbers")
    }
    return whole
  }

  /// The place of a word among those that may stand there.
  func choice<Choice>(
    _ name: String, of choices: [Choice], named: (Choice) -> String
  ) throws(Refusal) -> Choice {
    let text = try word(name)
    guard let choice = choices.first(where: { named($0) == text }) else {
      throw Refusal("the state's \(name) is '\(text)', not \(Names.choice(choices.map(named)))")
    }
    return choice
  }

  func array(_ name: String) throws(Refusal) -> NumericArray {
    guard let array = arrays[name] else { throw Refusal("the state has no array '\(name)'") }
    return array
  }
}
