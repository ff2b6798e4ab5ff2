import ConvScreen

@testable import convscope

/// The explorer's model without a terminal, for what a terminal must show after the same events.
struct Twin {
  private(set) var model: Model
  private let options: ExploreOptions

  /// Speaks English, as the program does in the locale of these tests, unless asked otherwise.
  init(_ arguments: [String] = [], columns: Int = 80, rows: Int = 24) throws {
    let isAsked = arguments.contains("--language")
    options = try ExploreOptions.parse(arguments + (isAsked ? [] : ["--language", "en"]))
    model = try options.model(size: Size(columns: columns, rows: rows), isDark: true)
    settle()
  }

  mutating func take(_ action: Action) {
    var next: Action? = action
    while let action = next {
      next = model.update(action).flatMap(options.perform)
    }
    settle()
  }

  mutating func press(_ keys: [Key]) {
    for key in keys { take(.key(key)) }
  }

  var frame: Frame { model.frame() }

  /// The frame's lines, without trailing blanks.
  var lines: [String] {
    frame.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// Finishes what takes several ticks.
  private mutating func settle() {
    while model.nextTick == 0 { _ = model.update(.tick) }
  }
}
