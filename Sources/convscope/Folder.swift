import ConvCore
import ConvFiles
import ConvScreen
import Glibc

/// Lists folders for the completion of files' names.
enum Folder {
  /// A folder's folders, and its files of a kind; an empty name is the present folder's.
  static func entries(of name: String, _ kind: FileKind) throws(Refusal) -> [FolderEntry] {
    let path = name.isEmpty ? "." : File.inHome(name)
    guard let folder = unsafe opendir(path) else {
      throw Refusal("\(name): cannot be listed: \(unsafe String(cString: strerror(errno)))")
    }
    defer { unsafe closedir(folder) }
    var entries: [FolderEntry] = []
    while let record = unsafe readdir(folder) {
      guard let entry = unsafe self.name(in: record) else { continue }
      guard entry != ".", entry != ".." else { continue }
      let isFolder = isFolder("\(path)/\(entry)")
      guard isFolder || kind.takes(entry) else { continue }
      entries.append(FolderEntry(name: entry, isFolder: isFolder))
    }
    return entries
  }

  /// Nil where the name is no UTF-8.
  @unsafe private static func name(in record: UnsafeMutablePointer<dirent>) -> String? {
    unsafe withUnsafePointer(to: &record.pointee.d_name) { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self, capacity: 256) {
        unsafe String(validatingCString: $0)
      }
    }
  }

  /// Follows links.
  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

extension FileKind {
  fileprivate func takes(_ name: String) -> Bool {
    let name = name.lowercased()
    return switch self {
    case .input: FileType.endings.contains(where: name.hasSuffix)
    case .array: name.hasSuffix(".npy")
    case .state: true
    case .code: name.hasSuffix(".py")
    }
  }
}
