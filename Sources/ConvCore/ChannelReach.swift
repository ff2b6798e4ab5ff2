extension Network {
  /// The input channels from which some path of taps leads to an output channel, ascending.
  public func inputChannels(reaching outputChannel: Int) -> [Int] {
    var reaching: Set<Int> = [outputChannel]
    for layer in layers.reversed() {
      var before: Set<Int> = []
      for range in Set(reaching.map(layer.operation.inputChannels(of:))) {
        before.formUnion(range)
      }
      reaching = before
    }
    return reaching.sorted()
  }
}
