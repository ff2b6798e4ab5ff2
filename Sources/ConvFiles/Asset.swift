import CAssets

/// A file compiled into the program.
public enum Asset {
  /// The bytes of the file of that path under `Assets/`, which must be one that `CAssets` lists.
  public static func bytes(_ path: String) -> [UInt8] {
    let file = unsafe path.withCString { name in unsafe asset_named(name) }
    guard let start = unsafe file.bytes else { preconditionFailure("no asset \(path)") }
    defer { unsafe asset_forget(file) }
    return unsafe Array(UnsafeBufferPointer(start: start, count: file.count))
  }

  /// The paths of the files in a folder of `Assets/`, in the order of `CAssets`' list.
  public static func paths(in folder: String) -> [String] {
    var paths: [String] = []
    var index = 0
    while true {
      let file = unsafe asset_at(index)
      guard unsafe file.bytes != nil else { return paths.filter { $0.hasPrefix("\(folder)/") } }
      paths.append(unsafe String(cString: file.name))
      index += 1
    }
  }

  /// The text of a file that holds UTF-8.
  public static func text(_ path: String) -> String {
    String(decoding: bytes(path), as: UTF8.self)
  }
}
