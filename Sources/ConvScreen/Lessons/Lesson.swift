/// A path through the explorer: steps that set something up and say what there is to see.
public struct Lesson: Hashable, Sendable {
  /// As `:lesson` and the command line name it.
  public let name: String
  var title = Wording()
  /// What one knows at its end, in a few words.
  var goal = Wording()
  var steps: [Step] = []

  /// One caption, and what is done before it is read.
  struct Step: Hashable, Sendable {
    var deeds: [Deed] = []
    /// The caption asks; the next step answers.
    var isQuestion = false
    /// The output one stands on is hidden until it is revealed.
    var hidesValue = false
    var caption = Wording()
  }

  /// What a step does by itself.
  enum Deed: Hashable, Sendable {
    /// A line of the `:` command line, without the colon.
    case run(String)
    case press(Key)
    /// A key that sets the scene, and that the caption does not show.
    case arrange(Key)
  }

  /// The title and the goal, as a list of lessons shows them.
  public func summary(in language: Language) -> String { "\(title[language]): \(goal[language])" }
}
