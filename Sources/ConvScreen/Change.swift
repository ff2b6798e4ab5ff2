import ConvCore

/// What one change did, for the status line.
struct Change {
  let text: String

  /// Where none of the figures differs.
  static let nothing = "size, field, parameters and MACs stay"

  init(from before: Report.Line, to after: Report.Line) {
    let effects = Change.effects(from: before, to: after)
    let cause = Change.cause(from: before.layer, to: after.layer)
    text = "\(cause): \(effects.isEmpty ? Change.nothing : effects)"
  }

  /// The settings that differ, or both operators.
  private static func cause(from before: Layer, to after: Layer) -> String {
    let (old, new) = (before.operation, after.operation)
    guard type(of: old) == type(of: new) else {
      return "\(old.notation(short: true)) → \(new.notation(short: true))"
    }
    let differences = zip(old.settingValues, new.settingValues).filter { $0.value != $1.value }
      .map { "\(settingName($0.name)) \($0.value) → \($1.value)" }
    // The title has them all, and the effects would not fit beside many.
    guard differences.count <= 3 else { return "\(differences.count) settings" }
    return differences.isEmpty ? new.notation(short: true) : differences.joined(separator: ", ")
  }

  /// The figures that differ.
  private static func effects(from before: Report.Line, to after: Report.Line) -> String {
    var effects: [String] = []
    func compare(_ name: String, _ old: String?, _ new: String?) {
      guard let old, let new, old != new else { return }
      effects.append("\(name) \(old) → \(new)")
    }
    compare("output", "\(before.reading.output)", "\(after.reading.output)")
    compare("field", before.field?.size, after.field?.size)
    compare("parameters", grouped(before.cost.parameters), grouped(after.cost.parameters))
    compare("MACs", grouped(before.cost.macs), grouped(after.cost.macs))
    return effects.joined(separator: ", ")
  }
}

extension ReceptiveField {
  /// `5` or `5×3`.
  var size: String { Pair(rows.size, columns.size).description }
}

/// A setting's name as the screen says it.
func settingName(_ name: String) -> String {
  switch name {
  case "in_channels": "in"
  case "out_channels": "out"
  case "kernel_size": "kernel"
  case "output_size": "size"
  case "norm_type": "norm"
  case "padding_mode": "mode"
  case "count_include_pad": "include pad"
  case "divisor_override": "divisor"
  case "ceil_mode": "ceil"
  case "output_padding": "output padding"
  case "return_indices": "indices"
  default: name
  }
}
