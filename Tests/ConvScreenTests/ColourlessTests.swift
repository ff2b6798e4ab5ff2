import ConvCore
import Testing

@testable import ConvScreen

/// What a place of a grid is; every kind must look different without colours.
private enum Kind: Hashable, CaseIterable {
  case plain, tap, focusedTap, hole, padding, paddedTap, unread, marked
}

private let plain = Rendition(
  palette: Palette(tier: .none, background: .dark), charset: .unicode)

extension Model {
  /// The place's cells without colours, its digits made alike: marks, texture, attributes.
  fileprivate func look(of place: Pair, in pane: GridPane) -> [Appearance] {
    let frame = frame()
    return (0..<size.rows).flatMap { row in
      (0..<size.columns).filter { pane.place(column: $0, row: row) == place }.map { column in
        var look = plain.appearance(of: frame[column, row])
        if look.scalar.properties.numericType != nil || look.scalar == "−" { look.scalar = "0" }
        if look.scalar == " " { look.attributes = [] }
        return look
      }
    }
  }
}

@Test func `point 29: without colours the places of the input are told apart`() throws {
  var model = try Model.example(
    "nn.Conv2d(1, 1, 2, stride=4, padding=1, dilation=2)", size: Size(columns: 120, rows: 40))
  try model.press(keys: ".")
  let marked = Pair(5, 5)
  model.mark(row: marked.rows, column: marked.columns)
  let pane = try #require(WindowLayout(model).input.grid)
  let taps = model.step.taps
  let tapped = Set(taps.map { Pair($0.place.row, $0.place.column) })
  let read = Set(
    model.stage.trace.flatMap { $0.taps.map { Pair($0.place.row, $0.place.column) } })
  var looks: [Kind: Set<[Appearance]>] = [:]
  for row in pane.rowPlaces {
    for column in pane.columnPlaces {
      let place = Pair(row, column)
      let isInside = (0..<7).contains(row) && (0..<7).contains(column)
      let kind: Kind =
        if place == Pair(taps[0].place.row, taps[0].place.column) {
          .focusedTap
        } else if place == marked {
          .marked
        } else if tapped.contains(place) {
          isInside ? .tap : .paddedTap
        } else if (-1...1).contains(row), (-1...1).contains(column) {
          .hole
        } else if !isInside {
          .padding
        } else {
          read.contains(place) ? .plain : .unread
        }
      looks[kind, default: []].insert(model.look(of: place, in: pane))
    }
  }
  for kind in Kind.allCases where kind != .paddedTap {
    #expect(looks[kind] != nil, "\(kind) is not on the screen")
    for other in Kind.allCases where other != kind && other != .paddedTap {
      #expect(
        looks[kind, default: []].isDisjoint(with: looks[other, default: []]),
        "\(kind) looks like \(other)")
    }
  }
}

@Test
func `point 29: without colours the element one stands on is told apart, and signs are written`()
  throws
{
  var model = try Model.example("nn.Conv2d(1, 1, 3)", size: Size(columns: 120, rows: 40))
  try model.press(keys: "Down Right Right")
  let pane = try #require(WindowLayout(model).output.grid)
  let here = Pair(model.setup.position.row, model.setup.position.column)
  let look = model.look(of: here, in: pane)
  for row in pane.rowPlaces {
    for column in pane.columnPlaces where Pair(row, column) != here {
      #expect(model.look(of: Pair(row, column), in: pane) != look)
    }
  }
  for (number, text) in [(Float(-2), "−2"), (2, "2"), (-0.5, "−0.5")] {
    #expect(NumberFormat.exact(number) == text)
  }
}

@Test func `point 31: where nothing may move, space steps once`() throws {
  var model = try Model.example()
  model.isStill = true
  for place in 1...3 {
    try model.press(keys: "Space")
    #expect(model.nextTick == nil)
    #expect(!model.isPlaying)
    #expect(model.stage.trace.index(of: model.setup.position) == place)
  }
}

@Test(arguments: [20, 30, 40, 50, 59])
func `point 31: a narrow screen keeps its keys`(columns: Int) throws {
  var model = try Model.example(size: Size(columns: columns, rows: 24))
  let footer = try #require(model.lastLines(1).first)
  #expect(footer.hasSuffix("q quit"))
  if columns >= 40 { #expect(footer == "←→ step  u undo  ^Z suspend  q quit") }
  try model.press(keys: "Right")
  #expect(model.lastLines(24).contains { $0.hasPrefix("out[0, 0, 1] = ") })
  let need = columns < 22 ? "needs 60×20" : "needs 60×20, has \(columns)×24"
  #expect(model.lastLines(24).contains(need))
}

@Test func `without colours B is underlined, and no blank beside it`() throws {
  var model = try Model.example(size: Size(columns: 120, rows: 40))
  try model.press(keys: "4")
  let layout = CompareLayout(model, try #require(model.contrast))
  let frame = model.frame()
  var underlined = ""
  for row in layout.verdict.row..<layout.table.row + layout.table.rows {
    for column in 0..<frame.size.columns {
      let look = plain.appearance(of: frame[column, row])
      if look.attributes.contains(.underline) { underlined.unicodeScalars.append(look.scalar) }
    }
  }
  #expect(underlined.contains("B"))
  #expect(underlined.allSatisfy { $0 == "B" })
}

@Test(arguments: Palette.Background.allCases)
func `without colours a picture of signed values says their signs`(
  _ background: Palette.Background
) {
  let isDark = background == .dark
  let bare = Rendition(palette: Palette(tier: .none, background: background), charset: .ascii)
  func character(_ value: Float, _ shading: Shading) -> Character {
    let paint = Paint.shade(shading.color(value))
    return Character(
      bare.appearance(of: Cell(scalar: "▀", style: Style(ink: paint, ground: paint))).scalar)
  }
  let signed = Shading(least: -4, most: 4, isDark: isDark)
  for value in stride(from: Float(0.25), through: 4, by: 0.25) {
    #expect("+*#".contains(character(value, signed)), "\(value)")
    #expect("-~=".contains(character(-value, signed)), "\(-value)")
  }
  let grays = Shading(least: 0, most: 4, isDark: isDark)
  for value in stride(from: Float(0), through: 4, by: 0.25) {
    #expect(Shading.sign(of: grays.color(value), isDark: isDark) == nil, "\(value)")
  }
}
