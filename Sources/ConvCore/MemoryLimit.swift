/// The most memory that one tensor may take.
public struct MemoryLimit: Hashable, Sendable {
  public let bytes: Int

  public init(bytes: Int) { self.bytes = bytes }

  /// 4 GiB: a billion elements.
  public static let standard = MemoryLimit(bytes: 4 << 30)

  /// Refuses Float32 elements that would not fit; nil stands for a count beyond `Int`.
  public func admit(_ count: Int?, as what: String) throws(Refusal) {
    guard let count, count <= bytes / 4 else {
      let need = count.map { MemoryLimit.words(Double($0) * 4) } ?? "more than 2⁶³ bytes"
      throw Refusal(
        "\(what) needs \(need), more than the limit of \(MemoryLimit.words(Double(bytes))): "
          + "use something smaller or raise --memory-limit")
    }
  }

  /// `12 bytes`, `1.5 MiB`: a size in the largest unit below it.
  public static func words(_ bytes: Double) -> String {
    guard bytes != 1 else { return "1 byte" }
    var amount = bytes
    var units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"][...]
    while amount >= 1024, units.count > 1 {
      amount /= 1024
      units.removeFirst()
    }
    let tenths = (amount * 10).rounded()
    let whole = (tenths / 10).rounded(.down)
    let digits =
      tenths == whole * 10 ? "\(Int(whole))" : "\(Int(whole)).\(Int(tenths - whole * 10))"
    return "\(digits) \(units.first ?? "bytes")"
  }
}
