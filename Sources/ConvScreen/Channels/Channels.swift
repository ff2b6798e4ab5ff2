import ConvCore

/// What the Channels view keeps beside the setup: how far one walked, and the maps of its parts.
struct Channels: Sendable {
  enum Page: Hashable, Sendable { case flow, bill }

  /// What is shown where there is no room for both.
  var page = Page.flow
  private var walked: (position: Position, stage: Int)?
  private var maps: [Part: Stage] = [:]
  /// The spans of what the window reads and of its weights.
  private(set) var ranges: (input: ValueRange, weights: ValueRange)?
  /// The connections of the layer whose window slides, and of the 1×1 behind it.
  private(set) var matrices: [ConnectionMatrix] = []
  /// The 1×1 layer behind a depthwise one that is stepped, over the latter's whole output.
  private(set) var mixer: Trace?

  /// A few channels of a layer and the output map that they give to.
  struct Part: Hashable, Sendable {
    enum Source: Hashable, Sendable { case window, mixer }
    let source: Source
    let channels: Range<Int>
    let map: Int
    let hasBias: Bool
  }

  /// The stage up to which an element is shown; nil: all of it.
  func stage(at position: Position) -> Int? {
    walked.flatMap { $0.position == position ? $0.stage : nil }
  }

  mutating func walk(to stage: Int?, at position: Position) {
    walked = stage.map { (position, $0) }
  }

  /// The setup has changed: nothing of it holds.
  mutating func forget() {
    walked = nil
    maps = [:]
    mixer = nil
    ranges = nil
    matrices = []
  }

  subscript(part: Part) -> Stage? { maps[part] }

  /// Every map that is shown is whole.
  var isFilled: Bool { maps.values.allSatisfy(\.isFilled) }
}

extension Channels {
  /// Makes the maps that a flow shows, forgets all others, and computes a part of what is missing.
  mutating func prepare(_ parts: [Part], of flow: ChannelFlow, work: Int, around row: Int) {
    maps = maps.filter { parts.contains($0.key) }
    for part in parts where maps[part] == nil {
      guard let trace = flow.trace(of: part) else { continue }
      let line = Report.Line(layer: trace.layer, reading: trace.reading, field: nil)
      maps[part] = Stage(trace, line: line, before: nil, output: nil, old: nil)
    }
    var left = work
    for part in parts where left > 0 {
      guard let cost = maps[part]?.cost.macs, maps[part]?.isFilled == false else { continue }
      maps[part]?.fill(work: left, around: row)
      left -= cost
    }
  }

  /// Works out what holds for the whole setup.
  mutating func look(at flow: ChannelFlow) {
    guard ranges == nil else { return }
    let window = flow.window
    ranges = (
      ValueRange(window.input),
      ValueRange(window.layer.parameters.weight?.elements ?? [])
    )
    matrices = [window.layer, flow.mixer].compactMap { $0 }
      .map { ConnectionMatrix($0, reading: window.reading) }
  }

  mutating func mix(_ layer: Layer, over input: Tensor) {
    mixer = try? Trace(of: layer, over: input)
  }
}
