import ConvCore

/// A kernel with a name: Sobel's, a blur, a sharpening.
public struct NamedKernel: Hashable, Sendable {
  public let name: String
  /// What it does, in a few words.
  public let summary: String
  /// The weights, row by row, laid on the image as they stand: cross-correlation, no flip.
  public let rows: [[Float]]

  /// Every kernel of `Assets/kernels.txt`, in its order.
  public static let all: [NamedKernel] = NamedGrid.builtIn("kernels.txt").map { grid in
    NamedKernel(name: grid.name, summary: grid.summary, rows: grid.channels.first ?? [])
  }

  /// The kernel of that name, or a refusal that names the nearest ones.
  public static func named(_ name: String) throws(Refusal) -> NamedKernel {
    guard let kernel = all.first(where: { $0.name == name }) else {
      throw Names(all.map(\.name)).refusal(of: name, as: "kernel")
    }
    return kernel
  }

  /// As one filter that reads every channel alike: (1, channels, rows, columns).
  public func filter(channels: Int) -> Tensor {
    let shape = Shape(channels: channels, height: rows.count, width: rows.first?.count ?? 0)
    let plane = rows.flatMap { $0 }
    return Tensor(shape: shape, elements: (0..<channels).flatMap { _ in plane })
  }
}

extension NamedGrid {
  /// The grids of a file that is compiled in, and so must be sound.
  static func builtIn(_ file: String) -> [NamedGrid] {
    do { return try all(in: Asset.text(file), named: file) } catch {
      preconditionFailure("\(error)")
    }
  }
}
