/// A language in which the screen speaks.
public enum Language: String, CaseIterable, Hashable, Sendable {
  case english = "en"
  case korean = "ko"

  /// The language of a POSIX locale's name, such as `ko_KR.UTF-8`; English for all that are not Korean.
  public init(locale: String) {
    let name = locale.prefix { !"_.@".contains($0) }
    self = Language(rawValue: String(name)) ?? .english
  }
}

/// The same words in every language.
struct Wording: Hashable, Sendable {
  var english = ""
  var korean = ""

  subscript(language: Language) -> String {
    get {
      switch language {
      case .english: english
      case .korean: korean
      }
    }
    set {
      switch language {
      case .english: english = newValue
      case .korean: korean = newValue
      }
    }
  }
}

extension Model {
  /// Speaks another language from now on.
  public mutating func speak(_ language: Language) { options.language = language }
}
