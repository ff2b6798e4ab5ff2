import Testing

@testable import ConvScreen

extension Mark {
  /// The signs of the mark, without the number that they stand about.
  fileprivate var signs: Set<Unicode.Scalar> {
    Set(sample.unicodeScalars.filter { $0 != "5" && $0 != " " })
  }
}

@Test(arguments: View.allCases)
func `the help explains the marks of its view, in both languages`(_ view: View) throws {
  for language in Language.allCases {
    var model = try Model.example(size: Size(columns: 120, rows: 100))
    model.options.language = language
    try model.press(keys: "\(view.rawValue) ?")
    let text = model.frame().text
    for mark in Legend.marks(in: view) {
      #expect(text.contains(mark.sample))
      #expect(text.contains(language.say(mark.meaning)), "\(mark.meaning)")
      #expect((language.say(mark.meaning) == mark.meaning) == (language == .english))
      for sign in mark.signs { #expect(sign.ascii != "?" || sign == "?", "\(sign)") }
    }
  }
}

/// A view's state, and the signs that stand in its maps.
struct Marked: CustomTestStringConvertible {
  let layers: String
  let keys: String
  let view: View
  var testDescription: String { "\(layers) \(keys)" }
}

@Test(arguments: [
  Marked(layers: "nn.Conv2d(1, 1, 3, padding=1, dilation=2)", keys: "Right .", view: .window),
  Marked(layers: "nn.Conv2d(1, 1, 2, stride=3)", keys: "BTab BTab", view: .window),
  Marked(
    layers: "nn.Conv2d(1, 1, 3, padding=1, padding_mode='reflect')", keys: "BTab", view: .window),
  Marked(layers: "nn.MaxPool2d(3, 2, 1, ceil_mode=True)", keys: "V Right", view: .window),
  Marked(layers: "nn.AdaptiveAvgPool2d(3)", keys: "Right", view: .window),
  Marked(layers: "nn.ConvTranspose2d(1, 1, 3, stride=2)", keys: "Right", view: .window),
  Marked(layers: "nn.Conv2d(1, 1, 3, dilation=2)", keys: "3", view: .stack),
  Marked(layers: "nn.Conv2d(1, 1, 3, padding=1)", keys: "4", view: .compare),
])
func `every mark beside a number is in the legend`(_ row: Marked) throws {
  var model = try Model.example(row.layers, size: Size(columns: 120, rows: 40))
  try model.press(keys: row.keys)
  let known = Legend.marks(in: row.view).reduce(into: Set<Unicode.Scalar>()) {
    $0.formUnion($1.signs)
  }
  // The input's rows, without what stands beside them.
  let rows = model.frame().text.split(separator: "\n")[5..<12].map { $0.prefix(36) }
  let signs = rows.joined().unicodeScalars.filter { "[]{}‹›·+°░∘()=█".unicodeScalars.contains($0) }
  #expect(!signs.isEmpty)
  #expect(Set(signs).isSubset(of: known), "\(Set(signs).subtracting(known))")
}

@Test(arguments: View.allCases)
func `the help fits two columns at 120`(_ view: View) throws {
  var model = try Model.example(size: Size(columns: 120, rows: 40))
  try model.press(keys: "\(view.rawValue) ?")
  let first = model.frame().text.split(separator: "\n")[3]
  #expect(first.contains("Step") && first.contains("Change"))
}

@Test(arguments: View.allCases)
func `the help is scrolled by every key that the keymap has for the way`(_ view: View) throws {
  let ways: [(Command, top: Int)] = [
    (.down, 31), (.up, 29), (.nextChannel, 47), (.play, 47), (.previousChannel, 13), (.first, 0),
  ]
  for (command, top) in ways {
    for key in try #require(Keymap.binding(of: command, in: view)).keys {
      var model = try Model.example()
      try model.press(keys: "\(view.rawValue) ?")
      model.helpTop = 30
      _ = model.update(.key(key))
      #expect(model.helpTop == top, "\(key.name)")
      #expect(model.isHelping)
    }
  }
}

@Test func `the help is scrolled line by line and page by page, to its ends`() throws {
  var model = try Model.example(size: Size(columns: 80, rows: 24))
  try model.press(keys: "?")
  let last = HelpView(model).lastTop
  var tops: [Int] = []
  for key in ["Up", "Down", "PageDown", "Space", "PageUp", "End", "Down", "Up", "Home"] {
    try model.press(keys: key)
    #expect(model.isHelping)
    tops.append(model.helpTop)
  }
  #expect(tops == [0, 1, 18, 35, 18, last, last, last - 1, 0])
  #expect(last > 50)
  try model.press(keys: "Esc ?")
  #expect(model.helpTop == 0)
  // A larger screen shows all of it, from the first line on.
  try model.press(keys: "End")
  _ = model.update(.resize(Size(columns: 120, rows: 100)))
  #expect(HelpView(model).lastTop == 0)
  #expect(model.frame().text.contains(" Step"))
}
