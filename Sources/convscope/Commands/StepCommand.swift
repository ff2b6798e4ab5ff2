import ArgumentParser
import ConvCore

struct StepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step", abstract: "Open one output element to its full sum.",
    usage: "convscope step <layers> --input <source> --at M,Y,X [<options>]")

  @Argument(help: .layers, completion: .file())
  var layers: String

  @OptionGroup(title: "Input and parameters") var source: SourceOptions

  @Option(help: ArgumentHelp("The element of the last layer.", valueName: "M,Y,X"))
  var at: String

  @Option(help: ArgumentHelp("Which image of a batch.", valueName: "number"))
  var batchIndex = 0

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    try serve { print(try text()) }
  }

  /// What is printed.
  func text() throws(Refusal) -> String {
    guard let input = source.input else { throw Refusal("step needs --input") }
    let network = try source.network(layers)
    let limit = try source.limit()
    let batch = try source.tensor(input).tensor
    guard (0..<batch.shape.batch).contains(batchIndex) else {
      throw Refusal("--batch-index \(batchIndex) is not one of the batch's \(batch.shape.batch)")
    }
    var tensor = batch.image(batchIndex)
    _ = try network.readings(of: tensor.shape)
    for layer in network.layers.dropLast() {
      tensor = try layer.output(for: tensor, limit: limit)
    }
    guard let last = network.layers.last else { throw Refusal("step needs a layer") }
    let trace = try Trace(of: last, over: tensor)
    try limit.admit(stepOf: last.operation, trace.reading)
    let step = trace[try position(in: trace.reading.output)]
    return json ? StepJSON(step, of: trace).text : StepText(step).text
  }

  private func position(in output: Shape) throws(Refusal) -> Position {
    let place = SourceOptions.numbers(at, count: 3)
    guard place.count == 3 else { throw Refusal("--at \(at) is not M,Y,X") }
    guard (0..<output.channels).contains(place[0]), (0..<output.height).contains(place[1]),
      (0..<output.width).contains(place[2])
    else { throw Refusal("--at \(at) lies outside the output \(output)") }
    return Position(channel: place[0], row: place[1], column: place[2])
  }
}

/// One step as `--json` prints it.
struct StepJSON {
  private let step: Step
  private let trace: Trace

  init(_ step: Step, of trace: Trace) {
    self.step = step
    self.trace = trace
  }

  var text: String {
    let place = step.output
    return JSON.object([
      (
        "output",
        .object([
          ("position", .wholes([place.channel, place.row, place.column])),
          ("value", .single(step.value)),
        ])
      ),
      ("layer", .string(trace.layer.operation.notation(short: false))),
      ("reduction", .string(step.reduction.word)), ("taps", .list(step.taps.map(tap))),
      ("channel_sums", sums), ("bias", bias), ("divisor", divisor), ("argmax", argmax),
    ]).text
  }

  private func tap(_ tap: Tap) -> JSON {
    .object([
      ("channel", .whole(tap.place.channel)), ("row", .whole(tap.place.row)),
      ("column", .whole(tap.place.column)),
      ("kernel", .wholes([tap.kernel.rows, tap.kernel.columns])), ("input", .single(tap.input)),
      ("weight", tap.weight.map(JSON.single) ?? .null), ("product", .single(tap.product)),
      ("padding", .truth(tap.isPadding)),
    ])
  }

  private var sums: JSON {
    guard case .sum = step.reduction else { return .list([]) }
    return .list(
      step.channelSums.map { .object([("channel", .whole($0.channel)), ("sum", .single($0.sum))]) })
  }

  private var bias: JSON {
    if case .sum(let bias?) = step.reduction { .single(bias) } else { .null }
  }

  private var divisor: JSON {
    if case .mean(let divisor) = step.reduction { .whole(divisor) } else { .null }
  }

  /// As PyTorch's `return_indices`: row × width + column.
  private var argmax: JSON {
    guard let source = step.winner.flatMap({ step.taps[$0].source }) else { return .null }
    return .whole(source.row * trace.input.shape.width + source.column)
  }
}

extension Reduction {
  fileprivate var word: String {
    switch self {
    case .sum: "sum"
    case .maximum: "max"
    case .mean: "mean"
    case .norm: "norm"
    case .copy: "copy"
    case .rectified: "relu"
    }
  }
}

/// The shortest digits that give the same Float32 back, without decimals where there are none.
private func plain(_ number: Float) -> String {
  number.magnitude < 1e7 ? Int(exactly: number).map(String.init) ?? "\(number)" : "\(number)"
}

/// One step as lines for people.
struct StepText {
  private let step: Step

  init(_ step: Step) { self.step = step }

  var text: String {
    let taps = step.taps.map { tap in
      let place = "[\(tap.place.channel), \(tap.place.row), \(tap.place.column)]"
      let weight = tap.weight.map { " × \(plain($0)) = \(plain(tap.product))" } ?? ""
      return "input\(place)\(tap.isPadding ? " (padding)" : "") = \(plain(tap.input))\(weight)"
    }
    let place = step.output
    return
      (taps + [
        "out[\(place.channel), \(place.row), \(place.column)] = \(step.reduction.formula) = "
          + plain(step.value)
      ]).joined(separator: "\n")
  }
}

extension Reduction {
  /// How the taps become the value, with the numbers that are not the taps' own.
  fileprivate var formula: String {
    switch self {
    case .sum(let bias): return "Σ input × weight" + (bias.map { " + bias \(plain($0))" } ?? "")
    case .maximum: return "max input"
    case .mean(let divisor): return "Σ input / \(divisor)"
    case .norm(let power, _, _) where power.isInfinite:
      return power > 0 ? "max |input|" : "min |input|"
    case .norm(let power, let divisor, let scale):
      let scaled = divisor == scale ? "" : " / \(divisor) · \(scale)"
      return "(Σ input^\(plain(power))\(scaled))^(1/\(plain(power)))"
    case .copy: return "input"
    case .rectified: return "max(input, 0)"
    }
  }
}
