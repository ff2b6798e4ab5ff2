import ConvCore

/// The inputs of a stack's layers as far as they are computed: what did not change is not computed
/// again.
struct Activations: Sendable {
  private var source: Tensor?
  /// The layers that the inputs have gone through.
  private var strata: [Stratum] = []
  /// The input of each layer, by the layer's place; far ones are forgotten where they are large.
  private var inputs: [Int: Tensor] = [:]

  /// Elements that are kept at most, beside those that a stage holds anyway: 256 MiB.
  var most = 64 << 20

  /// The input of a setup's layer; the layers before it are computed where they are new.
  ///
  /// Refused when an output exceeds the limit.
  mutating func input(
    of layer: Int, in setup: Setup, limit: MemoryLimit
  ) throws(Refusal) -> Tensor {
    keepShared(with: setup)
    var place = inputs.keys.filter { $0 <= layer }.max() ?? 0
    var tensor = inputs[place] ?? setup.input
    while place < layer {
      tensor = try setup.strata[place].layer.output(for: tensor, limit: limit)
      place += 1
      store(tensor, of: place, in: setup)
      forget(around: place)
    }
    return tensor
  }

  /// The last layer up to `layer` whose input is known, and that of the layer before it.
  mutating func lastKnown(upTo layer: Int, in setup: Setup) -> Int {
    keepShared(with: setup)
    return inputs.keys.filter { $0 <= layer && ($0 == 1 || inputs[$0 - 1] != nil) }.max() ?? 0
  }

  /// The output of a setup's layer, where it is known.
  mutating func output(of layer: Int, in setup: Setup) -> Tensor? {
    keepShared(with: setup)
    return inputs[layer + 1]
  }

  /// Takes what a stage of a setup holds: the inputs of the layer and of the one before, and the
  /// layer's output once it is whole.
  mutating func take(_ stage: Stage, of setup: Setup) {
    keepShared(with: setup)
    if let before = stage.before { store(before.input, of: setup.layer - 1, in: setup) }
    store(stage.trace.input, of: setup.layer, in: setup)
    if stage.isFilled { store(stage.output, of: setup.layer + 1, in: setup) }
    forget(around: setup.layer)
  }

  /// Forgets what does not hold in another setup.
  private mutating func keepShared(with setup: Setup) {
    if source != setup.input { (strata, inputs) = ([], [:]) }
    source = setup.input
    let shared = zip(strata, setup.strata).prefix { $0.computesAs($1) }.count
    strata = Array(strata.prefix(shared))
    inputs = inputs.filter { $0.key <= shared }
  }

  private mutating func store(_ tensor: Tensor, of place: Int, in setup: Setup) {
    guard place > 0 else { return }
    inputs[place] = tensor
    if strata.count < place { strata = Array(setup.strata.prefix(place)) }
  }

  /// Forgets the farthest inputs while there are too many elements; the next three are what a stage
  /// holds.
  private mutating func forget(around place: Int) {
    var elements = inputs.values.reduce(0) { $0 + $1.elements.count }
    let far = inputs.keys.sorted { abs($0 - place) > abs($1 - place) }
    for farthest in far.dropLast(3) where elements > most {
      elements -= inputs.removeValue(forKey: farthest)?.elements.count ?? 0
    }
  }

  /// The places whose inputs are known.
  var places: [Int] { inputs.keys.sorted() }
}

extension Stratum {
  /// Gives the same output for every input.
  func computesAs(_ other: Stratum) -> Bool {
    AnyHashable(operation) == AnyHashable(other.operation) && weights == other.weights
  }
}
