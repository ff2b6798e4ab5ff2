import ConvCore
import Glibc

/// Whole files, read and written.
enum File {
  /// The bytes of a file; refused when it cannot be read or is larger than the limit.
  static func bytes(of path: String, limit: MemoryLimit) throws(Refusal) -> [UInt8] {
    guard let file = unsafe fopen(path, "rb") else {
      throw Refusal("\(path): cannot be read: \(reason)")
    }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe fread(&block, 1, block.count, file)
      if count == 0 { break }
      bytes += block.prefix(count)
      guard bytes.count <= limit.bytes else {
        throw Refusal("\(path): is larger than the memory limit: raise --memory-limit")
      }
    }
    guard unsafe ferror(file) == 0 else { throw Refusal("\(path): cannot be read: \(reason)") }
    return bytes
  }

  /// Writes a file whole; a file that could not be finished is taken away again.
  static func write(_ bytes: [UInt8], to path: String) throws(Refusal) {
    try write(bytes, to: path, mode: "wb")
  }

  /// Writes a file that is not there yet; refused when it is.
  static func create(_ bytes: [UInt8], at path: String) throws(Refusal) {
    try write(bytes, to: path, mode: "wbx")
  }

  private static func write(_ bytes: [UInt8], to path: String, mode: String) throws(Refusal) {
    guard let file = unsafe fopen(path, mode) else {
      if mode.contains("x"), errno == EEXIST {
        throw Refusal("\(path): is there already: put ! behind the command to write over it")
      }
      throw Refusal("\(path): cannot be written: \(reason)")
    }
    let count = unsafe fwrite(bytes, 1, bytes.count, file)
    let isClosed = unsafe fclose(file) == 0
    guard count == bytes.count, isClosed else {
      let reason = reason
      _ = unsafe unlink(path)
      throw Refusal("\(path): cannot be written: \(reason)")
    }
  }

  /// A path that begins at `~`, as a shell would have written it out.
  static func inHome(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = environment("HOME") else { return path }
    return home + path.dropFirst()
  }

  private static var reason: String { unsafe String(cString: strerror(errno)) }
}
