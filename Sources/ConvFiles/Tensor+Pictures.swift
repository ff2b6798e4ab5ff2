import ConvCore

extension Tensor {
  /// Brightness in one channel: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), as Pillow's "L".
  ///
  /// One channel stays as it is; of any other number than three, the mean is taken.
  public func gray() -> Tensor {
    guard shape.channels > 1 else { return self }
    let mean = Float(1) / Float(shape.channels)
    let weights =
      shape.channels == 3 ? [0.299, 0.587, 0.114] : [Float](repeating: mean, count: shape.channels)
    var single = shape
    single.channels = 1
    var gray = Tensor(shape: single, repeating: 0)
    for image in 0..<shape.batch {
      for (channel, weight) in weights.enumerated() {
        let source = (image * shape.channels + channel) * shape.plane
        for place in 0..<shape.plane {
          gray.elements[image * shape.plane + place] += weight * elements[source + place]
        }
      }
    }
    return gray
  }

  /// The rectangle of every channel whose top left corner is at (x, y).
  public func cropped(x: Int, y: Int, columns: Int, rows: Int) throws(Refusal) -> Tensor {
    guard columns > 0, rows > 0 else {
      throw Refusal("a crop of \(columns)×\(rows) is empty: both lengths must be 1 or more")
    }
    guard x >= 0, y >= 0, columns <= shape.width, rows <= shape.height,
      x <= shape.width - columns, y <= shape.height - rows
    else {
      throw Refusal(
        "a crop of \(columns)×\(rows) at \(x),\(y) leaves the picture of "
          + "\(shape.width)×\(shape.height)")
    }
    var elements: [Float] = []
    elements.reserveCapacity(shape.batch * shape.channels * rows * columns)
    for plane in 0..<shape.batch * shape.channels {
      for row in y..<y + rows {
        let start = plane * shape.plane + row * shape.width + x
        elements += self.elements[start..<start + columns]
      }
    }
    return Tensor(shape: resizing(columns: columns, rows: rows), elements: elements)
  }

  /// Every channel at another size: the mean of the area when an axis shrinks, bilinear when it grows.
  ///
  /// Growing keeps pixel centres in place, as PyTorch's `interpolate(align_corners=False)` does.
  public func resized(
    columns: Int, rows: Int, limit: MemoryLimit
  ) throws(Refusal) -> Tensor {
    guard columns > 0, rows > 0 else {
      throw Refusal("a size of \(columns)×\(rows) is empty: both lengths must be 1 or more")
    }
    guard shape.width > 0, shape.height > 0 else {
      throw Refusal("a picture of \(shape.width)×\(shape.height) is empty and cannot be resized")
    }
    let final = resizing(columns: columns, rows: rows)
    let between = resizing(columns: shape.width, rows: rows)
    for step in [final, between] {
      try limit.admit(step.checkedCount, as: "a picture of \(step)")
    }
    let byRows = Resampling(from: shape.height, to: rows)
    let tall = Tensor(
      shape: between,
      elements: byRows.applied(to: elements, inner: shape.width))
    let byColumns = Resampling(from: shape.width, to: columns)
    return Tensor(shape: final, elements: byColumns.applied(to: tall.elements, inner: 1))
  }

  private func resizing(columns: Int, rows: Int) -> Shape {
    Shape(batch: shape.batch, channels: shape.channels, height: rows, width: columns)
  }
}
