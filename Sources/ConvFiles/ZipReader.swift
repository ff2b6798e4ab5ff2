import CArchives
import ConvCore

/// An open zip archive; the bytes it was opened on must outlive it.
@safe
struct ZipReader: ~Copyable {
  /// The members' names, in the archive's order.
  let names: [String]

  private let archive: OpaquePointer
  private let file: String

  init(_ bytes: UnsafeBufferPointer<UInt8>, named file: String) throws(Refusal) {
    var reason = [CChar](repeating: 0, count: 256)
    // libzip takes nothing at all for an archive without members.
    guard let start = bytes.baseAddress, !bytes.isEmpty else {
      throw Refusal("\(file): is empty, not a zip archive")
    }
    guard let archive = unsafe archive_open(start, bytes.count, &reason, reason.count) else {
      throw Refusal("\(file): cannot be read as a zip archive: \(words(reason))")
    }
    unsafe self.archive = archive
    self.file = file
    names = unsafe (0..<archive_count(archive)).map { index in
      unsafe archive_name(archive, index).map { name in unsafe String(cString: name) } ?? ""
    }
  }

  deinit { unsafe archive_close(archive) }

  /// The bytes of a member, its checksum compared; nil when it holds more than `room`.
  ///
  /// Whatever size the archive declares, no more than `room` is ever held.
  func contents(of index: Int, room: Int) throws(Refusal) -> [UInt8]? {
    var reason = [CChar](repeating: 0, count: 256)
    guard
      let member = unsafe archive_open_member(archive, Int64(index), &reason, reason.count)
    else { throw refusal(index, reason) }
    defer { unsafe archive_close_member(member) }
    var contents: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe archive_read(member, &part, part.count, &reason, reason.count)
      guard count >= 0 else { throw refusal(index, reason) }
      guard count > 0 else { return contents }
      guard Int(count) <= room - contents.count else { return nil }
      contents += part[..<Int(count)]
    }
  }

  private func refusal(_ index: Int, _ reason: [CChar]) -> Refusal {
    Refusal("\(file): member '\(names[index])' cannot be read: \(words(reason))")
  }
}
