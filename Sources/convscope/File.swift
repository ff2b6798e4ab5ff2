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

  /// Writes a file whole; until it is, the file that was there stays as it was.
  ///
  /// What is no regular file, a device or a pipe, is written to as it is.
  static func write(_ bytes: [UInt8], to path: String) throws(Refusal) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      return try write(bytes, to: path, mode: "wb", isNew: true)
    }
    guard status.st_mode & S_IFMT == S_IFREG, let place = resolved(path) else {
      return try write(bytes, to: path, mode: "wb", isNew: false)
    }
    try replace(place, by: bytes, like: status, named: path)
  }

  /// Writes a file that is not there yet; refused when it is.
  static func create(_ bytes: [UInt8], at path: String) throws(Refusal) {
    try refuseExisting(path)
    try write(bytes, to: path, mode: "wbx", isNew: true)
  }

  /// Something has that name already.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  /// Refuses a name that something has already.
  static func refuseExisting(_ path: String) throws(Refusal) {
    guard !exists(path) else {
      throw Refusal("\(path): is there already: put ! behind the command to write over it")
    }
  }

  /// `isNew`: what could not be finished is taken away again.
  private static func write(
    _ bytes: [UInt8], to path: String, mode: String, isNew: Bool
  ) throws(Refusal) {
    guard let file = unsafe fopen(path, mode) else { throw unwritable(path, reason) }
    if let failure = unsafe finish(file, with: bytes) {
      if isNew { _ = unsafe unlink(path) }
      throw unwritable(path, failure)
    }
  }

  /// Writes a new file beside the old one, and puts it in its place once it is whole.
  private static func replace(
    _ place: String, by bytes: [UInt8], like old: stat, named path: String
  ) throws(Refusal) {
    let folder = place.lastIndex(of: "/").map { place[...$0] } ?? ""
    var name = Array("\(folder).convscope-XXXXXX".utf8CString)
    let descriptor = unsafe mkstemp(&name)
    guard descriptor >= 0 else { throw unwritable(path, reason) }
    // Only root may give the owner back.
    _ = fchown(descriptor, old.st_uid, old.st_gid)
    guard fchmod(descriptor, old.st_mode & 0o7777) == 0,
      let file = unsafe fdopen(descriptor, "wb")
    else {
      let failure = reason
      _ = close(descriptor)
      _ = unsafe unlink(name)
      throw unwritable(path, failure)
    }
    let failure = unsafe finish(file, with: bytes)
    guard failure == nil, unsafe rename(name, place) == 0 else {
      let refusal = unwritable(path, failure ?? reason)
      _ = unsafe unlink(name)
      throw refusal
    }
  }

  /// Writes all bytes and closes the file; the reason when it cannot.
  @unsafe private static func finish(
    _ file: UnsafeMutablePointer<FILE>, with bytes: [UInt8]
  ) -> String? {
    let count = unsafe fwrite(bytes, 1, bytes.count, file)
    let failure = count == bytes.count ? nil : reason
    let isClosed = unsafe fclose(file) == 0
    return failure ?? (isClosed ? nil : reason)
  }

  /// The path without links on it.
  private static func resolved(_ path: String) -> String? {
    guard let place = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(place) }
    return unsafe String(validatingCString: place)
  }

  private static func unwritable(_ path: String, _ reason: String) -> Refusal {
    Refusal("\(path): cannot be written: \(reason)")
  }

  /// A path that begins at `~`, as a shell would have written it out.
  static func inHome(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = environment("HOME") else { return path }
    return home + path.dropFirst()
  }

  private static var reason: String { unsafe String(cString: strerror(errno)) }
}
