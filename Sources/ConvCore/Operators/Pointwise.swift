/// An operator that reads each element where it stands: input and output are (N, C, H, W).
protocol Pointwise: Operator {
  static var reduction: Reduction { get }
}

extension Pointwise {
  public func reading(of input: Shape) throws(Refusal) -> Reading {
    let axis = AxisReading.Rule.window(Axis(kernel: 1), .zeros)
    return Reading(
      input: input, outputChannels: input.channels,
      rows: AxisReading(rule: axis, input: input.height, output: input.height),
      columns: AxisReading(rule: axis, input: input.width, output: input.width))
  }

  public func reduction(
    rows: [AxisTap], columns: [AxisTap], outputChannel: Int, parameters: Parameters
  ) -> Reduction { Self.reduction }

  public func fill(
    _ output: inout Tensor, rows: Range<Int>, from input: Tensor, parameters: Parameters,
    reading: Reading
  ) {
    let width = output.shape.width
    for plane in 0..<output.shape.batch * output.shape.channels {
      let start = plane * output.shape.plane
      for index in start + rows.lowerBound * width..<start + rows.upperBound * width {
        let element = input.elements[index]
        output.elements[index] = Self.reduction == .rectified && element < 0 ? 0 : element
      }
    }
  }
}

/// Cuts negative elements to 0 (PyTorch's `ReLU`; −0 and NaN stay).
public struct Rectifier: Pointwise {
  public static let name = "ReLU"
  static let reduction = Reduction.rectified
  public var isInPlace = false
  public init() {}
  public static let settings: [Setting<Rectifier>] = [
    Setting("inplace", \.isInPlace, standard: false)
  ]
}

/// Hands its input on.
public struct Identity: Pointwise {
  public static let name = "Identity"
  static let reduction = Reduction.copy
  public init() {}
  public static let settings: [Setting<Identity>] = []
}
