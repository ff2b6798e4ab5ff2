import ConvCore

/// A layer of a real network, or one at an extreme, written for PyTorch and read by both.
struct BenchmarkLayer {
  let name: String
  let notation: String
  let input: Shape

  init(_ name: String, _ notation: String, _ channels: Int, _ height: Int, _ width: Int) {
    self.name = name
    self.notation = notation
    input = Shape(channels: channels, height: height, width: width)
  }

  static let all = [
    BenchmarkLayer("3×3 on gray 1080×1920", "nn.Conv2d(1, 1, 3, padding=1)", 1, 1080, 1920),
    BenchmarkLayer(
      "7×7 s2 3→64 @224", "nn.Conv2d(3, 64, 7, stride=2, padding=3)", 3, 224, 224),
    BenchmarkLayer("3×3 64→64 @56", "nn.Conv2d(64, 64, 3, padding=1)", 64, 56, 56),
    BenchmarkLayer("3×3 256→256 @14", "nn.Conv2d(256, 256, 3, padding=1)", 256, 14, 14),
    BenchmarkLayer("3×3 64→64 @224", "nn.Conv2d(64, 64, 3, padding=1)", 64, 224, 224),
    BenchmarkLayer("1×1 256→512 @28", "nn.Conv2d(256, 512, 1)", 256, 28, 28),
    BenchmarkLayer(
      "depthwise 3×3 144 @56", "nn.Conv2d(144, 144, 3, padding=1, groups=144)", 144, 56, 56),
    BenchmarkLayer(
      "depthwise 5×5 s2 240 @28", "nn.Conv2d(240, 240, 5, stride=2, padding=2, groups=240)",
      240, 28, 28),
    BenchmarkLayer(
      "depthwise 3×3 d2 960 @33",
      "nn.Conv2d(960, 960, 3, padding=2, dilation=2, groups=960)", 960, 33, 33),
    BenchmarkLayer(
      "7×7 d2 1→1 @512", "nn.Conv2d(1, 1, 7, padding=6, dilation=2)", 1, 512, 512),
    BenchmarkLayer(
      "3×3 d6 320→256 @33", "nn.Conv2d(320, 256, 3, padding=6, dilation=6)", 320, 33, 33),
    BenchmarkLayer(
      "3×3 d18 320→256 @33", "nn.Conv2d(320, 256, 3, padding=18, dilation=18)", 320, 33, 33),
    BenchmarkLayer(
      "grouped(32) 3×3 128 @56", "nn.Conv2d(128, 128, 3, padding=1, groups=32)", 128, 56, 56),
    BenchmarkLayer("max 3 s2 p1 64 @112", "nn.MaxPool2d(3, stride=2, padding=1)", 64, 112, 112),
    BenchmarkLayer("max 2 on RGB 1080×1920", "nn.MaxPool2d(2)", 3, 1080, 1920),
    BenchmarkLayer(
      "average 3 s2 p1 64 @112", "nn.AvgPool2d(3, stride=2, padding=1)", 64, 112, 112),
    BenchmarkLayer("global average 2048 @7", "nn.AdaptiveAvgPool2d(1)", 2048, 7, 7),
    BenchmarkLayer("L2 pool 3 64 @56", "nn.LPPool2d(2, 3)", 64, 56, 56),
    BenchmarkLayer(
      "transposed 4 s2 p1 64→32 @56", "nn.ConvTranspose2d(64, 32, 4, stride=2, padding=1)",
      64, 56, 56),
  ]
}
