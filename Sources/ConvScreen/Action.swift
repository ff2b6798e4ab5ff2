import ConvCore

/// Everything that can happen to the model.
public enum Action: Hashable, Sendable {
  case key(Key)
  case pointer(Pointer)
  /// Text that was pasted; never run as keys.
  case paste(String)
  /// The terminal's size.
  case resize(Size)
  /// The time asked for with `Model.nextTick` has passed.
  case tick
  /// The input that was asked for.
  case loaded(name: String, input: Tensor)
  /// The names in a folder that was asked for.
  case listed(FolderListing, of: FolderQuery)
  /// What was asked for is done, in a few words.
  case done(String)
  /// What was asked for cannot be had, in one sentence.
  case refused(Refusal)
}

/// What only the program around the model can do.
public enum Effect: Hashable, Sendable {
  case quit
  case suspend
  case redraw
  /// Load an input; answered by `.loaded` or `.refused`.
  case load(Source)
  /// List a folder's folders and files of a kind, for completion; answered by `.listed` or `.refused`.
  case list(FolderQuery)
  /// Write a file; answered by `.done` or `.refused`.
  case save(Export, to: String, isReplacing: Bool)
}
