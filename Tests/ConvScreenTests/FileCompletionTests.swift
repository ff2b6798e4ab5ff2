import ConvCore
import Testing

@testable import ConvScreen

private let folder = [
  FolderEntry(name: "cat.png", isFolder: false), FolderEntry(name: ".secret.npy", isFolder: false),
  FolderEntry(name: "my cat.png", isFolder: false), FolderEntry(name: "maps", isFolder: true),
  FolderEntry(name: "bell\u{7}.npy", isFolder: false),
]

extension Model {
  /// Types a line, presses Tab, and answers what is asked with the folder's names.
  fileprivate mutating func complete(_ line: String) -> Effect? {
    prompt.close()
    type(":\(line)")
    return answer(to: .key(.tab))
  }

  fileprivate mutating func answer(to action: Action) -> Effect? {
    let effect = update(action)
    list(folder, for: effect)
    return effect
  }

  /// Answers with those of a folder's entries that are asked for.
  fileprivate mutating func list(_ entries: [FolderEntry], for effect: Effect?) {
    guard case .list(let query)? = effect else { return }
    _ = update(.listed(FolderListing(entries.filter { query.takes($0.name) }), of: query))
  }
}

/// A line before Tab, the folder that is asked for, and the line after it.
struct CompletedPath: CustomTestStringConvertible {
  let line: String
  let folder: String
  let kind: FileKind
  let completed: String
  var testDescription: String { line }
}

@Test(arguments: [
  CompletedPath(line: "input ca", folder: "", kind: .input, completed: "input cat.png"),
  CompletedPath(line: "input ~", folder: "~/", kind: .input, completed: "input ~/"),
  CompletedPath(line: "input ~/p/ca", folder: "~/p/", kind: .input, completed: "input ~/p/cat.png"),
  CompletedPath(line: "input ma", folder: "", kind: .input, completed: "input maps/"),
  CompletedPath(line: "input /.s", folder: "/", kind: .input, completed: "input /.secret.npy"),
  CompletedPath(line: "input my c", folder: "", kind: .input, completed: "input my cat.png"),
  CompletedPath(line: "input 'my c", folder: "", kind: .input, completed: "input my cat.png"),
  CompletedPath(line: "input \"d/ma", folder: "d/", kind: .input, completed: "input d/maps/"),
  CompletedPath(line: "input '~", folder: "~/", kind: .input, completed: "input ~/"),
  CompletedPath(
    line: "input 'cat.png' --g", folder: "none", kind: .input, completed: "input 'cat.png' --gray"),
  CompletedPath(
    line: "input 'cat.png' ", folder: "none", kind: .input, completed: "input 'cat.png' --"),
  CompletedPath(line: "input sa", folder: "", kind: .input, completed: "input sample:"),
  CompletedPath(
    line: "input cat.png --g", folder: "none", kind: .input, completed: "input cat.png --gray"),
  CompletedPath(line: "input cat.png ", folder: "", kind: .input, completed: "input cat.png --"),
  CompletedPath(line: "save output ca", folder: "", kind: .array, completed: "save output cat.png"),
  CompletedPath(
    line: "save! output x/m", folder: "x/", kind: .array, completed: "save! output x/m"),
  CompletedPath(line: "state ca", folder: "", kind: .state, completed: "state cat.png"),
  CompletedPath(line: "code ../ca", folder: "../", kind: .code, completed: "code ../cat.png"),
])
func `Tab completes files' names from their folder`(_ row: CompletedPath) throws {
  var model = try Model.example()
  let effect = model.complete(row.line)
  let query: FolderQuery? = if case .list(let query)? = effect { query } else { nil }
  #expect(query?.folder == (row.folder == "none" ? nil : row.folder))
  #expect(query == nil || query?.kind == row.kind)
  #expect(model.prompt.line.text == row.completed)
}

@Test func `names with a point in front are offered only where one is typed`() throws {
  var model = try Model.example()
  _ = model.complete("state d/")
  #expect(model.prompt.completion?.candidates == ["d/cat.png", "d/maps/", "d/my cat.png"])
  #expect(model.lastLines(1) == [" cat.png  maps/  my cat.png"])
  _ = model.complete("state zz")
  #expect(model.prompt.complaint == "nothing completes 'zz'")
}

@Test func `a name that would be taken for something else is completed in quotes`() throws {
  let odd = ["a --b.png", "it's --c.png", "--d.png", "'e'.png", "f .png", "f  --g"]
  let entries = odd.map { FolderEntry(name: $0, isFolder: !$0.hasSuffix(".png")) }
  let rows = [
    ("a", "'a --b.png'", "a --b.png"), ("'a --", "'a --b.png'", "a --b.png"),
    ("it", "\"it's --c.png\"", "it's --c.png"), ("'-", "'--d.png'", "--d.png"),
    ("''e", "\"'e'.png\"", "'e'.png"), ("f .", "f .png", "f .png"),
    ("f  ", "'f  --g/", nil),
  ]
  for (typed, completed, loaded) in rows {
    var model = try Model.example()
    model.type(":input \(typed)")
    model.list(entries, for: model.update(.key(.tab)))
    #expect(model.prompt.line.text == "input \(completed)", "\(typed)")
    guard let loaded else { continue }
    let effect = model.update(.key(.enter))
    #expect(effect == .load(Source(name: loaded)))
  }
  // Candidates of which some are quoted have nothing in common: what was typed stays.
  var model = try Model.example()
  model.type(":input f ")
  model.list(entries, for: model.update(.key(.tab)))
  #expect(model.prompt.line.text == "input f ")
  #expect(model.prompt.completion?.candidates == ["'f  --g/", "f .png"])
}

@Test func `a folder that was chosen is opened by Enter and by a slash`() throws {
  for key: Key in [.enter, "/"] {
    var model = try Model.example()
    _ = model.complete("state d/m")
    try model.press(keys: "Tab")
    #expect(model.prompt.line.text == "state d/maps/")
    let effect = model.answer(to: .key(key))
    #expect(effect == .list(FolderQuery(folder: "d/maps/", beginning: "", kind: .state)))
    #expect(model.prompt.line.text == "state d/maps/")
    #expect(model.prompt.completion?.candidates.first == "d/maps/cat.png")
  }
}

@Test func `a folder that cannot be listed is refused under the line`() throws {
  var model = try Model.example()
  model.type(":input none/")
  _ = model.update(.key(.tab))
  _ = model.update(.refused(Refusal("none/: cannot be listed: No such file or directory")))
  #expect(
    model.lastLines(3).dropLast() == [
      " :input none/", "  none/: cannot be listed: No such file or directory",
    ])
}

@Test func `of more candidates than fit, those about the chosen one are shown`() throws {
  var model = try Model.example(size: Size(columns: 60, rows: 24))
  let many = (10..<90).map { FolderEntry(name: "picture\($0).png", isFolder: false) }
  model.type(":state ")
  model.list(many, for: model.update(.key(.tab)))
  var lines = model.lastLines(4)
  #expect(lines[0].hasPrefix("   picture10.png"))
  #expect(lines[3].hasSuffix(" ›"))
  for _ in 0..<40 { _ = model.update(.key(.tab)) }
  lines = model.lastLines(4)
  #expect(lines[0].hasPrefix(" ‹ "))
  #expect(lines[3].hasSuffix(" ›"))
  #expect(lines.joined().contains("picture49.png"))
  _ = model.update(.key(.backTab))
  for _ in 0..<40 { _ = model.update(.key(.backTab)) }
  lines = model.lastLines(4)
  #expect(lines[0].hasPrefix(" ‹ "))
  #expect(lines[3].hasSuffix("picture89.png"))
}

@Test(arguments: [
  ("input a  b.png", "a  b.png"), ("input 'a b.png' --gray", "a b.png"),
  ("input 'a --gray b.png'", "a --gray b.png"),
  ("input \"it's --x.png\" --gray", "it's --x.png"), ("input 'it's.png'", "it's.png"),
  ("input 'my cat.png", "'my cat.png"),
  ("input a-b.png --gray", "a-b.png"), ("input sample:digit", "sample:digit"),
])
func `a file's name is taken with all its blanks`(_ line: String, _ name: String) throws {
  var model = try Model.example()
  var source = Source(name: name)
  source.isGray = line.hasSuffix("--gray")
  let effect = model.run(line)
  #expect(effect == .load(source))
}

@Test func `of a huge folder the first names are offered, and how many there are`() throws {
  var model = try Model.example()
  let many = (10_000..<12_500).map { FolderEntry(name: "map\($0).npy", isFolder: false) }
  model.type(":state m")
  model.list(many.reversed(), for: model.update(.key(.tab)))
  // The names that are not offered may begin in another way.
  #expect(model.prompt.line.text == "state m")
  #expect(model.lastLines(5)[0].hasPrefix("   map10000.npy  map10001.npy"))
  #expect(model.lastLines(1) == ["   the first 1,000 of 2,500 names: type more of one"])
  try model.press(keys: "BTab")
  #expect(model.prompt.line.text == "state map10999.npy")
  model.type("x")
  #expect(model.prompt.completion == nil)
  // An answer to what was typed before comes too late.
  let query = FolderQuery(folder: "", beginning: "m", kind: .state)
  _ = model.update(.listed(FolderListing(many), of: query))
  #expect(model.prompt.completion == nil)
}
