import Testing

@testable import ConvCore
