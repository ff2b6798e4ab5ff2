import CImages
import ConvCore

/// A picture's bytes and the library that knows their format.
struct PictureDecoder {
  private enum Format: String {
    case png = "PNG"
    case jpeg = "JPEG"
  }

  private let format: Format
  private let bytes: [UInt8]
  private let file: String

  init(_ bytes: [UInt8], named file: String) throws(Refusal) {
    if bytes.starts(with: Magic.png) {
      format = .png
    } else if bytes.starts(with: Magic.jpeg) {
      format = .jpeg
    } else {
      throw Refusal("\(file): begins with \(Magic.words(bytes)), not as a PNG or JPEG file does")
    }
    self.bytes = bytes
    self.file = file
  }

  func header() throws(Refusal) -> picture_header {
    var header = picture_header()
    var reason = [CChar](repeating: 0, count: 256)
    let isRead =
      switch format {
      case .png: unsafe read_png_header(bytes, bytes.count, &header, &reason, reason.count)
      case .jpeg: unsafe read_jpeg_header(bytes, bytes.count, &header, &reason, reason.count)
      }
    guard isRead else { throw refusal(reason) }
    return header
  }

  /// Interleaved samples, row by row, with alpha if the header has it.
  ///
  /// The header's size must have been admitted; a JPEG's coefficients keep to the limit as well.
  func samples(_ header: picture_header, limit: MemoryLimit) throws(Refusal) -> [UInt8] {
    let room = Int(header.width) * Int(header.height) * Int(header.channels)
    var samples = [UInt8](repeating: 0, count: room)
    var reason = [CChar](repeating: 0, count: 256)
    let isRead =
      switch format {
      case .png:
        unsafe read_png_samples(bytes, bytes.count, &samples, room, &reason, reason.count)
      case .jpeg:
        unsafe read_jpeg_samples(
          bytes, bytes.count, &samples, room, limit.bytes, &reason, reason.count)
      }
    guard isRead else { throw refusal(reason) }
    return samples
  }

  private func refusal(_ reason: [CChar]) -> Refusal {
    Refusal("\(file): the \(format.rawValue) data cannot be decoded: \(words(reason))")
  }
}

/// The text of a message that C left, up to its zero.
func words(_ message: [CChar]) -> String {
  String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
