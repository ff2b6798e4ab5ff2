import ConvCore

// What a file's names are asked for.
extension Names {
  /// The place of the name among these; without one, of the only one that there is.
  func choice(of name: String?, in file: String) throws(Refusal) -> Int {
    guard !all.isEmpty else { throw Refusal("\(file): holds no arrays") }
    guard let name else {
      guard all.count == 1 else {
        throw Refusal(
          "\(file): holds \(all.count) arrays; name one of \(listed), as in \(file):NAME")
      }
      return 0
    }
    guard let place = all.firstIndex(of: name) else {
      throw Refusal("\(file): holds no array '\(name)', but \(listed)")
    }
    return place
  }

  /// The first name that an earlier one equals.
  var firstRepeated: String? {
    var seen: Set<String> = []
    return all.first { !seen.insert($0).inserted }
  }

  /// `a, b, c`, or the first twelve and how many more.
  private var listed: String {
    all.prefix(12).joined(separator: ", ")
      + (all.count > 12 ? " and \(all.count - 12) more" : "")
  }
}
