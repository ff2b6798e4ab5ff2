import ConvCore

extension Setup {
  /// What another setup has of other numbers, input or parameters, under the same layers; nil where
  /// nothing, or more than this, differs.
  func valueChange(to next: Setup) -> String? {
    guard layer == next.layer, strata.notation == next.strata.notation else { return nil }
    if input != next.input {
      let only = Setup.onlyDifference(input, next.input)
      return only.map { "input[\($0.1), \($0.2), \($0.3)] \($0.change)" }
        ?? "input \(next.inputName), \(next.input.shape)"
    }
    let (stratum, other) = (strata[layer], next.strata[layer])
    guard stratum.weights != other.weights else { return nil }
    let (old, new) = (stratum.layer.parameters, other.layer.parameters)
    if old.bias == new.bias, let (weight, changed) = both(old.weight, new.weight),
      let only = Setup.onlyDifference(weight, changed)
    {
      return "weight[\(only.0), \(only.1), \(only.2), \(only.3)] \(only.change)"
    }
    if old.weight == new.weight, let (bias, changed) = both(old.bias, new.bias) {
      let places = zip(bias, changed).enumerated().filter { $1.0 != $1.1 }
      if places.count == 1 {
        let (place, values) = places[0]
        return "bias[\(place)] \(Setup.change(values.0, values.1))"
      }
    }
    let operation = stratum.operation
    return "weights \(stratum.weights.name(for: operation)) → \(other.weights.name(for: operation))"
  }

  private func both<Value>(_ old: Value?, _ new: Value?) -> (Value, Value)? {
    if let old, let new { (old, new) } else { nil }
  }

  /// The place and the change of the one element that differs; nil where none or several do.
  private static func onlyDifference(
    _ old: Tensor, _ new: Tensor
  ) -> (Int, Int, Int, Int, change: String)? {
    let shape = old.shape
    guard shape == new.shape else { return nil }
    var places: [Int] = []
    for place in old.elements.indices where old.elements[place] != new.elements[place] {
      places.append(place)
      if places.count > 1 { return nil }
    }
    guard let place = places.first else { return nil }
    let (row, column) = place.quotientAndRemainder(dividingBy: shape.width)
    let (plane, y) = row.quotientAndRemainder(dividingBy: shape.height)
    return (
      plane / shape.channels, plane % shape.channels, y, column,
      change: change(old.elements[place], new.elements[place])
    )
  }

  private static func change(_ old: Float, _ new: Float) -> String {
    "\(NumberFormat.exact(old)) → \(NumberFormat.exact(new))"
  }
}
