import ArgumentParser
import ConvCore
import ConvFiles

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Print shapes, costs and receptive fields, layer by layer.",
    usage: """
      convscope report <layers> --input-shape [N,]C,H,W [--at Y,X] [<options>]
      convscope report <layers> --input <source> [--at Y,X] [<options>]
      """)

  @Argument(help: .layers, completion: .file())
  var layers: String

  @OptionGroup(title: "Input and parameters") var source: SourceOptions

  @Option(
    help: ArgumentHelp("The input's shape, instead of an input.", valueName: "[N,]C,H,W"))
  var inputShape: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Option(
    help: ArgumentHelp("An element of the last layer: what reaches it.", valueName: "Y,X"))
  var at: String?

  @Option(
    help: ArgumentHelp("Write the path counts to that element as .npy, H×W.", valueName: "file"),
    completion: .file(extensions: ["npy"]))
  var paths: String?

  func run() throws {
    try serve {
      let network = try Notation.network(try SourceOptions.layersText(layers))
      let report = try Report(of: network, input: try shape(), limit: try source.limit())
      let counts = try counts(report)
      if let paths {
        guard let counts else { throw Refusal("--paths needs --at Y,X") }
        let lengths = [counts.rows.count, counts.columns.count]
        try File.write(Npy.bytes(of: counts.plane, lengths: lengths), to: paths)
      }
      print(json ? ReportJSON(report, counts).text : ReportTable(report, counts).text)
    }
  }

  private func shape() throws(Refusal) -> Shape {
    if let input = source.input { return try source.tensor(input).tensor.shape }
    guard let inputShape else { throw Refusal("report needs --input-shape C,H,W or --input") }
    for count in 3...4 {
      let lengths = SourceOptions.numbers(inputShape, count: count)
      guard lengths.count == count, lengths.allSatisfy({ $0 >= 0 }) else { continue }
      return Shape(
        batch: count == 4 ? lengths[0] : 1, channels: lengths[count - 3],
        height: lengths[count - 2], width: lengths[count - 1])
    }
    throw Refusal("--input-shape \(inputShape) is not C,H,W or N,C,H,W")
  }

  private func counts(_ report: Report) throws(Refusal) -> PathCounts? {
    guard let at else { return nil }
    let place = SourceOptions.numbers(at, count: 2)
    guard place.count == 2 else { throw Refusal("--at \(at) is not Y,X") }
    let readings = report.lines.map(\.reading)
    guard let output = readings.last?.output, (0..<output.height).contains(place[0]),
      (0..<output.width).contains(place[1])
    else {
      throw Refusal(
        "--at \(at) lies outside the last output \(readings.last?.output.description ?? "")")
    }
    return PathCounts(to: place[0], column: place[1], through: readings)
  }
}

/// The report as `--json` prints it.
struct ReportJSON {
  private let report: Report
  private let counts: PathCounts?

  init(_ report: Report, _ counts: PathCounts?) {
    self.report = report
    self.counts = counts
  }

  var text: String {
    var members: [(String, JSON)] = [
      ("input_shape", .wholes(report.input.lengths)), ("layers", .list(report.lines.map(layer))),
      (
        "total",
        .object([
          ("parameters", total { $0.parameters }), ("macs", total { $0.macs }),
          ("macs_on_padding", total { $0.macsOnPadding }),
          ("comparisons", total { $0.comparisons }), ("additions", total { $0.additions }),
          ("output_bytes", total { $0.outputBytes }),
        ])
      ),
    ]
    if let counts { members.append(("field", field(counts))) }
    return JSON.object(members).text
  }

  private func total(_ cost: (Cost) -> Int) -> JSON { report.total(cost).map(JSON.whole) ?? .null }

  private func layer(_ line: Report.Line) -> JSON {
    var parameters: [(String, JSON)] = []
    if let shape = line.layer.operation.parameterShape {
      parameters.append(("weight", .whole(shape.weight.count)))
      if let bias = shape.bias { parameters.append(("bias", .whole(bias))) }
    }
    return .object([
      ("name", .string(line.layer.name.isEmpty ? "0" : line.layer.name)),
      ("layer", .string(line.layer.operation.notation(short: false))),
      ("output_shape", .wholes(line.reading.output.lengths)),
      ("parameters", .object(parameters)), ("macs", .whole(line.cost.macs)),
      ("macs_on_padding", .whole(line.cost.macsOnPadding)),
      ("comparisons", .whole(line.cost.comparisons)), ("additions", .whole(line.cost.additions)),
      ("unread_inputs", .whole(line.cost.unreadInputs)),
      ("output_bytes", .whole(line.cost.outputBytes)),
      ("receptive_field", line.field.map(field) ?? .null),
    ])
  }

  private func field(_ field: ReceptiveField) -> JSON {
    .object([
      ("size", .wholes([field.rows.size, field.columns.size])),
      ("jump", .wholes([field.rows.jump, field.columns.jump])),
      ("start", .list([.number(field.rows.start), .number(field.columns.start)])),
      ("first", .wholes([field.rows.first, field.columns.first])),
      ("touched", .whole(field.touched)),
    ])
  }

  private func field(_ counts: PathCounts) -> JSON {
    .object([
      ("box", counts.box.map { .wholes([$0.top, $0.left, $0.bottom, $0.right]) } ?? .null),
      ("touched", .whole(counts.touched)), ("paths", .number(counts.total)),
    ])
  }
}

/// The report as a table for people.
struct ReportTable {
  private let report: Report
  private let counts: PathCounts?

  init(_ report: Report, _ counts: PathCounts?) {
    self.report = report
    self.counts = counts
  }

  var text: String {
    let head = ["layer", "output", "parameters", "MACs", unused, "field", "jump", "start", "first"]
    let rows = [head] + report.lines.map(row)
    let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var lines = rows.map { row in
      row.indices.map { index in
        let pad = String(repeating: " ", count: widths[index] - row[index].count)
        return index == 0 ? row[index] + pad : pad + row[index]
      }.joined(separator: "  ")
    }
    let parameters = ReportTable.words(report.total { $0.parameters }, "parameter")
    let macs = ReportTable.words(report.total { $0.macs }, "MAC")
    lines.append("total: \(parameters), \(macs)")
    lines.append(
      "One MAC is one multiply and add of a weight; biases are not counted, taps \(unused) are.")
    lines += ReportTable.fieldWords
    if let counts { lines.append(ReportTable.words(counts)) }
    return lines.joined(separator: "\n")
  }

  /// What becomes of the taps that meet no input, as the column says it.
  private var unused: String {
    let readings = report.lines.filter { $0.layer.operation.parameterShape != nil }.map(\.reading)
    let transposed = readings.count { $0.window == nil }
    if transposed == 0 { return "on padding" }
    return transposed == readings.count ? "cropped" : "on padding or cropped"
  }

  private static let fieldWords = [
    "field: the input positions that one element can see, rows×columns, holes included.",
    "jump: how many input positions the next element's field stands further on.",
    "start: the centre of the first element's field, 0 being the first pixel's centre.",
    "first: that field's first row and column, below 0 where it lies on padding.",
  ]

  private static func words(_ count: Int?, _ noun: String) -> String {
    count.map { "\($0) \(plural($0, noun))" } ?? "too many \(noun)s"
  }

  private static func words(_ counts: PathCounts) -> String {
    let box = counts.box.map {
      "rows \($0.top) to \($0.bottom), columns \($0.left) to \($0.right)"
    }
    let total = whole(counts.total)
    return "field of the element: \(box ?? "padding only"), "
      + "\(words(counts.touched, "position")) touched, "
      + "\(total) \(total == "1" ? "path" : "paths")"
  }

  /// Without decimals where there are none.
  private static func whole(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  private func row(_ line: Report.Line) -> [String] {
    let field = line.field
    return [
      line.layer.operation.notation(short: true), "\(line.reading.output)",
      terms(line), "\(line.cost.macs)", "\(line.cost.macsOnPadding)",
      field.map { "\($0.rows.size)×\($0.columns.size)" } ?? "–",
      field.map { "\($0.rows.jump)×\($0.columns.jump)" } ?? "–",
      field.map { "\(ReportTable.whole($0.rows.start)),\(ReportTable.whole($0.columns.start))" }
        ?? "–",
      field.map { "\($0.rows.first),\($0.columns.first)" } ?? "–",
    ]
  }

  /// Parameters term by term: `64·3·7·7 + 64`.
  private func terms(_ line: Report.Line) -> String {
    guard let shape = line.layer.operation.parameterShape else { return "0" }
    let product = shape.weight.lengths.map(String.init).joined(separator: "·")
    return "\(product)\(shape.bias.map { " + \($0)" } ?? "") = \(line.cost.parameters)"
  }
}
