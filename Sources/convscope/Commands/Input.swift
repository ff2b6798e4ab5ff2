import ArgumentParser
import ConvCore
import ConvFiles
import ConvScreen

/// Layers, input and parameters, as the command line names them.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A .npy, a tensor of an .npz or .safetensors (file:name), a picture, sample:NAME, or "
        + "shape:C,H,W of whole numbers.",
      valueName: "source"),
    completion: .file())
  var input: String?

  @Flag(help: "Turn a colour picture gray.")
  var gray = false

  @Option(
    help: ArgumentHelp("Resize the picture.", valueName: "COLSxROWS"))
  var resize: String?

  @Option(
    help: ArgumentHelp("Cut a part out of the picture.", valueName: "X,Y,COLSxROWS"))
  var crop: String?

  @Option(
    help: ArgumentHelp("The weight of a single layer: any array.", valueName: "source"),
    completion: .file())
  var weight: String?

  @Option(
    help: ArgumentHelp("The bias of a single layer: any array.", valueName: "source"),
    completion: .file())
  var bias: String?

  @Option(
    help: ArgumentHelp(
      "An .npz or .safetensors with PyTorch's state_dict names.", valueName: "file"),
    completion: .file(extensions: ["npz", "safetensors"]))
  var parameters: String?

  @Option(
    help: ArgumentHelp("A named kernel in every slice of the filters.", valueName: "name"),
    completion: .list(NamedKernel.all.map(\.name)))
  var kernel: String?

  @Option(
    help: ArgumentHelp(
      "The most memory one tensor may take, such as 512M or 8G.", valueName: "size"))
  var memoryLimit: String?
}

extension SourceOptions {
  func limit() throws(Refusal) -> MemoryLimit {
    guard let memoryLimit else { return .standard }
    let units: [Character: Int] = ["K": 10, "M": 20, "G": 30, "T": 40]
    let text = memoryLimit.uppercased().filter { $0 != "B" && $0 != "I" }
    let shift = text.last.flatMap { units[$0] } ?? 0
    let digits = shift > 0 ? String(text.dropLast()) : text
    guard let number = Int(digits), number > 0, number < 1 << (42 - shift) else {
      throw Refusal("--memory-limit \(memoryLimit) is not a size from 1 to 4T, such as 512M or 8G")
    }
    return MemoryLimit(bytes: number << shift)
  }

  /// The input as a batch, its name, and whether it had a batch axis.
  func tensor(_ source: String) throws(Refusal) -> (tensor: Tensor, hasBatchAxis: Bool) {
    let limit = try limit()
    var tensor: Tensor
    var hasBatchAxis = false
    if source.hasPrefix("sample:") {
      tensor = try Sample.named(String(source.dropFirst(7))).tensor()
    } else if source.hasPrefix("shape:") {
      let lengths = SourceOptions.numbers(String(source.dropFirst(6)), count: 3)
      guard lengths.count == 3, lengths.allSatisfy({ $0 > 0 }) else {
        throw Refusal("\(source) is not shape:C,H,W, such as shape:3,224,224")
      }
      let shape = Shape(channels: lengths[0], height: lengths[1], width: lengths[2])
      try limit.admit(shape.checkedCount, as: "an input of \(shape)")
      tensor = .wholeNumbers(shape)
    } else {
      let array = try array(source, limit: limit)
      hasBatchAxis = array.hasBatchAxis
      tensor = try Tensor(image: array, named: source)
    }
    if let crop {
      let numbers = SourceOptions.numbers(crop, count: 4)
      guard numbers.count == 4 else { throw Refusal("--crop \(crop) is not X,Y,COLSxROWS") }
      tensor = try tensor.cropped(
        x: numbers[0], y: numbers[1], columns: numbers[2], rows: numbers[3])
    }
    if let resize {
      let numbers = SourceOptions.numbers(resize, count: 2)
      guard numbers.count == 2 else { throw Refusal("--resize \(resize) is not COLSxROWS") }
      tensor = try tensor.resized(columns: numbers[0], rows: numbers[1], limit: limit)
    }
    return (gray ? tensor.gray() : tensor, hasBatchAxis)
  }

  private func array(_ source: String, limit: MemoryLimit) throws(Refusal) -> NumericArray {
    let file = SourceFile(source)
    return try file.array(from: try File.bytes(of: file.path, limit: limit), limit: limit)
  }

  /// Whole numbers between commas and x; nothing when there are not `count` of them.
  static func numbers(_ text: String, count: Int) -> [Int] {
    let numbers = text.split(omittingEmptySubsequences: false) { ",x×".contains($0) }
      .map { Int($0) }
    return numbers.count == count ? numbers.compactMap { $0 } : []
  }

  /// The network with every layer's parameters: the user's, a named kernel's, or whole numbers.
  func network(_ text: String) throws(Refusal) -> Network {
    var network = try layers(text)
    let limit = try limit()
    for index in network.layers.indices {
      network.layers[index].parameters = .integers(network.layers[index].operation.parameterShape)
    }
    if let kernel { try use(try NamedKernel.named(kernel), in: &network) }
    if let parameters { try read(parameters, into: &network, limit: limit) }
    if weight != nil || bias != nil { try readSingle(into: &network, limit: limit) }
    return network
  }

  /// The network without parameters; refused when these would not fit.
  func layers(_ text: String) throws(Refusal) -> Network {
    let network = try Notation.network(try SourceOptions.layersText(text))
    let limit = try limit()
    for layer in network.layers {
      if let shape = layer.operation.parameterShape { try limit.admit(shape) }
    }
    return network
  }

  /// A call, or what stands in the file of that name.
  static func layersText(_ text: String) throws(Refusal) -> String {
    guard !text.contains("("), !text.contains("\n") else { return text }
    guard !text.isEmpty else {
      throw Refusal("no layers are named: write a call such as nn.MaxPool2d(2), or a file of calls")
    }
    return String(decoding: try File.bytes(of: text, limit: .standard), as: UTF8.self)
  }

  private func use(_ kernel: NamedKernel, in network: inout Network) throws(Refusal) {
    var isUsed = false
    for index in network.layers.indices {
      let shape = network.layers[index].operation.parameterShape
      guard let parameters = Parameters.repeating(kernel.rows, in: shape) else { continue }
      network.layers[index].parameters = parameters
      isUsed = true
    }
    guard isUsed else {
      throw Refusal(
        "kernel \(kernel.name) is \(kernel.rows.count)×\(kernel.rows[0].count), "
          + "but no layer has a kernel of that size")
    }
  }

  private func readSingle(into network: inout Network, limit: MemoryLimit) throws(Refusal) {
    let layers = network.layers.indices.filter {
      network.layers[$0].operation.parameterShape != nil
    }
    guard layers.count == 1 else {
      throw Refusal(
        "--weight and --bias are for one layer with weights, but there are \(layers.count): "
          + "use --parameters")
    }
    var arrays: [String: NumericArray] = [:]
    if let weight { arrays["weight"] = try array(weight, limit: limit) }
    if let bias { arrays["bias"] = try array(bias, limit: limit) }
    try network.layers[layers[0]].take(arrays, named: { $0 })
  }

  private func read(
    _ path: String, into network: inout Network, limit: MemoryLimit
  ) throws(Refusal) {
    let file = SourceFile(path)
    let bytes = try File.bytes(of: file.path, limit: limit)
    let names = try file.names(in: bytes)
    for index in network.layers.indices {
      let layer = network.layers[index]
      guard let shape = layer.operation.parameterShape else { continue }
      var arrays: [String: NumericArray] = [:]
      for name in (["weight"] + (shape.bias == nil ? [] : ["bias"])).map(layer.key) {
        guard names.contains(name) else {
          throw Refusal(
            "\(path): has no '\(name)', it has "
              + names.sorted().prefix(12).joined(separator: ", "))
        }
        arrays[name] = try SourceFile("\(path):\(name)").array(from: bytes, limit: limit)
      }
      try network.layers[index].take(arrays, named: layer.key)
    }
  }
}

extension Layer {
  /// Takes the weight and bias that are there; refused when their shapes are not the layer's.
  fileprivate mutating func take(
    _ arrays: [String: NumericArray], named key: (String) -> String
  ) throws(Refusal) {
    guard let shape = operation.parameterShape else { return }
    if let weight = arrays[key("weight")] {
      guard weight.lengths == shape.weight.lengths else {
        throw Refusal(
          "\(key("weight")) has shape \(weight.lengths), but \(operation.notation(short: true)) "
            + "takes \(shape.weight.lengths): change the layer or the file")
      }
      parameters.weight = Tensor(shape: shape.weight, elements: weight.elements)
    }
    if let bias = arrays[key("bias")] {
      guard let count = shape.bias else {
        throw Refusal("\(operation.notation(short: true)) has bias=False, but a bias is given")
      }
      guard bias.lengths == [count] else {
        throw Refusal(
          "\(key("bias")) has shape \(bias.lengths), but \(operation.notation(short: true)) "
            + "takes [\(count)]: change the layer or the file")
      }
      parameters.bias = bias.elements
    }
  }
}

extension ArgumentHelp {
  /// The LAYERS of every subcommand.
  static let layers: ArgumentHelp =
    "A PyTorch constructor call, nn.Sequential(…), or a file with one call a line."
}
