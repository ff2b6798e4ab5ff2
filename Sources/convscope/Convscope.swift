import ArgumentParser

@main
struct Convscope: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Step a CNN's down-sampling operators over real data, key by key.")
}
