import ConvCore

/// A PyTorch program that computes the element one stands on, and prints it.
public struct PyTorchCode: Hashable, Sendable {
  public let lines: [String]
  /// The tensors too large to be written out, which the program loads from its .npz file.
  public let arrays: [String: NumericArray]

  public var text: String { lines.joined(separator: "\n") + "\n" }

  /// The most elements of a tensor that is written out.
  static let longestLiteral = 128

  /// The layers up to the one that is stepped; `file` names the .npz file beside the program.
  init(_ model: Model, file: String) {
    var writer = PyTorchWriter()
    let setup = model.setup
    let position = setup.position
    let layers = setup.strata.prefix(setup.layer + 1).map(\.layer)
    writer.tensor("x", setup.input.elements, setup.input.shape.lengths, named: "input")
    var shape = setup.input.shape
    for (index, layer) in layers.enumerated() {
      // The stage would not be there if a layer could not follow.
      guard let reading = try? layer.operation.reading(of: shape) else { break }
      writer.apply(layer, name: layers.count == 1 ? "layer" : "layer\(index)", reading: reading)
      shape = reading.output
    }
    let place = "\(position.channel), \(position.row), \(position.column)"
    let value = PyTorchWriter.number(model.step.value)
    // A value that is to be guessed is not given away.
    writer.lines += ["", "print(x[0, \(place)].item())\(model.hidesValue ? "" : "  # \(value)")"]
    let title =
      "# \(setup.inputName.onOneLine): out[\(place)] = \(model.hidesValue ? "?" : value)"
    lines = [title] + writer.header(file: file) + writer.lines
    arrays = writer.arrays
  }
}

extension String {
  /// With a blank for every control character, the line ends among them: a comment stays one.
  fileprivate var onOneLine: String {
    let scalars = unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: " "
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}

/// Writes the lines of a PyTorch program.
private struct PyTorchWriter {
  var lines: [String] = []
  var arrays: [String: NumericArray] = [:]

  func header(file: String) -> [String] {
    let isLoading = !arrays.isEmpty
    let path = "Path(__file__).with_name(\(file.jsonQuoted))"
    let usesFunctions = lines.contains { $0.contains("F.") }
    return (isLoading ? ["from pathlib import Path", "", "import numpy"] : [])
      + ["import torch", "from torch import nn"]
      + (usesFunctions ? ["from torch.nn import functional as F"] : [])
      + (isLoading ? ["", "arrays = numpy.load(\(path))"] : [])
      + [""]
  }

  /// Assigns a tensor: written out, or loaded under its name when it is large.
  mutating func tensor(_ variable: String, _ elements: [Float], _ lengths: [Int], named: String) {
    lines += assignment("\(variable) = ", elements, lengths, named: named, end: "")
  }

  private mutating func assignment(
    _ start: String, _ elements: [Float], _ lengths: [Int], named: String, end: String
  ) -> [String] {
    guard elements.count <= PyTorchCode.longestLiteral else {
      arrays[named] = NumericArray(lengths: lengths, elements: elements)
      return ["\(start)torch.from_numpy(arrays[\(named.jsonQuoted)])\(end)"]
    }
    let shape = lengths.map(String.init).joined(separator: ", ")
    let reshaped = lengths.count == 1 ? "" : ".reshape(\(shape))"
    return ["\(start)torch.tensor(["]
      + PyTorchWriter.rows(elements, of: lengths.last ?? 1)
      + ["], dtype=torch.float32)\(reshaped)\(end)"]
  }

  /// A line for every row of numbers, or several where a row is long.
  private static func rows(_ elements: [Float], of width: Int) -> [String] {
    stride(from: 0, to: elements.count, by: max(width, 1)).flatMap { start in
      var rows: [String] = []
      for element in elements[start..<min(start + width, elements.count)] {
        let word = "\(number(element)),"
        if let last = rows.last, last.count + 1 + word.count <= 78 {
          rows[rows.count - 1] = "\(last) \(word)"
        } else {
          rows.append("    \(word)")
        }
      }
      return rows
    }
  }

  /// A number as Python writes it, exact for Float32.
  static func number(_ value: Float) -> String {
    if value.isNaN { return "float(\"nan\")" }
    if value.isInfinite { return "float(\"\(value < 0 ? "-" : "")inf\")" }
    let isWhole = value == value.rounded() && value.magnitude < 1e6
    return isWhole && !(value == 0 && value.sign == .minus) ? "\(Int(value))" : "\(value)"
  }
}

// MARK: Layers

extension PyTorchWriter {
  /// Applies a layer to `x`; what only convscope's notation can say is written out.
  mutating func apply(_ layer: Layer, name: String, reading: Reading) {
    lines.append("")
    switch layer.operation {
    case let pooling as AveragePooling where !pooling.padding.isPyTorch:
      average(pooling, reading: reading)
    case let pooling as MaxPooling where !pooling.padding.isPyTorch:
      lines.append("x = nn.ConstantPad2d(\(reading.padding), float(\"-inf\"))(x)")
      var plain = pooling
      (plain.padding, plain.ceil, plain.returnsIndices) = (.none, false, false)
      call(plain, layer, name)
    case let pooling as MaxPooling:
      var plain = pooling
      plain.returnsIndices = false
      call(plain, layer, name)
    case let pooling as AdaptiveMaxPooling:
      var plain = pooling
      plain.returnsIndices = false
      call(plain, layer, name)
    case let convolution as Convolution where !convolution.padding.isPyTorchsConvolution:
      lines.append("x = nn.\(convolution.paddingMode.layer)(\(reading.declaredPadding))(x)")
      var plain = convolution
      (plain.padding, plain.paddingMode) = (.none, .zeros)
      call(plain, layer, name)
    default: call(layer.operation, layer, name)
    }
  }

  private mutating func call(_ operation: any Operator, _ layer: Layer, _ name: String) {
    lines.append("\(name) = \(operation.notation(short: true))")
    if let weight = layer.parameters.weight {
      lines += assignment(
        "\(name).weight.data = ", weight.elements, weight.shape.lengths,
        named: layer.key("weight"), end: "")
    }
    if let bias = layer.parameters.bias {
      lines +=
        bias.allSatisfy { $0 == 0 }
        ? ["\(name).bias.data.zero_()"]
        : assignment(
          "\(name).bias.data = ", bias, [bias.count], named: layer.key("bias"), end: "")
    }
    lines.append("x = \(name)(x)")
  }

  /// Averages under padding that PyTorch does not have: the sum of what counts over its number.
  private mutating func average(_ pooling: AveragePooling, reading: Reading) {
    let window = "\(pooling.kernel.python), \((pooling.stride ?? pooling.kernel).python)"
    let padded = "F.pad(x, \(reading.padding))"
    if let divisor = pooling.divisor {
      lines.append("x = F.avg_pool2d(\(padded), \(window), divisor_override=\(divisor))")
      return
    }
    let fill = pooling.countsPadding ? "1.0" : "0.0"
    lines += [
      "# What counts in the divisor: 1 where an element does, else 0.",
      "ones = F.pad(torch.ones_like(x), \(reading.declaredPadding), value=\(fill))",
      "ones = F.pad(ones, \(reading.paddingBehind))",
      "x = F.avg_pool2d(\(padded), \(window)) / F.avg_pool2d(ones, \(window))",
    ]
  }
}

extension Padding {
  /// A pool of PyTorch's has this padding.
  fileprivate var isPyTorch: Bool {
    switch self {
    case .pair: true
    case .sides, .same, .sameUpper, .sameLower: false
    }
  }

  /// A convolution of PyTorch's has this padding.
  fileprivate var isPyTorchsConvolution: Bool { isPyTorch || self == .same }
}

extension PaddingMode {
  /// The padding layer of this mode.
  fileprivate var layer: String {
    switch self {
    case .zeros: "ZeroPad2d"
    case .reflect: "ReflectionPad2d"
    case .replicate: "ReplicationPad2d"
    case .circular: "CircularPad2d"
    }
  }
}

extension Pair {
  /// As a tuple.
  fileprivate var python: String { "(\(rows), \(columns))" }
}

extension Reading {
  /// (left, right, top, bottom), so that whole windows cover the input to the last one's end.
  fileprivate var padding: String {
    sides { ($0.paddingBefore, $0.paddingAfter + $1) }
  }

  /// (left, right, top, bottom) as the layer has it.
  fileprivate var declaredPadding: String {
    sides { axis, _ in (axis.paddingBefore, axis.paddingAfter) }
  }

  /// What the last window reads behind the padding, or with a minus what no window reads.
  fileprivate var paddingBehind: String { sides { (0, $1) } }

  private func sides(_ length: (Axis, _ behind: Int) -> (Int, Int)) -> String {
    guard let window else { return "(0, 0, 0, 0)" }
    func behind(_ axis: Axis, _ reading: AxisReading) -> Int {
      (reading.output - 1) * axis.stride + axis.extent
        - (reading.input + axis.paddingBefore + axis.paddingAfter)
    }
    let (left, right) = length(window.columns, behind(window.columns, columns))
    let (top, bottom) = length(window.rows, behind(window.rows, rows))
    return "(\(left), \(right), \(top), \(bottom))"
  }
}
