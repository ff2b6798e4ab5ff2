import Glibc

/// A program on a pseudo-terminal, timed by the bytes that it writes.
final class Line {
  private let end: Int32
  let process: pid_t
  /// The bytes that came while the last text was sent.
  private(set) var repliedWhileSending = 0
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Starts a program of that size's terminal; nil when the system has none to give.
  init?(_ program: String, _ arguments: [String], columns: UInt16, rows: UInt16) {
    var (end, line): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard unsafe openpty(&end, &line, nil, nil, &size) == 0 else { return nil }
    defer { close(line) }
    self.end = end
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    _ = fcntl(end, F_SETFL, O_NONBLOCK)
    _ = fcntl(line, F_SETFD, FD_CLOEXEC)
    guard let name = unsafe ttyname(line).map({ unsafe String(cString: $0) }) else { return nil }
    guard let process = Line.spawn([program] + arguments, on: name) else { return nil }
    self.process = process
  }

  /// POSIX_SPAWN_SETSID, which the Glibc module leaves out.
  private static let setsid: Int16 = 0x80

  /// As a session of its own that the line controls.
  private static func spawn(_ words: [String], on line: String) -> pid_t? {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    // Under nohup a hang-up would be ignored, and waited for in vain.
    var signals = sigset_t()
    unsafe sigfillset(&signals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setflags(&attributes, setsid | Int16(POSIX_SPAWN_SETSIGDEF))
    unsafe posix_spawn_file_actions_addopen(&actions, 0, line, O_RDWR, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, 0, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, 0, 2)
    let environment = [
      "TERM=xterm-256color", "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "SWIFT_BACKTRACE=enable=no",
    ]
    var process: pid_t = 0
    var words = unsafe words.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer { unsafe (words + variables).forEach { unsafe free($0) } }
    guard let program = unsafe words[0] else { return nil }
    let answer = unsafe posix_spawn(
      &process, program, &actions, &attributes, &words, &variables)
    return answer == 0 ? process : nil
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Reads what comes meanwhile: a program that cannot write reads nothing.
  func send(_ bytes: [UInt8]) {
    var sent = 0
    repliedWhileSending = 0
    while sent < bytes.count {
      var ready = pollfd(fd: end, events: Int16(POLLIN | POLLOUT), revents: 0)
      guard unsafe poll(&ready, 1, 5000) > 0 else { return }
      if ready.revents & Int16(POLLIN) != 0, sent > 0 {
        repliedWhileSending += receive(quiet: 0).bytes
      }
      let piece = bytes[sent...].prefix(512)
      let count = unsafe piece.withUnsafeBytes { unsafe write(end, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EAGAIN else { return }
      sent += max(count, 0)
    }
  }

  /// What a program wrote: how much, and when it began and ended.
  struct Reply {
    var bytes = 0
    var first = 0.0
    var last = 0.0
  }

  /// Reads until nothing comes for so many seconds after the first byte, or `patience` before it.
  func receive(quiet: Double, patience: Double = 0) -> Reply {
    var reply = Reply()
    while true {
      let wait = reply.bytes == 0 ? max(patience, quiet) : quiet
      var ready = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&ready, 1, Int32((wait * 1000).rounded(.up))) > 0 else { return reply }
      let count = unsafe read(end, &buffer, buffer.count)
      guard count > 0 else { return reply }
      let now = Line.now
      if reply.bytes == 0 { reply.first = now }
      reply.bytes += count
      reply.last = now
    }
  }

  /// Waits for the end; the status as waitpid(2) has it.
  func status() -> Int32 {
    var status: Int32 = 0
    _ = receive(quiet: 2, patience: 2)
    _ = unsafe waitpid(process, &status, 0)
    return status
  }

  /// A number of /proc/PID/status, such as `VmRSS`.
  func number(_ name: String) -> Int {
    guard let file = unsafe fopen("/proc/\(process)/status", "r") else { return 0 }
    defer { unsafe fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = unsafe fread(&bytes, 1, bytes.count, file)
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    return line?.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0
  }

  static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(end)
  }
}
