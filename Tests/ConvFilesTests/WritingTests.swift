import ConvCore
import Testing

@testable import ConvFiles

private let arrays = [
  "weight": NumericArray(lengths: [2, 1, 1, 2], elements: [1, -0.5, .infinity, 3e-7]),
  "0.bias": NumericArray(lengths: [3], elements: [0, 1, 2]),
  "none": NumericArray(lengths: [0], elements: []),
]

@Test func `arrays written as .npz are read as they were`() throws {
  let bytes = try Npz.bytes(of: arrays, named: "a.npz")
  #expect(try Npz.names(in: bytes, named: "a.npz") == ["0.bias", "none", "weight"])
  for (name, array) in arrays {
    #expect(try Npz.array(name, from: bytes, named: "a.npz", limit: .standard) == array)
  }
}

@Test func `tensors and words written as .safetensors are read as they were`() throws {
  let words = ["convscope": "state 1", "a \"b\"\\": "line\nline\t값\u{7F}\u{0}"]
  let bytes = Safetensors.bytes(of: arrays, metadata: words)
  #expect(try Safetensors.metadata(in: bytes, named: "a") == words)
  for (name, array) in arrays {
    #expect(try Safetensors.array(name, from: bytes, named: "a", limit: .standard) == array)
  }
  // The format wants the data aligned.
  #expect(bytes[0] % 8 == 0)
}

@Test func `no tensors and no words are a file too`() throws {
  let bytes = Safetensors.bytes(of: [:], metadata: [:])
  #expect(try Safetensors.names(in: bytes, named: "a") == [])
  #expect(try Npz.names(in: Npz.bytes(of: [:], named: "a"), named: "a") == [])
}
