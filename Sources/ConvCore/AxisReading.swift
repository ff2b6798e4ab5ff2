/// How the elements of one output axis read one input axis.
///
/// Every operator here is separable: the taps of an output element are all pairs of its row taps and
/// its column taps.
public struct AxisReading: Hashable, Sendable {
  public enum Rule: Hashable, Sendable {
    /// Output o reads the places o·s − p + t·d; places past the padded end are not read.
    case window(Axis, PaddingMode)
    /// Adaptive bins: output o reads ⌊o·n / m⌋ up to, not including, ⌈(o + 1)·n / m⌉.
    case bins
    /// Output o is hit by input i through tap t when i·s − p + t·d = o.
    case transposed(Axis)
  }

  public let rule: Rule
  /// Input elements, padding not counted.
  public let input: Int
  public let output: Int

  /// The taps of one output element, in the kernel's order.
  public func taps(at position: Int) -> [AxisTap] {
    switch rule {
    case .window(let axis, let mode):
      let start = position * axis.stride - axis.paddingBefore
      return (0..<axis.kernel).compactMap { tap in
        let place = start + tap * axis.dilation
        guard place < input + axis.paddingAfter else { return nil }
        return AxisTap(kernel: tap, place: place, source: source(of: place, axis, mode))
      }
    case .bins:
      return bin(at: position).enumerated().map {
        AxisTap(kernel: $0.offset, place: $0.element, source: .element($0.element))
      }
    case .transposed(let axis):
      return (0..<axis.kernel).compactMap { tap in
        let (place, gap) = (position + axis.paddingBefore - tap * axis.dilation)
          .quotientAndRemainder(dividingBy: axis.stride)
        guard gap == 0, (0..<input).contains(place) else { return nil }
        return AxisTap(kernel: tap, place: place, source: .element(place))
      }
    }
  }

  private func source(of place: Int, _ axis: Axis, _ mode: PaddingMode) -> AxisTap.Source {
    if (0..<input).contains(place) { return .element(place) }
    guard mode == .circular else {
      return mode.repeated(place, in: input).map { .repeated($0) } ?? .padding
    }
    // What negative padding cuts off does not come round again.
    let first = max(-axis.paddingBefore, 0)
    let count = input - first - max(-axis.paddingAfter, 0)
    return mode.repeated(place - first, in: count).map { .repeated($0 + first) } ?? .padding
  }

  /// The elements an adaptive bin covers (PyTorch's AdaptiveAvgPool2d).
  public func bin(at position: Int) -> Range<Int> {
    let start = position * input / output
    return start..<((position + 1) * input + output - 1) / output
  }

  /// The output elements that read an input element, ascending.
  public func readers(of element: Int) -> [Int] {
    switch rule {
    case .window(let axis, .zeros):
      return (0..<axis.kernel).compactMap { tap in
        let (position, rest) = (element + axis.paddingBefore - tap * axis.dilation)
          .quotientAndRemainder(dividingBy: axis.stride)
        return rest == 0 && (0..<output).contains(position) ? position : nil
      }.sorted()
    case .transposed(let axis):
      return (0..<axis.kernel).map {
        element * axis.stride - axis.paddingBefore + $0 * axis.dilation
      }.filter { (0..<output).contains($0) }
    case .window, .bins:
      return (0..<output).filter { position in
        taps(at: position).contains { $0.element == element }
      }
    }
  }
}

/// One place of an axis that an output element reads.
public struct AxisTap: Hashable, Sendable {
  public enum Source: Hashable, Sendable {
    case element(Int)
    /// Padding that repeats an element.
    case repeated(Int)
    /// Padding with the operator's own value.
    case padding
  }

  /// The tap's index in the kernel.
  public let kernel: Int
  /// The place, counted from the first input element; in the padding below 0 or past the end.
  public let place: Int
  public let source: Source

  /// The input element whose value is read.
  public var element: Int? {
    switch source {
    case .element(let element), .repeated(let element): element
    case .padding: nil
    }
  }

  public var isPadding: Bool {
    if case .element = source { false } else { true }
  }
}
