extension Layer {
  /// What neighbouring input channels of one group give to one output map.
  ///
  /// Its input is those channels alone. An operator without weights is the same for every channel.
  public func part(from channels: Range<Int>, to map: Int, withBias: Bool) -> Layer {
    guard let convolution = operation as? any Convolving else {
      return Layer(name: name, operation: operation, parameters: .none)
    }
    return part(of: convolution, from: channels, to: map, bias: withBias ? parameters.bias : nil)
  }

  private func part(
    of convolution: some Convolving, from channels: Range<Int>, to map: Int, bias: [Float]?
  ) -> Layer {
    let narrow = convolution.mixing(channels.count, into: 1, groups: 1, bias: bias != nil)
    guard let weight = parameters.weight, let shape = narrow.parameterShape?.weight else {
      return Layer(name: name, operation: narrow, parameters: .none)
    }
    let elements = channels.flatMap { channel in
      let filter = convolution.filter(from: channel, to: map)
      return weight.plane(filter.0, filter.1)
    }
    return Layer(
      name: name, operation: narrow,
      parameters: Parameters(
        weight: Tensor(shape: shape, elements: elements), bias: bias.map { [$0[map]] }))
  }
}

extension Tensor {
  /// The elements of one channel of one image, or of one slice of one filter.
  public func plane(_ image: Int, _ channel: Int) -> ArraySlice<Float> {
    let start = (image * shape.channels + channel) * shape.plane
    return elements[start..<start + shape.plane]
  }

  /// Neighbouring channels of the first image.
  public func channels(_ channels: Range<Int>) -> Tensor {
    let part = Shape(channels: channels.count, height: shape.height, width: shape.width)
    let start = channels.lowerBound * shape.plane
    return Tensor(shape: part, elements: Array(elements[start..<start + part.count]))
  }
}

extension Step {
  /// The sum over all channels before the bias; nil for what is no sum of weighted inputs.
  public var sumBeforeBias: Float? {
    guard case .sum = reduction else { return nil }
    return Step(output: output, taps: taps, reduction: .sum(bias: nil)).value
  }
}
