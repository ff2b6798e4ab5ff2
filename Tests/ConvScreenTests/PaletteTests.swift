import ConvCore
import Testing

@testable import ConvScreen

private let palettes = ColorTier.allCases.filter { $0 != .none }.flatMap { tier in
  Palette.Background.allCases.map { Palette(tier: tier, background: $0) }
}

/// How someone sees, as a matrix on linear red, green and blue.
///
/// Machado, Oliveira and Fernandes, 2009, severity 1.
private enum Sight: CaseIterable {
  case usual, protanopia, deuteranopia, tritanopia

  var matrix: [[Double]] {
    switch self {
    case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanopia:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }

  /// The difference of two colours in CIELAB (ΔE*ab, 1976), D65.
  func difference(_ one: RGB, _ other: RGB) -> Double {
    zip(lab(one), lab(other)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  private func lab(_ color: RGB) -> [Double] {
    let light = [color.red, color.green, color.blue].map { value in
      // The luminance of a grey is the linear part itself.
      RGB(value, value, value).luminance
    }
    let seen = matrix.map { row in min(max(zip(row, light).reduce(0) { $0 + $1.0 * $1.1 }, 0), 1) }
    let toXYZ = [
      [0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505],
    ]
    let white = [0.95047, 1, 1.08883]
    let f = zip(toXYZ, white).map { row, white in
      cube(zip(row, seen).reduce(0) { $0 + $1.0 * $1.1 } / white)
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }

  private func cube(_ value: Double) -> Double {
    guard value > 216.0 / 24389 else { return (24389.0 / 27 * value + 16) / 116 }
    var root = 0.5
    for _ in 0..<40 { root -= (root * root * root - value) / (3 * root * root) }
    return root
  }
}

/// Colours all over the cube.
private let shades = stride(from: 0, through: 255, by: 15).flatMap { red in
  stride(from: 0, through: 255, by: 15).flatMap { green in
    stride(from: 0, through: 255, by: 15).map { RGB(UInt8(red), UInt8(green), UInt8($0)) }
  }
}

@Test(arguments: palettes)
func `point 30: text on any generated colour has a contrast of 4.5`(_ palette: Palette) throws {
  let rendition = Rendition(palette: palette, charset: .unicode)
  let inks: [Paint] = [
    .terminal, .role(.structure), .role(.window), .shade(.white), .shade(.black),
  ]
  var least = 21.0
  for shade in shades {
    for ink in inks {
      let cell = Cell(scalar: "5", style: Style(ink: ink, ground: .shade(shade)))
      let look = rendition.appearance(of: cell)
      let (text, ground) = (try #require(look.ink.shade), try #require(look.ground.shade))
      least = min(least, text.contrast(with: ground))
    }
  }
  // Of xterm's eight colours, magenta is between black and white; owners choose their own eight.
  #expect(least >= (palette.tier == .eight ? 4.47 : 4.5))
}

@Test(arguments: palettes.filter { [.indexed, .direct].contains($0.tier) })
func `point 30: roles can be read, as ink and as ground`(_ palette: Palette) throws {
  let page: RGB = palette.background == .dark ? .black : .white
  for role in Role.allCases where role != .onRole {
    let ink = try #require(palette.color(.role(role), ink: true).shade)
    #expect(ink.contrast(with: page) >= 4.5, "\(role)")
    guard role != .structure else { continue }
    let ground = try #require(palette.color(.role(role), ink: false).shade)
    let text = try #require(palette.color(.role(.onRole), ink: true).shade)
    #expect(text.contrast(with: ground) >= 4.5, "\(role)")
  }
}

@Test(arguments: palettes.filter { [.indexed, .direct].contains($0.tier) }, Sight.allCases)
private func `point 30: roles stay apart for every kind of sight`(
  _ palette: Palette, _ sight: Sight
)
  throws
{
  let roles: [Role] = [.window, .other, .tap, .link, .alarm]
  for isInk in [true, false] {
    for (place, one) in roles.enumerated() {
      for other in roles.dropFirst(place + 1) {
        let colors = try [one, other].map { role in
          try #require(palette.color(.role(role), ink: isInk).shade)
        }
        // ΔE*ab of 2 is just seen side by side.
        #expect(sight.difference(colors[0], colors[1]) >= 15, "\(one) and \(other), ink: \(isInk)")
      }
    }
  }
}

@Test(arguments: [true, false], Sight.allCases)
private func `point 30: signs stay apart for every kind of sight`(isDark: Bool, _ sight: Sight) {
  let shading = Shading(least: -1, most: 1, isDark: isDark)
  let colors = [Float(-1), 0, 1, .nan].map(shading.color)
  for (place, one) in colors.enumerated() {
    for other in colors.dropFirst(place + 1) { #expect(sight.difference(one, other) >= 15) }
  }
}

@Test(arguments: Palette.Background.allCases)
func `a window's frame in a picture has one colour, in either half of a cell`(
  _ background: Palette.Background
) throws {
  let rendition = Rendition(
    palette: Palette(tier: .indexed, background: background), charset: .unicode)
  var frame = Frame(size: Size(columns: 8, rows: 6))
  let picture = PicturePane(column: 1, row: 1, columns: 6, rows: 3, source: Pair(6, 6))
  picture.drawBare(into: &frame, window: (1...3, 1...3)) { _, _ in .shade(.white) }
  // The frame's upper edge is the lower half of row 1, its lower edge that of row 2.
  let edges = [(2, 1), (2, 2)].map { rendition.appearance(of: frame[$0.0, $0.1]) }
  #expect(edges[0].ground == rendition.palette.color(.role(.window), ink: false))
  #expect(edges[1].ground == edges[0].ground)
  #expect(rendition.appearance(of: frame[2, 2]).ink == edges[0].ground)
}

@Test(arguments: Palette.Background.allCases)
func `of 16 colours as many stand for values below 0 as above`(_ background: Palette.Background) {
  let palette = Palette(tier: .sixteen, background: background)
  let shading = Shading(least: -2, most: 2, isDark: background == .dark)
  func index(_ value: Float) -> UInt8? {
    guard case .index(let index) = palette.color(.shade(shading.color(value)), ink: false) else {
      return nil
    }
    return index
  }
  let (weak, strong): (UInt8, UInt8) = background == .dark ? (0, 8) : (8, 0)
  for (size, shift) in [(Float(0.25), weak), (1, strong), (2, strong)] {
    #expect(index(size) == 1 + shift)
    #expect(index(-size) == 4 + shift)
  }
  #expect(index(0) == (background == .dark ? 0 : 15))
}
