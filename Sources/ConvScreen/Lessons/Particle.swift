/// A Korean particle, whose form follows the last sound before it.
struct Particle: Hashable, Sendable {
  /// After a final consonant, and after a vowel.
  private let forms: [String]

  private static let all = [
    ["은", "는"], ["이", "가"], ["을", "를"], ["과", "와"], ["으로", "로"],
  ]

  /// `은/는`, or a form of 이다 such as `이면/면`; nil for text that is no pair of particles.
  init?(_ text: some StringProtocol) {
    let forms = String(text).split { $0 == "/" }.map { String($0) }
    guard forms.count == 2, Particle.all.contains(forms) || forms[0] == "이\(forms[1])" else {
      return nil
    }
    self.forms = forms
  }

  func text(after written: String) -> String {
    switch Final(of: written) {
    case .none: forms[1]
    // 로 follows the sound of ㄹ as it follows a vowel.
    case .rieul: forms[0] == "으로" ? forms[1] : forms[0]
    case .other: forms[0]
    }
  }

  /// The final consonant of the last syllable, numbers read in Sino-Korean.
  private enum Final {
    case none, rieul, other

    init(of written: String) {
      let last = written.withoutGloss.unicodeScalars.last {
        !" \u{A0})]".unicodeScalars.contains($0)
      }
      switch last ?? " " {
      case "\u{AC00}"..."\u{D7A3}":
        let final = ((last ?? " ").value - 0xAC00) % 28
        self = final == 0 ? .none : final == 8 ? .rieul : .other
      case "1", "7", "8": self = .rieul
      case "0", "3", "6": self = .other
      default: self = .none
      }
    }
  }
}

extension String {
  /// Without what stands in brackets at the end: a particle follows the word before them.
  fileprivate var withoutGloss: Substring {
    guard hasSuffix(")"), let open = lastIndex(of: "("), open > startIndex else { return self[...] }
    return self[..<open]
  }
}
