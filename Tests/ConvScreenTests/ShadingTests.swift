import Testing

@testable import ConvScreen

@Test(arguments: [true, false])
func `the largest and infinite values have the colours of the ends`(isDark: Bool) {
  let most = Float.greatestFiniteMagnitude
  let shading = Shading(least: -most, most: most, isDark: isDark)
  let plain = Shading(least: -1, most: 1, isDark: isDark)
  #expect(shading.color(most) == plain.color(1))
  #expect(shading.color(.infinity) == plain.color(1))
  #expect(shading.color(-.infinity) == plain.color(-1))
  #expect(shading.color(0) == plain.color(0))
}
