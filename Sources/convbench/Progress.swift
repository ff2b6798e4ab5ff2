import Foundation

/// One line on the terminal that says what is being measured, gone when the next one comes.
enum Progress {
  static func show(_ text: String) {
    guard isatty(2) == 1 else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
  }
}
