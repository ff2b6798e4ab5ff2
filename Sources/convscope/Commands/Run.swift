import ArgumentParser
import ConvCore
import ConvFiles
import Glibc

/// Says a refusal in one line and ends with code 1.
func serve(_ work: () throws -> Void) throws {
  do {
    try work()
  } catch let refusal as Refusal {
    complain(refusal.description)
    throw ExitCode(1)
  } catch let error as TerminalError {
    complain(error.description)
    throw ExitCode(1)
  }
}

private func complain(_ sentence: String) {
  let line = Array("convscope: \(sentence)\n".utf8)
  _ = unsafe write(STDERR_FILENO, line, line.count)
}

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compute the layers and write the result.",
    usage: "convscope run <layers> --input <source> [--output <file>] [<options>]")

  @Argument(help: .layers, completion: .file())
  var layers: String

  @OptionGroup(title: "Input and parameters") var source: SourceOptions

  @Option(
    help: ArgumentHelp(
      "Write the result as .npy; without it the numbers are printed.", valueName: "file"),
    completion: .file(extensions: ["npy"]))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Write a max pool's winners as .npy, row × width + column.", valueName: "file"),
    completion: .file(extensions: ["npy"]))
  var indices: String?

  func run() throws {
    try serve {
      guard let input = source.input else { throw Refusal("run needs --input") }
      let network = try source.network(layers)
      let limit = try source.limit()
      let (tensor, hasBatchAxis) = try source.tensor(input)
      let result = try network.output(for: tensor, limit: limit)
      let lengths = Array(result.shape.lengths.dropFirst(hasBatchAxis ? 0 : 1))
      var winners: [UInt8]?
      if indices != nil {
        winners = Npy.bytes(
          of: try network.winners(for: tensor, limit: limit), lengths: lengths)
      }
      if let output {
        try File.write(Npy.bytes(of: result.elements, lengths: lengths), to: output)
      } else {
        print(Run.text(result))
      }
      if let indices, let winners { try File.write(winners, to: indices) }
    }
  }

  /// A row a line, a blank line between channels.
  private static func text(_ tensor: Tensor) -> String {
    let width = max(tensor.shape.width, 1)
    let rows = stride(from: 0, to: tensor.elements.count, by: width).map { start in
      tensor.elements[start..<start + width].map { "\($0)" }.joined(separator: " ")
    }
    return stride(from: 0, to: rows.count, by: max(tensor.shape.height, 1)).map { start in
      rows[start..<min(start + tensor.shape.height, rows.count)].joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}
