import ConvCore

/// How far the two maps agree, everywhere and here.
struct CompareVerdict {
  private let model: Model
  private let contrast: Contrast
  private let comparison: Comparison

  init(_ model: Model, _ contrast: Contrast) {
    self.model = model
    self.contrast = contrast
    comparison = contrast.comparison
  }

  func draw(_ rect: Rect, into frame: inout Frame) {
    frame.write(everywhere, column: rect.column, row: rect.row, columns: rect.columns)
    frame.write(
      here(columns: rect.columns), column: rect.column, row: rect.row + 1, columns: rect.columns)
  }

  /// `equal at 256 of 256 positions where both respond, max |Δ| 0`.
  private var everywhere: Line {
    let shape = comparison.differences.shape
    guard contrast.isReady, model.stage.isFilled else {
      return Line("comparing …", .structure)
    }
    guard comparison.compared > 0, let largest = comparison.largest else {
      return Line("nowhere do both respond", .title)
    }
    let (first, second) = (contrast.first, contrast.second)
    let isEverywhere =
      comparison.compared == first.responding && comparison.compared == second.responding
      && comparison.compared == first.output.count && comparison.compared == second.output.count
    var line = Line("equal at ")
    line.add(grouped(comparison.equal), .title)
    line.add(" of ")
    line.add(grouped(comparison.compared), .title)
    line.add(shape.channels > 1 ? " elements of \(shape.channels) maps" : " positions")
    if !isEverywhere { line.add(" where both respond") }
    line.add(", max |Δ| ")
    line.add(NumberFormat.short(largest.difference), .title)
    if largest.difference != 0 {
      line.add(" at (\(largest.position.row), \(largest.position.column))", .structure)
    }
    if !isEverywhere {
      line.add("   A responds at \(share(first)), B at \(share(second))", .structure)
    }
    return line
  }

  private func share(_ side: Contrast.Side) -> String {
    side.responding == side.output.count
      ? "all \(grouped(side.output.count))"
      : "\(grouped(side.responding)) of \(grouped(side.output.count))"
  }

  /// The present pair: A − B, and what a pool leaves of its window.
  private func here(columns: Int) -> Line {
    let opened = model.opened
    guard let other = model.otherOpened else {
      return Line("here ", .structure)
        + Line("B has no element whose field has its middle where A's has", .structure)
    }
    let values =
      Line("A ", .accent) + Line(NumberFormat.short(opened.value)) + Line("   B ", .otherAccent)
      + Line(NumberFormat.short(other.value)) + Line("   ")
    var line =
      Line("A − B = ") + Line(NumberFormat.short(opened.value - other.value), .title)
    if let distance { line.add("   \(distance)", .structure) }
    if let spread = WindowSpread(opened.step), WindowSpread(other.step) != nil {
      line.add("   variance ", .structure)
      line.add(NumberFormat.short(spread.variance))
      line.add("   below the strongest ", .structure)
      line.add(NumberFormat.short(spread.strongest))
      line.add(": A ", .structure)
      line.add(NumberFormat.short(spread.strongest - opened.value))
      line.add(", B ", .structure)
      line.add(NumberFormat.short(spread.strongest - other.value))
    }
    let here = Line("here ", .structure)
    // The sums say the values too.
    return (here + values + line).width <= columns ? here + values + line : here + line
  }

  /// How far B looks beyond A, where the two do not look at the same middle.
  private var distance: String? {
    let rows = comparison.alignment.rows.offsets[model.setup.position.row]
    let columns = comparison.alignment.columns.offsets[model.setup.position.column]
    let words = [(rows, "down", "up"), (columns, "right", "left")].filter { $0.0 != 0 }
      .map { "\(NumberFormat.short(Float(abs($0.0)))) \($0.0 > 0 ? $0.1 : $0.2)" }
    return words.isEmpty ? nil : "B looks \(words.joined(separator: ", "))"
  }
}

/// What the elements under a pool's window are like.
struct WindowSpread: Hashable {
  let variance: Float
  let strongest: Float

  /// Nil for a window with weights, or without data.
  init?(_ step: Step) {
    switch step.reduction {
    case .maximum, .mean, .norm: break
    case .sum, .copy, .rectified: return nil
    }
    guard let strongest = step.data.max() else { return nil }
    variance = step.variance
    self.strongest = strongest
  }
}
