/// What stands at a place of an input axis, as the window slides over it.
public enum PlaceKind: Hashable, Sendable {
  case element(Int)
  /// Padding that repeats an element.
  case repeated(Int)
  /// Padding with the operator's own value.
  case padding
  /// A zero that a transposed convolution's stride puts between two elements.
  case inserted
  /// Past the padded edge, where a window in ceil mode may reach but nothing is read.
  case outside
}

extension AxisReading {
  /// All places that a window slides over, padding included.
  ///
  /// For a transposed convolution these are the input's elements, s apart, with zeros between and around
  /// them: the window that slides over them step by step is the adjoint's (Dumoulin & Visin,
  /// arXiv:1603.07285, section 4.5).
  public var places: Range<Int> {
    switch rule {
    case .bins:
      return 0..<input
    case .window(let axis, _):
      let end = (output - 1) * axis.stride - axis.paddingBefore + axis.extent
      return min(-axis.paddingBefore, 0)..<max(input + max(axis.paddingAfter, 0), end)
    case .transposed(let axis):
      let first = axis.paddingBefore - axis.extent + 1
      let end = output + axis.paddingBefore
      return min(first, 0)..<max(end, (input - 1) * axis.stride + 1)
    }
  }

  /// What stands at one of `places`, counted from the first input element.
  public func kind(of place: Int) -> PlaceKind {
    switch rule {
    case .bins:
      return .element(place)
    case .window(let axis, let mode):
      if (0..<input).contains(place) { return .element(place) }
      guard place < input + axis.paddingAfter else { return .outside }
      return mode.repeated(place, in: input).map { .repeated($0) } ?? .padding
    case .transposed(let axis):
      guard place >= 0, place <= (input - 1) * axis.stride else { return .padding }
      let (element, gap) = place.quotientAndRemainder(dividingBy: axis.stride)
      return gap == 0 ? .element(element) : .inserted
    }
  }

  /// The kernel's length, or the longest bin's.
  public var kernelLength: Int {
    switch rule {
    case .window(let axis, _), .transposed(let axis): axis.kernel
    case .bins: (0..<output).lazy.map { bin(at: $0).count }.max() ?? 0
    }
  }

  /// The place of an input element.
  public func place(of element: Int) -> Int {
    if case .transposed(let axis) = rule { element * axis.stride } else { element }
  }

  /// The places from the window's first tap to its last.
  public func span(at position: Int) -> Span {
    switch rule {
    case .bins:
      return Span(places: bin(at: position), dilation: 1, isReversed: false)
    case .window(let axis, _):
      let start = position * axis.stride - axis.paddingBefore
      return Span(
        places: start..<start + axis.extent, dilation: axis.dilation, isReversed: false)
    case .transposed(let axis):
      let end = position + axis.paddingBefore + 1
      return Span(places: end - axis.extent..<end, dilation: axis.dilation, isReversed: true)
    }
  }

  /// The input elements that a tap meets over all outputs, ascending.
  public func elements(metBy tap: Int) -> [Int] {
    switch rule {
    case .bins:
      return (0..<output).compactMap { bin(at: $0).dropFirst(tap).first }
    case .window, .transposed:
      return (0..<output).compactMap { position in
        taps(at: position).first { $0.kernel == tap }?.element
      }.sorted()
    }
  }

  /// For each input element the first output that reads it; nil where none does.
  public var firstReaders: [Int?] {
    var readers = [Int?](repeating: nil, count: input)
    for position in (0..<output).reversed() {
      for tap in taps(at: position) {
        if let element = tap.element { readers[element] = position }
      }
    }
    return readers
  }
}
