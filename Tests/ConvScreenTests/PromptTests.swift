import ConvCore
import SeededRandom
import Testing

@testable import ConvScreen

@Test func `a colon opens the command line, and Enter runs what is typed`() throws {
  var model = try Model.example()
  model.type(":kernel 5")
  #expect(model.prompt.isOpen)
  #expect(model.lastLines(2) == [" :kernel 5", " kernel_size 5 or (5, 3)   now 3"])
  try model.press(keys: "Enter")
  #expect(!model.prompt.isOpen)
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=5)")
}

@Test func `Esc, Ctrl-C, an empty Enter and Backspace close it without a change`() throws {
  for key in ["Esc", "C-c", "Enter", "BSpace"] {
    var model = try Model.example()
    model.type(":")
    try model.press(keys: key)
    #expect(!model.prompt.isOpen, "\(key)")
    model.type(":kernel 5")
    if key == "Esc" || key == "C-c" {
      try model.press(keys: key)
      #expect(!model.prompt.isOpen)
    }
    #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3)")
  }
}

@Test func `the line is edited where the cursor is`() throws {
  var line = EditedLine("kernl 5")
  let keys: [Key] = [
    .left, .left, .left, "e", .end, .backspace, "7", .home, .delete, "K", .left, .left, .right,
  ]
  for key in keys where !line.edit(key) { Issue.record("\(key) edits nothing") }
  #expect(line.text == "Kernel 7")
  #expect(line.beforeCursor == "K")
  for (key, text) in [
    (Key.control("e"), "Kernel 7"), (.control("w"), "Kernel "), (.control("a"), "Kernel "),
    (.control("k"), ""), ("x", "x"), (.control("u"), ""), ("y", "y"), ("z", "yz"),
    (.control("b"), "yz"), (.control("b"), "yz"), (.control("d"), "z"), (.control("f"), "z"),
    ("w", "zw"), (" ", "zw "), ("a", "zw a"),
  ] {
    _ = line.edit(key)
    #expect(line.text == text)
  }
  for key in [Key.function(1), .alt("x")] {
    let edits = line.edit(key)
    #expect(!edits)
  }
}

@Test func `Alt moves and deletes by words`() {
  var line = EditedLine("goto one two")
  for (key, before, text) in [
    (Key.alt("b"), "goto one ", "goto one two"), (.alt("b"), "goto ", "goto one two"),
    (.alt("f"), "goto one", "goto one two"), (.alt("d"), "goto one", "goto one"),
    (.alt("f"), "goto one", "goto one"), (.alt(.backspace), "goto ", "goto "),
    (.alt("b"), "", "goto "), (.alt("b"), "", "goto "), (.alt("d"), "", " "),
  ] {
    _ = line.edit(key)
    #expect(line.beforeCursor == before, "\(key)")
    #expect(line.text == text, "\(key)")
  }
}

@Test func `Korean and wide text is edited and shown character by character`() throws {
  var model = try Model.example(size: Size(columns: 60, rows: 20))
  model.type(":input 사진.png")
  try model.press(keys: "Left Left Left Left BSpace")
  #expect(model.lastLines(4)[0] == " :input 사.png")
  #expect(model.prompt.line.beforeCursor == "input 사")
  #expect(model.frame()[10, 16].style.attributes == .reverse)
  try model.press(keys: "End")
  model.type(String(repeating: "값", count: 40))
  let frame = model.frame()
  #expect(frame.text.split(separator: "\n").allSatisfy { String($0).width <= 60 })
  #expect(model.lastLines(4)[0].hasPrefix(" :‹"))
  // A letter and its accent are one character.
  var line = EditedLine()
  _ = line.insert("e")
  _ = line.insert("\u{301}")
  _ = line.edit(.backspace)
  #expect(line.text == "")
}

@Test func `a refused line stays to be mended, with what is wrong under it`() throws {
  var model = try Model.example()
  model.type(":kernel 50")
  try model.press(keys: "Enter")
  #expect(
    model.lastLines(4) == [
      " :kernel 50",
      "  kernel 50 spans 50 rows, but the padded input has 7: add 22 to the padding",
      "  or make the kernel smaller",
      " Enter run  Tab complete  ↑↓ earlier lines  Esc close",
    ])
  try model.press(keys: "BSpace")
  #expect(model.prompt.complaint == nil)
  try model.press(keys: "Enter")
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=5)")
}

@Test func `a line whose input cannot be loaded comes back`() throws {
  var model = try Model.example()
  model.type(":input none.npy")
  let effect = model.update(.key(.enter))
  #expect(effect == .load(Source(name: "none.npy")))
  #expect(!model.prompt.isOpen)
  _ = model.update(.refused(Refusal("none.npy: cannot be read: No such file or directory")))
  #expect(
    model.lastLines(3).dropLast() == [
      " :input none.npy", "  none.npy: cannot be read: No such file or directory",
    ])
}

@Test func `a refusal that no line asked for stands in the status line`() throws {
  var model = try Model.example()
  model.type(":input a.npy")
  _ = model.update(.key(.enter))
  _ = model.update(.loaded(name: "a.npy", input: model.setup.input))
  _ = model.update(.refused(Refusal("no")))
  #expect(!model.prompt.isOpen)
  #expect(model.status == Model.Status(text: "no", isAlarm: true))
}

@Test func `Up and Down go through the lines that were run, and back to the new one`() throws {
  var model = try Model.example()
  for line in ["kernel 2", "stride 2", "kernel 2"] {
    model.type(":\(line)")
    try model.press(keys: "Enter")
  }
  #expect(model.prompt.history == ["stride 2", "kernel 2"])
  model.type(":new")
  var shown: [String] = []
  for key in ["Up", "Up", "Up", "Down", "Down", "Down"] {
    try model.press(keys: key)
    shown.append(model.prompt.line.text)
  }
  #expect(shown == ["kernel 2", "stride 2", "stride 2", "kernel 2", "new", "new"])
}

@Test func `Tab completes, shows what may follow, and goes through it`() throws {
  var model = try Model.example()
  model.type(":ker")
  try model.press(keys: "Tab")
  #expect(model.prompt.line.text == "kernel_size ")
  try model.press(keys: "C-u")
  model.type("pad")
  try model.press(keys: "Tab")
  #expect(model.lastLines(2) == [" :padding", " padding  padding_mode"])
  var shown: [String] = []
  for key in ["Tab", "Tab", "Tab", "BTab", "BTab"] {
    try model.press(keys: key)
    shown.append(model.prompt.line.text)
  }
  #expect(shown == ["padding ", "padding_mode ", "padding ", "padding_mode ", "padding "])
  model.type("same_")
  try model.press(keys: "Tab")
  #expect(model.lastLines(2) == [" :padding same_", " same_lower  same_upper"])
  try model.press(keys: "BTab Enter")
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3, padding='same_upper')")
}

@Test func `all that Tab offers is shown, line by line`() throws {
  var model = try Model.example()
  model.type(":")
  try model.press(keys: "Tab")
  let lines = model.frame().text.split(separator: "\n")
  let first = try #require(lines.firstIndex { $0.hasPrefix("   layer  layers  input") })
  #expect(lines[first - 1] == " :")
  let words = Set(lines[first...].flatMap { $0.split(separator: " ") }.map(String.init))
  let names = model.promptCommands.map(\.name)
  #expect(words.isSuperset(of: names), "\(Set(names).subtracting(words))")
  // The last candidate comes into sight, wherever it is.
  try model.press(keys: "BTab")
  #expect(model.frame().text.contains("nn.\(Catalog.names[Catalog.names.count - 1])("))
}

/// A line before Tab and after it.
struct Completed: CustomTestStringConvertible {
  let line: String
  let completed: String
  var testDescription: String { line }
}

@Test(arguments: [
  Completed(line: "inp", completed: "input "),
  Completed(line: "input ", completed: "input "),
  Completed(line: "input sample:d", completed: "input sample:digit"),
  Completed(line: "input sample:digit --g", completed: "input sample:digit --gray"),
  Completed(line: "weights s", completed: "weights sobel-x"),
  Completed(line: "layer nn.MaxP", completed: "layer nn.MaxPool2d("),
  Completed(line: "nn.LP", completed: "nn.LPPool2d("),
  Completed(
    line: "layers nn.Sequential(nn.ReLU(), nn.Avg",
    completed: "layers nn.Sequential(nn.ReLU(), nn.AvgPool2d("),
  Completed(line: "view w", completed: "view window"),
  Completed(line: "lesson a", completed: "lesson atrous"),
  Completed(line: "bias o", completed: "bias o"),
  Completed(line: "map", completed: "maps "),
])
func `Tab completes every kind of word`(_ row: Completed) throws {
  var model = try Model.example()
  model.type(":\(row.line)")
  try model.press(keys: "Tab")
  #expect(model.prompt.line.text == row.completed)
}

@Test func `Tab without anything to offer says so`() throws {
  var model = try Model.example()
  model.type(":goto x")
  try model.press(keys: "Tab")
  #expect(model.prompt.complaint == "nothing completes 'x'")
}

@Test func `a paste of layers opens the command line and is not run`() throws {
  var model = try Model.example()
  _ = model.update(
    .paste("self.net = nn.Sequential(\n    nn.Conv2d(1, 2, 3),  # edges\n    nn.ReLU())\n"))
  #expect(model.prompt.line.text == "self.net = nn.Sequential( nn.Conv2d(1, 2, 3), nn.ReLU())")
  #expect(model.notation == "nn.Conv2d(1, 1, kernel_size=3)")
  try model.press(keys: "Enter")
  #expect(model.setup.strata.count == 2)
}

@Test func `a Python session is pasted as its code`() throws {
  var model = try Model.example()
  _ = model.update(
    .paste(">>> net = nn.Sequential(\n...     nn.Conv2d(1, 2, 3),  # edges\n...     nn.ReLU())\n"))
  #expect(model.prompt.line.text == "net = nn.Sequential( nn.Conv2d(1, 2, 3), nn.ReLU())")
  try model.press(keys: "Enter")
  #expect(model.setup.strata.count == 2)
}

@Test func `layers pasted after a refusal take the place of those that were refused`() throws {
  var model = try Model.example()
  _ = model.update(.paste("nn.Conv3d(3, 8, 3)"))
  try model.press(keys: "Enter")
  #expect(model.prompt.complaint?.hasSuffix("did you mean nn.Conv2d?") == true)
  #expect(model.lastLines(1) == [" Enter run  Tab complete  ↑↓ earlier lines  Esc close"])
  _ = model.update(.paste("nn.Conv2d(1, 2, 3)"))
  #expect(model.prompt.line.text == "nn.Conv2d(1, 2, 3)")
  _ = model.update(.paste("nn.ReLU()"))
  #expect(model.prompt.line.text == "nn.Conv2d(1, 2, 3)nn.ReLU()")
}

@Test(arguments: [
  ("nn.Sequential(nn.Conv2d(1, 2, 3), ", Key.function(5)),
  ("nn.Sequential(nn.Conv2d(1, 2, 3), ", .enter), ("nn.Sequential(", .enter),
  ("nn.Sequential(nn.Conv2d(1, 2, 3), rl", .tab), ("layer ", .enter),
  ("compare nn.Conv2d(1, 2, 3) | ", .enter), ("layers nn.Foo(1)", .enter),
  ("layers nn.Conv3d(1, 2, 3) ", .enter),
])
func `a paste goes on with a line that is a command, or has not ended`(
  _ line: String, _ key: Key
) throws {
  var model = try Model.example()
  model.type(":\(line)")
  _ = model.update(.key(key))
  #expect(model.prompt.complaint != nil)
  _ = model.update(.paste("nn.ReLU()"))
  #expect(model.prompt.line.text == "\(line)nn.ReLU()")
}

@Test(arguments: [
  ("nn.Conv2d(1, 2, 3)", true), ("MaxPool2d(2)", true), ("x = torch.nn.Tanh()", true),
  ("Sequential((0): ReLU())", true), ("nn.cool(", true), ("self.c = (nn.ReLU())", true),
  ("save input cnn.npy", false), ("see nn.Conv2d for it", false), ("torch.nn.", false),
  ("convnn.foo(1)", false), ("MyReLU(2)", false), ("", false), ("(", false), ("nn.(", false),
])
func `a call of an operator is told from a file's name and from prose`(
  _ text: String, _ isNotation: Bool
) {
  #expect(PromptLine(text).isNotation == isNotation)
}

@Test func `any other paste is refused, and one in the command line is text`() throws {
  var model = try Model.example()
  _ = model.update(.paste("q\nq\n"))
  #expect(
    model.status.text
      == "pasted text is not run: layers and commands go to the command line, : opens it")
  model.type(":kernel ")
  _ = model.update(.paste("5\n\u{1B}3\r"))
  #expect(model.prompt.line.text == "kernel 5 3")
  _ = model.update(.paste(String(repeating: "x", count: 100_000)))
  #expect(model.prompt.line.text == "kernel 5 3")
  #expect(model.prompt.complaint == "the command line takes 4000 characters: paste less")
}

@Test func `any keys and pastes in the command line leave the model whole`() throws {
  var model = try Model.example("nn.Sequential(nn.Conv2d(1, 2, 3), nn.MaxPool2d(2))")
  var random = SplitMix64(state: 3)
  let keys: [Key] = [
    .left, .right, .up, .down, .home, .end, .tab, .backTab, .enter, .backspace, .delete, ":", " ",
    "(", ")", ",", "k", "p", "1", "9", "n", ".", "값", .control("w"), .control("u"), .escape,
    .alt("b"), .alt("d"), .alt("x"),
  ]
  let pastes = ["nn.Conv2d(1, 2, 3)", "kernel ", "padding ((0,1),(0,1))", "goto 1,", "weights "]
  for number in 0..<3000 {
    if !model.prompt.isOpen { model.type(":") }
    if number % 29 == 0 {
      _ = model.update(.resize(Size(columns: 1 + number % 131, rows: 1 + number % 43)))
      if number % 3 == 0 { _ = model.run("code") }
    }
    if number % 17 == 0, let text = pastes.randomElement(using: &random) {
      _ = model.update(.paste(text))
    } else if let key = keys.randomElement(using: &random) {
      _ = model.update(.key(key))
    }
    if number % 50 == 0 { #expect(model.frame().size == model.size) }
  }
}

@Test func `the pointer does not reach through the command line`() throws {
  var model = try Model.example(size: Size(columns: 120, rows: 40))
  model.type(":")
  let before = model.setup.position
  _ = model.update(.pointer(Pointer(.wheelDown, column: 10, row: 10)))
  #expect(model.setup.position == before)
  try model.press(keys: "Esc")
  _ = model.update(.pointer(Pointer(.wheelDown, column: 10, row: 10)))
  #expect(model.setup.position != before)
}

@Test func `Alt and a letter keep the line, and without one are Escape and the letter`() throws {
  var model = try Model.example()
  model.type(":kernel 5")
  try model.press(keys: "M-b M-x")
  #expect(model.prompt.line.beforeCursor == "kernel ")
  #expect(model.prompt.complaint == "Alt-x does nothing here: Esc closes")
  try model.press(keys: "M-Space")
  #expect(model.prompt.complaint == "Alt-space does nothing here: Esc closes")
  try model.press(keys: "M-BSpace")
  #expect(model.prompt.line.text == "5")
  try model.press(keys: "Escape ?")
  #expect(model.isHelping)
  try model.press(keys: "M-l")
  #expect(!model.isHelping)
  #expect(model.setup.position.column == 1)
}
