import Foundation

/// Whether the release is tested, and a test takes the time to try everything.
let isThorough = ProcessInfo.processInfo.environment["CONVSCOPE_RELEASE"] != nil
