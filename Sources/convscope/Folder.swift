import ConvCore
import ConvFiles
import ConvScreen
import Glibc

/// Lists folders for the completion of files' names.
enum Folder {
  /// A folder's folders, and its files of a kind, that begin as asked.
  static func listing(_ query: FolderQuery) throws(Refusal) -> FolderListing {
    let path = query.folder.isEmpty ? "." : File.inHome(query.folder)
    guard let folder = unsafe opendir(path) else { throw refusal(of: query) }
    defer { unsafe closedir(folder) }
    return try unsafe listing(query, in: folder, at: path)
  }

  /// Reads the open folder to its end.
  @unsafe static func listing(
    _ query: FolderQuery, in folder: OpaquePointer, at path: String
  ) throws(Refusal) -> FolderListing {
    var entries: [FolderEntry] = []
    errno = 0
    while let record = unsafe readdir(folder) {
      if let name = unsafe name(in: record), name != ".", name != "..", query.takes(name) {
        let isFolder = unsafe isFolder(record, at: "\(path)/\(name)")
        if isFolder || query.kind.takes(name) {
          entries.append(FolderEntry(name: name, isFolder: isFolder))
        }
      }
      errno = 0
    }
    guard errno == 0 else { throw refusal(of: query) }
    return FolderListing(entries)
  }

  private static func refusal(of query: FolderQuery) -> Refusal {
    let name = query.folder.isEmpty ? "." : query.folder
    return Refusal("\(name): cannot be listed: \(unsafe String(cString: strerror(errno)))")
  }

  /// Nil where the name is no UTF-8.
  @unsafe private static func name(in record: UnsafeMutablePointer<dirent>) -> String? {
    unsafe withUnsafePointer(to: &record.pointee.d_name) { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self, capacity: 256) {
        unsafe String(validatingCString: $0)
      }
    }
  }

  /// Follows links; asks only where the record does not tell.
  @unsafe private static func isFolder(
    _ record: UnsafeMutablePointer<dirent>, at path: String
  ) -> Bool {
    let type = unsafe Int(record.pointee.d_type)
    guard [Int(DT_LNK), Int(DT_UNKNOWN)].contains(type) else { return type == Int(DT_DIR) }
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
