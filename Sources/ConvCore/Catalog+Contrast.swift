extension Catalog {
  /// The operator beside which this one shows best what it does: the dilated convolution beside the
  /// plain one, the average beside the maximum; nil when there is none that fits the input.
  public static func contrast(with operation: any Operator, for input: Shape) -> (any Operator)? {
    candidates(with: operation, for: input).first { (try? $0.reading(of: input)) != nil }
  }

  private static func candidates(
    with operation: any Operator, for input: Shape
  ) -> [any Operator] {
    switch operation {
    case let convolution as Convolution: return convolution.redilated
    case is MaxPooling, is LpPooling: return sharing(operation, AveragePooling.self, input)
    case is AveragePooling: return sharing(operation, MaxPooling.self, input)
    case is AdaptiveMaxPooling: return sharing(operation, AdaptiveAveragePooling.self, input)
    case is AdaptiveAveragePooling: return sharing(operation, AdaptiveMaxPooling.self, input)
    default: return []
    }
  }

  private static func sharing(
    _ operation: any Operator, _ type: any Operator.Type, _ input: Shape
  ) -> [any Operator] {
    (try? make(type, sharing: operation.sharedSettings, for: input)).map { [$0] } ?? []
  }
}

extension Convolution {
  /// Dilated by 2, or not at all when it is dilated; first with the padding that keeps the centres.
  fileprivate var redilated: [Convolution] {
    var other = self
    other.dilation = dilation == Pair(1) ? Pair(2) : Pair(1)
    guard case .pair(let padding) = padding else { return [other] }
    let shift = Pair(
      (other.dilation.rows - dilation.rows) * (kernel.rows - 1),
      (other.dilation.columns - dilation.columns) * (kernel.columns - 1))
    var centred = other
    centred.padding = .pair(
      Pair(padding.rows + shift.rows / 2, padding.columns + shift.columns / 2))
    let isCentred =
      shift.rows.isMultiple(of: 2) && shift.columns.isMultiple(of: 2)
      && padding.rows + shift.rows / 2 >= 0 && padding.columns + shift.columns / 2 >= 0
    return isCentred ? [centred, other] : [other]
  }
}
