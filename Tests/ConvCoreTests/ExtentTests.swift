import ConvCore
import Testing

@Test(arguments: [0, 1, 7, 8, 9, 31, 100])
func `an extent is the least and the most of what is finite`(_ count: Int) {
  var random = Seeded(count)
  for _ in 0..<50 {
    let elements = (0..<count).map { _ -> Float in
      switch Int.random(in: 0..<8, using: &random) {
      case 0: .nan
      case 1: -.infinity
      case 2: .infinity
      case 3...5: Float(Int.random(in: -9...9, using: &random))
      default: Float.random(in: -3...3, using: &random)
      }
    }
    var extent = Extent()
    extent.take(elements[...])
    let finite = elements.filter { $0.isFinite }
    #expect(extent.least == finite.min() ?? .infinity)
    #expect(extent.most == finite.max() ?? -.infinity)
    #expect(extent.isWhole == finite.allSatisfy { $0 == $0.rounded() })
  }
}
