/// What a key can ask for in the Stack view alone.
enum StackCommand: Hashable, Sendable {
  /// A copy of the chosen layer after it.
  case insert
  case remove
  /// The chosen layer changes places with the one before or after it.
  case raise, lower
  /// The chosen convolution's rate, at the same output size.
  case moreRate, lessRate
  /// The rates of all convolutions, at the same output sizes.
  case nextRates, previousRates
  case paths
  case centre
}

extension StackCommand {
  /// The rows of the keymap that only the Stack view has.
  static let bindings: [Binding] = [
    row(["a"], .insert, "add", "add a copy of the layer after it", .change),
    row(["e", .delete], .remove, "remove", "remove the layer", .change),
    row(["{"], .raise, "up", "move the layer up", .change),
    row(["}"], .lower, "down", "move the layer down", .change),
    row(["r"], .moreRate, "rate", "larger rate, the output keeps its size", .change),
    row(["R"], .lessRate, "rate", "smaller rate", .change),
    row(["t"], .nextRates, "rates", "next rates for the whole stack: 1 1 1, 2 2 2 …", .change),
    row(["T"], .previousRates, "rates", "previous", .change),
    row(["n"], .paths, "paths", "number of paths from each input position", .look),
    row(["z"], .centre, "centre", "the element in the middle of the map", .step),
  ]

  private static func row(
    _ keys: [Key], _ command: StackCommand, _ label: String, _ help: String, _ group: Binding.Group
  ) -> Binding {
    Binding(keys, .stack(command), label, help, group, in: [.stack])
  }
}
