import ConvCore
import ConvScreen
import Glibc

/// A terminal that also writes into a file what it shows.
struct RecordingTerminal<Screen: Terminal>: Terminal {
  private var screen: Screen
  private let file: RecordingFile

  init(_ screen: Screen, file: RecordingFile) {
    self.screen = screen
    self.file = file
  }

  var size: Size { screen.size }
  var milliseconds: Int { screen.milliseconds }

  mutating func show(_ frame: Frame) {
    screen.show(frame)
    file.show(frame, milliseconds: screen.milliseconds)
  }

  mutating func events(within milliseconds: Int?) -> [TerminalEvent] {
    screen.events(within: milliseconds)
  }

  mutating func redraw() { screen.redraw() }
  mutating func suspend() { screen.suspend() }
}

/// The file of a recording, written event by event.
@safe
final class RecordingFile {
  private var recording: Recording?
  private let rendition: Rendition
  private let path: String
  private let file: UnsafeMutablePointer<FILE>
  /// When the first frame was shown.
  private var start = 0
  private var last = 0
  private var isWhole = true

  /// Refused when the file is there already, or cannot be written.
  init(_ path: String, rendition: Rendition) throws(Refusal) {
    guard let file = unsafe fopen(path, "wbx") else {
      guard errno != EEXIST else {
        throw Refusal("\(path): is there already: give --record another name")
      }
      throw Refusal("\(path): cannot be written: \(unsafe String(cString: strerror(errno)))")
    }
    unsafe self.file = file
    self.path = path
    self.rendition = rendition
  }

  func show(_ frame: Frame, milliseconds: Int) {
    if recording == nil {
      let begun = Recording(of: frame.size, rendition: rendition)
      recording = begun
      start = milliseconds
      write(begun.header)
    }
    last = milliseconds - start
    write(recording?.show(frame, milliseconds: last) ?? "")
  }

  /// Ends the recording; refused when it could not be written whole.
  func close() throws(Refusal) {
    write(recording?.end(milliseconds: last) ?? "")
    let isClosed = unsafe fclose(file) == 0
    guard isWhole, isClosed else {
      throw Refusal("\(path): the recording could not be written whole")
    }
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    let count = unsafe fwrite(bytes, 1, bytes.count, file)
    isWhole = isWhole && count == bytes.count
    // What was shown is kept even if the program should not come to its end.
    isWhole = unsafe fflush(file) == 0 && isWhole
  }
}
