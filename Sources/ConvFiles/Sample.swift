import ConvCore

/// A picture that comes with the program.
public struct Sample: Hashable, Sendable {
  public let name: String
  /// What it shows, in a few words.
  public let summary: String
  private let content: Content

  private enum Content: Hashable {
    case grid(NamedGrid)
    case photo(path: String)
  }

  /// The small grids of `Assets/grids.txt`, then the photos; the first is the one to begin with.
  public static let all: [Sample] = grids + photos

  /// The sample of that name, or a refusal that names the nearest ones.
  public static func named(_ name: String) throws(Refusal) -> Sample {
    guard let sample = all.first(where: { $0.name == name }) else {
      throw Names(all.map(\.name)).refusal(of: name, as: "sample")
    }
    return sample
  }

  /// The picture, (1, C, H, W): a grid's whole numbers as they stand, a photo in 0…1.
  public func tensor() throws(Refusal) -> Tensor {
    switch content {
    case .grid(let grid): grid.tensor
    case .photo(let path):
      try Picture.tensor(from: Asset.bytes(path), named: path, limit: .standard)
    }
  }
}

extension Sample {
  private static let grids = NamedGrid.builtIn("grids.txt").map { grid in
    Sample(name: grid.name, summary: grid.summary, content: .grid(grid))
  }

  private static let photos = [
    photo("astronaut", "Eileen Collins, 96×96, colour"),
    photo("camera", "a man behind a camera, 96×96, gray"),
    photo("chelsea", "a cat, 120×80, colour"),
    photo("coffee", "a cup of coffee, 120×80, colour"),
    photo("coins", "Greek coins, 96×76, gray"),
    photo("rocket", "a rocket on its pad, 96×64, colour"),
    photo("text", "a page of text, 160×64, gray"),
    photo("brick", "a brick wall, 64×64, gray"),
    photo("horse", "the silhouette of a horse, 78×64, gray"),
    photo("astronaut-large", "Eileen Collins, 512×512, colour"),
    photo("rocket-large", "a rocket on its pad, 640×427, colour", type: "jpg"),
  ]

  private static func photo(_ name: String, _ summary: String, type: String = "png") -> Sample {
    Sample(name: name, summary: summary, content: .photo(path: "photos/\(name).\(type)"))
  }
}
