import ConvCore
import Testing

@testable import ConvScreen

/// Layers, and a line that is refused there.
struct RefusedThere: CustomTestStringConvertible {
  var layers = "nn.Conv2d(2, 4, 3)"
  let line: String
  var testDescription: String { "\(layers), \(line)" }
}

/// Names, literals and units, which stay what they are in any language.
private let untranslated: Set<Substring> = [
  "window", "nn", "kernel", "size", "stride", "padding", "dilation", "groups", "bias", "mode",
  "channels",
  "out", "in", "none", "true", "false", "valid", "same", "upper", "lower", "zeros", "reflect",
  "replicate", "circular", "float", "norm", "type", "divisor", "override", "output", "input",
  "ceil",
  "count", "include", "pad", "conv", "memory", "limit", "gib", "tib", "pib", "eib", "ramp", "gray",
  "resize", "crop", "sample", "name", "npy", "py", "compare", "layer", "layers", "sequential",
  "esc",
  "enter", "view", "speed", "goto", "save", "sobel", "blur", "integers", "digit", "grid", "atrous",
  "convscope", "state", "tab", "mib", "value", "return", "indices", "map", "row", "column", "stack",
  "npz",
]

/// The English words of a sentence that are no names.
private func englishWords(_ sentence: String) -> [Substring] {
  let letters = sentence.lowercased().split { !("a"..."z").contains($0) }
  return letters.filter { $0.count > 1 && !untranslated.contains($0) && !$0.hasPrefix("x") }
    .filter { word in !Catalog.names.contains { $0.lowercased().contains(word) } }
}

@Test(arguments: [
  RefusedThere(line: "kernel 50"), RefusedThere(line: "kernel 0"), RefusedThere(line: "kernel 1.5"),
  RefusedThere(line: "kernel 1,2,3"), RefusedThere(line: "kernel (1"),
  RefusedThere(line: "stride 0"),
  RefusedThere(line: "padding -1"), RefusedThere(line: "padding 'x'"), RefusedThere(line: "bias 3"),
  RefusedThere(line: "padding ((1, 2), 3)"), RefusedThere(line: "padding_mode same"),
  RefusedThere(line: "dilation 9"), RefusedThere(line: "groups 3"), RefusedThere(line: "groups 0"),
  RefusedThere(line: "out_channels 0"),
  RefusedThere(line: "kernel 99999999999"), RefusedThere(line: "maps 2000000000"),
  RefusedThere(layers: "nn.Conv2d(2, 4, 3, stride=2)", line: "padding same"),
  RefusedThere(layers: "nn.Conv2d(2, 4, 3, padding=7)", line: "padding_mode reflect"),
  RefusedThere(
    layers: "nn.Conv2d(2, 4, 3, padding_mode='circular', padding=7)", line: "padding 8"),
  RefusedThere(layers: "nn.MaxPool2d(2)", line: "padding 2"),
  RefusedThere(layers: "nn.MaxPool2d(2)", line: "groups 2"),
  RefusedThere(layers: "nn.MaxPool2d(2)", line: "weights sobel-x"),
  RefusedThere(layers: "nn.MaxPool2d(2)", line: "save kernel a.npy"),
  RefusedThere(layers: "nn.MaxPool2d(2)", line: "save bias a.npy"),
  RefusedThere(layers: "nn.AvgPool2d(2)", line: "divisor 0"),
  RefusedThere(layers: "nn.LPPool2d(2, 2)", line: "norm 0"),
  RefusedThere(layers: "nn.AdaptiveAvgPool2d(2)", line: "size 0"),
  RefusedThere(layers: "nn.AdaptiveAvgPool2d(2)", line: "size None"),
  RefusedThere(layers: "nn.ConvTranspose2d(2, 1, 3)", line: "output_padding 1"),
  RefusedThere(layers: "nn.ConvTranspose2d(2, 1, 3)", line: "padding 9"),
  RefusedThere(layers: "nn.ZeroPad2d(1)", line: "padding -9"),
  RefusedThere(layers: "nn.ZeroPad2d(1)", line: "padding 1,2"),
  RefusedThere(line: "nn.Conv2d(2, 4)"), RefusedThere(line: "nn.MaxPool2d(2, 2, 0, 1, 0, 0, 7)"),
  RefusedThere(line: "nn.MaxPool2d(2, shape=1)"), RefusedThere(line: "nn.MaxPool2d(2"),
  RefusedThere(line: "nn.MaxPool2d(2, kernel_size=2)"),
  RefusedThere(line: "nn.MaxPool2d(kernel_size=2, 2)"),
  RefusedThere(line: "layers nn.Sequential()"), RefusedThere(line: "layers ramp"),
  RefusedThere(line: "layer nn.ReLU() nn.ReLU()"), RefusedThere(line: "layer nn.Linear(2)"),
  RefusedThere(line: "weights blur"), RefusedThere(line: "weights sobel"),
  RefusedThere(line: "weights zzzzzz"), RefusedThere(line: "goto 9,9,9"),
  RefusedThere(line: "goto x"), RefusedThere(line: "view none"), RefusedThere(line: "speed 3"),
  RefusedThere(line: "save output a.txt"), RefusedThere(line: "goto! 1,1"),
  RefusedThere(line: "input --gray"), RefusedThere(line: "input a.png --grey"),
  RefusedThere(line: "undo now"), RefusedThere(line: "kernal 3"), RefusedThere(line: "lesson zzzz"),
  RefusedThere(line: "lesson atrou"),
])
func `a refused line is refused in Korean`(_ row: RefusedThere) throws {
  var model = try Model.example(row.layers, channels: 2)
  _ = model.run(row.line)
  #expect(model.status.isAlarm, "\(model.status.text)")
  let said = Language.korean.say(model.status.text)
  #expect(said.width > said.unicodeScalars.count, "\(model.status.text)")
  let left = englishWords(said).filter { !row.line.lowercased().contains($0) }
  #expect(left.isEmpty, "\(said): \(left)")
}

@Test(arguments: [
  "a.npy: cannot be read: No such file or directory", "a/: cannot be listed: Permission denied",
  "a.npy: cannot be written: Is a directory",
  "a.npy: is there already: put ! behind the command to write over it",
  "a.npy: is larger than the memory limit: raise --memory-limit",
  "a.npz: holds 2 arrays; name one of x, xy, as in a.npz:NAME",
  "a.npz: holds no array 'z', but x, xy",
  "a.npy: shape (2) has 1 axes, but an image has 2 (H×W), 3 (C×H×W) or 4 (N×C×H×W)",
  "the output 4×90000×90000 needs 120.7 GiB, more than the limit of 4 GiB: "
    + "use something smaller or raise --memory-limit",
  "output 1×2×2 is in a.npy", "all is in a: convscope --state a shows it again",
  "12 lines are in a.py, its arrays in a.npz", "F9 does nothing here: Esc closes",
  "nothing completes 'map'", "B looks 1 down, 0.5 left", "B looks 2 up",
])
func `what files and folders answer is said in Korean`(_ sentence: String) {
  let said = Language.korean.say(sentence)
  #expect(said.width > said.unicodeScalars.count)
  #expect(englishWords(said).isEmpty, "\(said): \(englishWords(said))")
}
