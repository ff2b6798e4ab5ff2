/// What a manual says of the screen, from the tables that the screen itself works by.
public enum Guide {
  public struct Entry: Hashable, Sendable {
    /// Keys, or a command.
    public let term: String
    /// What stands after a command.
    public var form = ""
    public let text: String
  }

  public struct Section: Hashable, Sendable {
    public let title: String
    public let entries: [Entry]
  }

  /// What a key that begins a number does where something is in focus.
  static let typing = Entry(
    term: "0–9 - .", text: "type a value at an element, weight or setting")

  /// Every key, group by group; keys of some views only say which.
  public static var keys: [Section] {
    Binding.Group.allCases.map { group in
      let bindings = Keymap.bindings.filter { $0.group == group }
      let typed =
        group == .change
        ? [Entry(term: typing.term, text: "\(typing.text) (\(View.window.name))")] : []
      return Section(title: group.rawValue, entries: bindings.map(Entry.init) + typed)
    }
  }

  /// The marks of every view.
  public static var marks: [Section] {
    View.allCases.map { view in
      let entries = Legend.marks(in: view).map { Entry(term: $0.sample, text: $0.meaning) }
      return Section(title: view.name, entries: entries)
    }
  }

  /// Every command of the command line but the settings, which are the present operator's.
  public static var commands: [Entry] {
    PromptCommand.all.map { Entry(term: ":\($0.name)", form: $0.form, text: $0.help) }
  }
}

extension Guide.Entry {
  fileprivate init(_ binding: Binding) {
    let views = View.allCases.filter(binding.views.contains).map(\.name)
    term = binding.keys.map(\.name).joined(separator: ", ")
    text =
      views.count == View.allCases.count
      ? binding.help : "\(binding.help) (\(views.joined(separator: ", ")))"
  }
}
