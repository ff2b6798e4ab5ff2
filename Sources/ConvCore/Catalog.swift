/// Every operator, in the order in which the explorer offers them.
public enum Catalog {
  static let operators: [any Operator.Type] = [
    Convolution.self, MaxPooling.self, AveragePooling.self, LpPooling.self,
    AdaptiveAveragePooling.self, AdaptiveMaxPooling.self, TransposedConvolution.self,
    ZeroPadding.self, ConstantPadding.self, ReflectionPadding.self, ReplicationPadding.self,
    CircularPadding.self, Rectifier.self, Identity.self,
  ]

  /// PyTorch's names of all operators, without `nn.`.
  public static let names = operators.map { $0.name }

  /// Arguments of every PyTorch module that change no result.
  private static let ignored: Set<String> = ["device", "dtype"]

  /// The operator of one constructor call.
  static func operation(_ call: Literals.Call) throws(Refusal) -> any Operator {
    let name = call.name.split(separator: ".").last.map(String.init) ?? call.name
    guard !call.isPrinted else {
      throw Refusal(
        "\(name) does not say in which order its parts are run: write them as nn.Sequential(…)")
    }
    guard let type = operators.first(where: { $0.name == name }) else {
      let near = Names(names).nearest(to: name).map { "nn.\($0)" }
      throw Refusal(
        "nn.\(name) is not an operator of convscope: "
          + (near.isEmpty
            ? "it has \(names.joined(separator: ", "))" : "did you mean \(Names.choice(near))?"))
    }
    // PyTorch's Identity takes any arguments and leaves them alone.
    return type == Identity.self ? Identity() : try make(type, from: call)
  }

  private static func make<Made: Operator>(
    _ type: Made.Type, from call: Literals.Call
  ) throws(Refusal) -> Made {
    do throws(Refusal) {
      var made = Made()
      let given = try arguments(of: call, settings: Made.settings.map(\.name))
      for setting in Made.settings {
        guard let value = given[setting.name] ?? setting.standard else {
          throw Refusal("has no \(setting.name): give it")
        }
        try setting.write(&made, value)
      }
      try made.check()
      return made
    } catch {
      throw Refusal("nn.\(Made.name): \(error)")
    }
  }

  /// The literals by their settings' names.
  private static func arguments(
    of call: Literals.Call, settings: [String]
  ) throws(Refusal) -> [String: Value] {
    guard call.positional.count <= settings.count else {
      let most = settings.count == 1 ? "1 argument" : "\(settings.count) arguments"
      throw Refusal("takes \(most), but has \(call.positional.count)")
    }
    var given: [String: Value] = [:]
    let named = zip(settings, call.positional).map { ($0, $1) } + call.named.map { ($0, $1) }
    for (name, argument) in named where !ignored.contains(name) {
      guard settings.contains(name) else {
        throw Refusal("has no argument \(name): it has \(settings.joined(separator: ", "))")
      }
      guard given[name] == nil else { throw Refusal("has \(name) twice") }
      guard case .value(let value) = argument else {
        throw Refusal("\(name) is a call: write the number")
      }
      given[name] = value
    }
    return given
  }
}

extension Catalog {
  /// The next (+1) or previous (−1) operator of the list, with what it shares of the settings.
  ///
  /// A setting that the new operator cannot have on this input stands at its default instead; a pool
  /// without any starts with kernel 2, a transposed convolution with stride 2.
  public static func neighbour(
    of operation: any Operator, by change: Int, for input: Shape
  ) throws(Refusal) -> any Operator {
    let name = type(of: operation).name
    let place = operators.firstIndex { $0.name == name } ?? 0
    let type = operators[(place + change + operators.count) % operators.count]
    let shared = operation.sharedSettings
    for settings in [shared, shared.filter { $0.key != "padding" }, [:]] {
      let made = try? make(type, sharing: settings, for: input)
      if let made, (try? made.reading(of: input)) != nil { return made }
    }
    return try make(type, sharing: ["kernel_size": .integer(1)], for: input)
  }

  /// An operator with the given settings where it has them, else with ones that show what it does.
  static func make<Made: Operator>(
    _ type: Made.Type, sharing shared: [String: Value], for input: Shape
  ) throws(Refusal) -> Made {
    let first: [String: Value] = [
      "in_channels": .integer(input.channels), "out_channels": .integer(input.channels),
      "kernel_size": .integer(2), "norm_type": .integer(2), "output_size": .integer(3),
      "padding": .integer(1), "value": .integer(1),
    ]
    var made = Made()
    for setting in Made.settings {
      // A padding layer's padding is its whole purpose: it does not start with another's 0.
      let isOwn = setting.name == "padding" && setting.standard == nil
      let value =
        (isOwn ? nil : shared[setting.name]) ?? setting.standard ?? first[setting.name]
      if let value { try setting.write(&made, value) }
    }
    try made.check()
    return try made.adapted(toChannels: input.channels)
  }
}

extension Operator {
  /// The settings that mean the same in other operators, by name; a pool's stride written out.
  var sharedSettings: [String: Value] {
    var shared: [String: Value] = [:]
    for setting in Self.settings where setting.name != "padding" || setting.standard != nil {
      let value = setting.read(self, true)
      shared[setting.name] = value == .none ? shared["kernel_size"] : value
    }
    return shared
  }
}
