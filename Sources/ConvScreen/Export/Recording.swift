import ConvCore

/// A session as an asciicast, version 3: a header, then an event a line.
///
/// An event carries the seconds since the one before it, a code and its data: `o` output, `r` a new
/// size, `x` the exit status (https://docs.asciinema.org/manual/asciicast/v3). Nothing in it depends
/// on the day or the machine, so that the same keys at the same times make the same file.
public struct Recording: Sendable {
  private let rendition: Rendition
  private var shown: Frame
  private var last = 0

  public init(of size: Size, rendition: Rendition) {
    self.rendition = rendition
    shown = Frame(size: size)
  }

  /// The first lines: the header, and a clear screen without a cursor.
  public var header: String {
    "{\"version\": 3, \"term\": {\"cols\": \(shown.size.columns), \"rows\": \(shown.size.rows)}, "
      + "\"title\": \"convscope\"}\n[0.000, \"o\", \("\u{1B}[?25l\u{1B}[2J".jsonQuoted)]\n"
  }

  /// The lines for a frame that is shown at a time; nothing when nothing changes.
  ///
  /// Only rows that differ from the frame before are written.
  public mutating func show(_ frame: Frame, milliseconds: Int) -> String {
    var lines = ""
    if frame.size != shown.size {
      lines += event("r", "\(frame.size.columns)x\(frame.size.rows)", at: milliseconds)
      lines += event("o", "\u{1B}[2J", at: milliseconds)
      shown = Frame(size: frame.size)
    }
    let output = (0..<frame.size.rows).filter { frame.row($0) != shown.row($0) }.map { row in
      "\u{1B}[\(row + 1);1H\(frame.ansiRow(row, rendition))\u{1B}[K"
    }.joined()
    shown = frame
    return output.isEmpty ? lines : lines + event("o", output, at: milliseconds)
  }

  /// The last lines: the cursor comes back, and the program ends.
  public mutating func end(milliseconds: Int) -> String {
    event("o", "\u{1B}[?25h", at: milliseconds) + event("x", "0", at: milliseconds)
  }

  private mutating func event(_ code: String, _ data: String, at milliseconds: Int) -> String {
    let interval = max(milliseconds - last, 0)
    last = max(milliseconds, last)
    let thousandths = String(interval % 1000)
    let seconds =
      "\(interval / 1000)." + String(repeating: "0", count: 3 - thousandths.count) + thousandths
    return "[\(seconds), \"\(code)\", \(data.jsonQuoted)]\n"
  }
}
