// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error), .strictMemorySafety()]
let quiet: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "convscope",
  products: [
    .executable(name: "convscope", targets: ["convscope"]),
    .executable(name: "convbench", targets: ["convbench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // C: register-tiled loops; optimised in debug builds too, so that the tests stay fast.
    .target(
      name: "CKernels",
      cSettings: [.unsafeFlags(["-O3", "-Wall", "-Wextra", "-Werror"])],
      linkerSettings: [.linkedLibrary("m")]),
    .target(
      name: "CImages", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])],
      linkerSettings: [.linkedLibrary("png"), .linkedLibrary("jpeg")]),
    .target(
      name: "CArchives", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])],
      linkerSettings: [.linkedLibrary("dl")]),
    .target(
      name: "CTerminal", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CAssets", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),

    .target(name: "ConvCore", dependencies: ["CKernels"], swiftSettings: strict),
    .target(
      name: "ConvFiles", dependencies: ["ConvCore", "CImages", "CArchives", "CAssets"],
      swiftSettings: strict),
    .target(name: "ConvScreen", dependencies: ["ConvCore"], swiftSettings: strict),
    .executableTarget(
      name: "convscope",
      dependencies: [
        "ConvCore", "ConvFiles", "ConvScreen", "CTerminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict,
      // Addresses that are fixed need no relocation: 1 MB that would be read and written at start.
      // The price: the program's own code is not at random addresses, which would hinder an attack
      // by way of a fault in it. The libraries that decode files still are.
      linkerSettings: [
        .unsafeFlags(["-Xclang-linker", "-no-pie"], .when(configuration: .release))
      ]),
    .executableTarget(
      name: "convbench",
      dependencies: [
        "ConvCore", "CKernels", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], exclude: ["peer.py"], swiftSettings: strict),

    // The real binary behind a pseudo-terminal, its bytes read by a terminal emulator.
    .target(
      name: "CPseudoTerminal", path: "Tests/CPseudoTerminal",
      linkerSettings: [.linkedLibrary("vterm"), .linkedLibrary("util")]),
    .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: strict),
    .testTarget(
      name: "ConvCoreTests", dependencies: ["ConvCore", "SeededRandom"],
      exclude: ["Fixtures"], swiftSettings: quiet),
    .testTarget(
      name: "ConvFilesTests", dependencies: ["ConvFiles", "SeededRandom"], exclude: ["Fixtures"],
      swiftSettings: quiet),
    .testTarget(
      name: "ConvScreenTests", dependencies: ["ConvScreen", "SeededRandom"], exclude: ["Frames"],
      swiftSettings: quiet),
    .testTarget(
      name: "ConvscopeTests", dependencies: ["convscope", "CPseudoTerminal", "SeededRandom"],
      exclude: ["Fixtures"], swiftSettings: quiet),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
