import Testing

@testable import convscope
