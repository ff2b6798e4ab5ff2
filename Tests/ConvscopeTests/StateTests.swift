import ConvCore
import ConvFiles
import SeededRandom
import Testing

@testable import ConvScreen
@testable import convscope

private let size = Size(columns: 100, rows: 30)
private let options = Model.Options(
  samples: ["digit"], kernels: [], limit: MemoryLimit(bytes: 1 << 20))

/// The bytes that `:state` writes.
private func bytes(_ model: Model) -> [UInt8] {
  Safetensors.bytes(of: model.saved.arrays, metadata: model.saved.words)
}

private func opened(_ bytes: [UInt8], _ options: Model.Options = options) throws -> Model {
  let saved = try SavedState(bytes, named: "state", limit: options.limit)
  return try Model(size: size, saved: saved, options: options)
}

/// The screen without what was said last.
private func picture(_ model: Model) -> Frame {
  var model = model
  model.status = Model.Status(text: "")
  return model.frame()
}

@Test(arguments: CodeRow.all)
func `a saved state opens as it was`(_ row: CodeRow) throws {
  var model = try row.edited()
  _ = model.update(.resize(size))
  for key in [Key.escape, .right, ".", "+"] { _ = model.update(.key(key)) }
  let again = try opened(bytes(model))
  #expect(picture(again) == picture(model))
  #expect(again.saved == model.saved)
  for focus in 0..<3 {
    for key in [Key.tab, .right, .down] { _ = model.update(.key(key)) }
    let again = try opened(bytes(model))
    #expect(again.saved == model.saved, "after \(focus + 1) changes of the focus")
  }
}

@Test(arguments: [
  "2 Right Down . .", "3 ] Tab Down", "4 Right Down", "4 o k p Right", "V Right Enter", "V Right",
  "V 4 Enter",
  "2 Tab .", "3 n c",
])
func `a saved state opens in its view`(_ keys: String) throws {
  var model = try CodeRow(
    name: "stack",
    layers: "nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.MaxPool2d(2, 1))",
    input: "sample:astronaut", options: ["--resize", "9x8"]
  ).model()
  _ = model.update(.resize(size))
  for name in keys.split(separator: " ") {
    _ = model.update(.key(try #require(Key(named: String(name)))))
  }
  var again = try opened(bytes(model))
  #expect(again.saved == model.saved)
  while model.nextTick == 0 { _ = model.update(.tick) }
  while again.nextTick == 0 { _ = again.update(.tick) }
  #expect(picture(again).text == picture(model).text)
}

@Test func `a state keeps numbers to the last bit`() throws {
  var model = try CodeRow(name: "bits", layers: "nn.ReLU()").model()
  let odd: [Float] = [-0.0, .leastNonzeroMagnitude, 0.1, .infinity, -.greatestFiniteMagnitude]
  _ = model.update(
    .loaded(
      name: "odd \"name\"\n\u{1}값",
      input: Tensor(shape: Shape(channels: 1, height: 1, width: 5), elements: odd)))
  let again = try opened(bytes(model))
  #expect(again.setup.input.elements.map(\.bitPattern) == odd.map(\.bitPattern))
  #expect(again.setup.inputName == "odd \"name\"\n\u{1}값")
}

/// A word of the state put wrong, and the refusal.
struct WrongWord: CustomTestStringConvertible {
  let name: String
  let word: String?
  let sentence: String
  var testDescription: String { sentence }
}

@Test(arguments: [
  WrongWord(name: "convscope", word: "state 9", sentence: "is no state that this convscope reads"),
  WrongWord(name: "view", word: nil, sentence: "the state has no 'view'"),
  WrongWord(name: "layer", word: "3", sentence: "the state's layer is 3, but there are 3"),
  WrongWord(name: "layer", word: "-1", sentence: "the state's layer is '-1', not 1 whole numbers"),
  WrongWord(
    name: "position", word: "0,1", sentence: "the state's position is '0,1', not 3 whole numbers"),
  WrongWord(
    name: "position", word: "0,7,0", sentence: "the state stands outside the output 4×7×7"),
  WrongWord(
    name: "focus", word: "all",
    sentence: "the state's focus is 'all', not input, kernel, output or settings"),
  WrongWord(
    name: "speed", word: "3", sentence: "the state's speed is '3', not 1, 2, 4, 8, 16 or 32"),
  WrongWord(name: "tap", word: "9", sentence: "the state's tap is 9, but there are 9"),
  WrongWord(
    name: "marked", word: "7,0", sentence: "the state's marked is 7,0, but there are 7×7"),
  WrongWord(
    name: "marked kernel", word: "0,3",
    sentence: "the state's marked kernel is 0,3, but there are 3×3"),
  WrongWord(
    name: "names", word: "0\n1",
    sentence: "the state has 3 layers, 2 names and 3 weights"),
  WrongWord(
    name: "weights", word: "integers\nintegers\nall",
    sentence: "the state's weights are 'all', not integers, kernel NAME or given"),
  WrongWord(
    name: "weights", word: "kernel x\nintegers\nintegers",
    sentence: "the state has no array '0.kernel'"),
])
func `a state that contradicts itself is refused`(_ row: WrongWord) throws {
  let model = try CodeRow.all[1].model()
  var saved = model.saved
  saved.words[row.name] = row.word
  #expect(throws: Refusal(row.sentence)) {
    try Model(size: size, saved: saved, options: options)
  }
}

/// An array of the state put wrong, and the refusal.
struct WrongArray: CustomTestStringConvertible {
  let name: String
  let lengths: [Int]
  let sentence: String
  var testDescription: String { sentence }
}

@Test(arguments: [
  WrongArray(
    name: "input", lengths: [7, 7],
    sentence: "the state's input has shape [7, 7], not channels, rows and columns"),
  WrongArray(
    name: "weight", lengths: [3, 3], sentence: "weight has shape [3, 3], not four lengths"),
  WrongArray(name: "bias", lengths: [1, 1], sentence: "bias has shape [1, 1], not one length"),
])
func `a state with an array of another rank is refused`(_ row: WrongArray) throws {
  var saved = try CodeRow(name: "edited").edited().saved
  saved.arrays[row.name] = NumericArray(
    lengths: row.lengths, elements: [Float](repeating: 1, count: row.lengths.reduce(1, *)))
  #expect(throws: Refusal(row.sentence)) {
    try Model(size: size, saved: saved, options: options)
  }
}

@Test func `a mutated state opens or is refused, never more`() throws {
  let files = try [1, 5, 25].map { bytes(try CodeRow.all[$0].edited()) }
  var random = SplitMix64(state: 5)
  var refused = 0
  for number in 0..<1000 {
    var bytes = files[Int.random(in: 0..<files.count, using: &random)]
    for _ in 0...Int.random(in: 0..<3, using: &random) {
      // Mostly the header, whose length stands in the first 8 bytes.
      let place = Int.random(in: 8..<min(bytes.count, 900), using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = UInt8.random(in: 0x30...0x39, using: &random)
      default: bytes.swapAt(place, place - 1)
      }
    }
    do {
      let model = try opened(bytes)
      if number.isMultiple(of: 8) { _ = picture(model) }
    } catch is Refusal { refused += 1 }
  }
  #expect(refused > 200 && refused < 1000, "\(refused) of 1000 refused")
}

@Test func `a state opens with its values hidden when that is asked for`() throws {
  var model = try CodeRow(name: "sobel").model()
  var predicting = options
  predicting.predicts = true
  let hidden = try opened(bytes(model), predicting)
  #expect(hidden.hidesValue)
  #expect(hidden.frame().text.contains("= ?"))
  #expect(try !opened(bytes(model)).hidesValue)
  // What was hidden and then revealed stays so.
  for key in [Key("V"), "v"] { _ = model.update(.key(key)) }
  #expect(try !opened(bytes(model), predicting).hidesValue)
  #expect(try opened(bytes(model), predicting).isPredicting)
}

@Test(arguments: [
  ("LAYERS", ["nn.ReLU()"]), ("--input", ["--input", "sample:digit"]), ("--gray", ["--gray"]),
  ("--kernel", ["--kernel", "sobel-x"]), ("--resize", ["--resize", "4x4"]),
  ("--crop", ["--crop", "0,0,2x2"]), ("--batch-index", ["--batch-index", "1"]),
])
func `a state stands alone on the command line`(_ name: String, _ words: [String]) {
  do {
    _ = try ExploreOptions.parse(words + ["--state", "a.convscope"])
    Issue.record("\(name) was taken")
  } catch {
    let sentence = ExploreOptions.message(for: error)
    #expect(sentence == "--state holds all that is shown: leave out \(name)")
  }
}

@Test func `a state saved in a lesson goes on in it`() throws {
  try withFolder { folder in
    let path = "\(folder)/a.convscope"
    let options = try ExploreOptions.parse([])
    var model = try options.model(size: size, isDark: true)
    options.settle(&model, try model.openLesson(named: "atrous"))
    for key in [Key(">"), ">", ">", ":"] { options.settle(&model, model.update(.key(key))) }
    for character in "state \(path)" { _ = model.update(.key(.character(character))) }
    options.settle(&model, model.update(.key(.enter)))
    let saved = try ExploreOptions.parse(["--state", path])
    var again = try saved.model(size: size, isDark: true)
    #expect(again.isOnPath)
    #expect(picture(again) == picture(model))
    // On the path Enter goes on.
    for key in [Key.enter, .right, "f", "<", "<", ">", ">", ">"] {
      options.settle(&model, model.update(.key(key)))
      saved.settle(&again, again.update(.key(key)))
      #expect(picture(again) == picture(model), "\(key)")
    }
    // On a smaller screen it waits for room, and is there again.
    var small = try saved.model(size: Size(columns: 60, rows: 20), isDark: true)
    #expect(small.frame().text.contains("needs 60×26, has 60×20"))
    _ = small.update(.resize(size))
    #expect(small.course?.place == 3)
  }
}

@Test(arguments: [
  ("lesson", "atros", "no lesson is called 'atros': did you mean atrous?"),
  ("lesson step", "99", "the state's lesson step is 99, but there are 9"),
])
func `a state in a lesson that there is not is refused`(
  _ name: String, _ word: String, _ sentence: String
) throws {
  let options = try ExploreOptions.parse([])
  var model = try options.model(size: size, isDark: true)
  options.settle(&model, try model.openLesson(named: "atrous"))
  var saved = model.saved
  saved.words[name] = word
  #expect(throws: Refusal(sentence)) {
    try model.resumeLesson(of: saved, settle: options.settle)
  }
}
