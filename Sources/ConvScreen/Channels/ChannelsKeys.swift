extension Keymap {
  /// The views in which the keys of stages and channels have their usual meaning.
  static let besidesChannels = Set(View.allCases).subtracting([.channels])

  /// What these keys mean in the Channels view.
  static let channelsBindings: [Binding] = [
    Binding([.pageDown], .nextChannel, "map", "next output map", .step, in: [.channels]),
    Binding([.pageUp], .previousChannel, "map", "previous output map", .step, in: [.channels]),
    Binding(
      ["."], .nextTap, "stage", "one stage forward: the element grows", .step, in: [.channels]),
    Binding([","], .previousTap, "stage", "one stage back", .step, in: [.channels]),
    Binding(
      [.tab, .backTab], .focusNext, "cost", "maps or bill, where one hides the other", .look,
      in: [.channels]),
    Binding(
      ["c"], .nextInputChannel, "channel", "next input channel of the map", .look,
      in: [.channels]),
    Binding(["C"], .previousInputChannel, "channel", "the previous", .look, in: [.channels]),
  ]
}
