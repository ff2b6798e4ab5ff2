import Testing

@testable import ConvFiles
