import Testing

@testable import ConvScreen
