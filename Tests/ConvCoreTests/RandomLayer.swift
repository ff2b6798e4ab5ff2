import Testing

@testable import ConvCore

/// An operator of random settings with random parameters, and an input it can be applied to.
struct RandomLayer: CustomTestStringConvertible, Sendable {
  let layer: Layer
  let input: Tensor

  var operation: any Operator { layer.operation }

  func reading() throws -> Reading { try operation.reading(of: input.shape) }

  var testDescription: String { "\(operation.notation(short: true)) on \(input.shape)" }

  /// `count` of every operator of the catalog.
  static func ofEveryOperator(_ count: Int) -> [RandomLayer] {
    Catalog.names.flatMap { name in
      (0..<count).compactMap { RandomLayer(name, seed: $0) }
    }
  }

  /// Nil only when a hundred random settings fit no input.
  init?(_ name: String, seed: Int) {
    var random = Seeded(seed * 1000 + name.count)
    for _ in 0..<100 {
      let shape = Shape(
        batch: random.integer(1...2), channels: random.integer(1...2) * random.integer(1...2),
        height: random.integer(1...8), width: random.integer(1...8))
      guard let operation = random.operation(name, channels: shape.channels),
        (try? operation.reading(of: shape)) != nil
      else { continue }
      layer = Layer(
        name: "", operation: operation, parameters: random.parameters(operation.parameterShape))
      input = random.tensor(shape)
      return
    }
    return nil
  }
}

extension Seeded {
  mutating func chance(_ one: Int) -> Bool { integer(1...one) == 1 }

  mutating func pair(_ range: ClosedRange<Int>) -> Pair {
    chance(2) ? Pair(integer(range)) : Pair(integer(range), integer(range))
  }

  mutating func sides(_ range: ClosedRange<Int>) -> Sides {
    Sides(
      left: integer(range), right: integer(range), top: integer(range), bottom: integer(range))
  }

  mutating func padding(_ range: ClosedRange<Int>) -> Padding {
    switch integer(0...5) {
    case 0: .sides(sides(range))
    case 1: chance(2) ? .sameUpper : .sameLower
    case 2: .none
    default: .pair(pair(range))
    }
  }

  mutating func parameters(_ shape: ParameterShape?) -> Parameters {
    guard let shape else { return .none }
    return Parameters(
      weight: tensor(shape.weight),
      bias: shape.bias.map { count in
        (0..<count).map { _ in Float.random(in: -1...1, using: &self) }
      })
  }

  /// An operator of the catalog with random settings, nil when they contradict each other.
  mutating func operation(_ name: String, channels: Int) -> (any Operator)? {
    let operation: any Operator
    switch name {
    case Convolution.name: operation = convolution(channels: channels)
    case TransposedConvolution.name: operation = transposedConvolution(channels: channels)
    case MaxPooling.name:
      var pool = MaxPooling()
      pool.kernel = pair(1...4)
      pool.stride = chance(3) ? nil : pair(1...4)
      pool.padding = padding(0...1)
      pool.dilation = chance(2) ? Pair(1) : pair(1...3)
      pool.returnsIndices = chance(3)
      pool.ceil = chance(2)
      operation = pool
    case AveragePooling.name:
      var pool = AveragePooling()
      pool.kernel = pair(1...4)
      pool.stride = chance(3) ? nil : pair(1...4)
      pool.padding = padding(0...1)
      pool.ceil = chance(2)
      pool.countsPadding = chance(2)
      pool.divisor = chance(4) ? [-3, 1, 2, 7][integer(0...3)] : nil
      operation = pool
    case LpPooling.name:
      var pool = LpPooling()
      pool.power = [1, 2, 4, 2.5, -2, .infinity, -.infinity][integer(0...6)]
      pool.kernel = pair(1...4)
      pool.stride = chance(3) ? nil : pair(1...4)
      pool.ceil = chance(2)
      operation = pool
    case AdaptiveAveragePooling.name:
      var pool = AdaptiveAveragePooling()
      pool.size = adaptiveSize()
      operation = pool
    case AdaptiveMaxPooling.name:
      var pool = AdaptiveMaxPooling()
      pool.size = adaptiveSize()
      pool.returnsIndices = chance(3)
      operation = pool
    case ZeroPadding.name:
      var layer = ZeroPadding()
      layer.padding = sides(-2...3)
      operation = layer
    case ConstantPadding.name:
      var layer = ConstantPadding()
      layer.padding = sides(-2...3)
      layer.value = [0, -1.5, 3, 1e30, .infinity, 0.1, 1_234_567][integer(0...6)]
      operation = layer
    case ReflectionPadding.name:
      var layer = ReflectionPadding()
      layer.padding = sides(-2...3)
      operation = layer
    case ReplicationPadding.name:
      var layer = ReplicationPadding()
      layer.padding = sides(-2...3)
      operation = layer
    case CircularPadding.name:
      var layer = CircularPadding()
      layer.padding = sides(-2...3)
      operation = layer
    case Rectifier.name:
      var layer = Rectifier()
      layer.isInPlace = chance(2)
      operation = layer
    case Identity.name: operation = Identity()
    default: return nil
    }
    return (try? operation.check()) == nil ? nil : operation
  }

  private mutating func adaptiveSize() -> AdaptiveSize {
    AdaptiveSize(
      rows: chance(4) ? nil : integer(0...9), columns: chance(4) ? nil : integer(1...9))
  }

  private mutating func convolution(channels: Int) -> Convolution {
    var convolution = Convolution()
    convolution.inputChannels = channels
    convolution.groups = chance(2) ? 1 : chance(2) ? channels : max(channels / 2, 1)
    convolution.outputChannels = convolution.groups * integer(1...3)
    convolution.kernel = pair(1...4)
    convolution.stride = chance(2) ? Pair(1) : pair(1...4)
    convolution.padding = padding(0...3)
    if convolution.stride == Pair(1), chance(3) { convolution.padding = .same }
    convolution.dilation = chance(2) ? Pair(1) : pair(1...3)
    convolution.hasBias = chance(2)
    convolution.paddingMode = PaddingMode.allCases[integer(0...3)]
    return convolution
  }

  private mutating func transposedConvolution(channels: Int) -> TransposedConvolution {
    var convolution = TransposedConvolution()
    convolution.inputChannels = channels
    convolution.groups = chance(2) ? 1 : channels
    convolution.outputChannels = convolution.groups * integer(1...2)
    convolution.kernel = pair(1...4)
    convolution.stride = pair(1...3)
    convolution.padding = chance(2) ? Pair(0) : pair(0...2)
    convolution.outputPadding = chance(2) ? Pair(0) : pair(0...2)
    convolution.dilation = chance(2) ? Pair(1) : pair(1...3)
    convolution.hasBias = chance(2)
    return convolution
  }
}
