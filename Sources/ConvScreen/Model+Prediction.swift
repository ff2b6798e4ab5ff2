import ConvCore

extension Model {
  /// The value of the element one stands on is to be guessed first.
  var hidesValue: Bool { isPredicting && !isRevealed }

  /// The elements to come, and what is counted over all, are to be guessed too: but for a lesson, whose
  /// question is answered at once.
  var hidesLater: Bool { isPredicting && !(isRevealed && isOnPath) }

  /// Enter means the output element: the other focuses are the Window view's.
  var choosesOutput: Bool { view != .window || focus == .output }

  /// Shows the value, or hides it again; without predicting, says how to begin.
  mutating func reveal() {
    guard isPredicting else {
      status = Status(text: "nothing is hidden: V hides every value until it is revealed")
      return
    }
    isRevealed.toggle()
    status = Status(text: isRevealed ? "revealed: → hides the next one" : "hidden: Enter reveals")
  }

  mutating func togglePredicting() {
    isPredicting.toggle()
    isRevealed = false
    status = Status(
      text: isPredicting
        ? "predict: every value is hidden until Enter reveals it" : "values are shown")
  }
}
