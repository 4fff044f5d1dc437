package import Foundation
package import Importing
internal import Loading

/// The inputs a format's fuzzing begins from.
package struct FuzzSeeds {
  package let target: FuzzTarget
  /// Inputs by name, sorted.
  package let inputs: [(name: String, bytes: [UInt8])]

  /// Reads the inputs of a format below the folder `Tests`: the files of `Seeds/FORMAT` together,
  /// each list of `ImportingTests/Fixtures` that it recognises, and what failed in the past.
  package init(_ format: any ListFormat, tests: URL) throws {
    let own = tests.appending(path: "ListFuzzing/Seeds/\(format.name)")
    let fixtures = tests.appending(path: "ImportingTests/Fixtures")
    let failed = tests.appending(path: "ListFuzzing/Failed/\(format.name)")
    var names = Self.names(in: own)
    var inputs: [(String, [UInt8])] = []
    if !names.isEmpty {
      let parts = try names.map { try Self.bytes(own.appending(path: $0)) }
      inputs.append(("seed", Array(parts.joined(separator: [FuzzTarget.separator]))))
    }
    for name in Self.names(in: fixtures) {
      let file = fixtures.appending(path: name)
      guard format.recognises(try ListOpening(DiskListFile(path: file.path))) else { continue }
      if names.isEmpty { names = [name] }
      inputs.append((name, try Self.bytes(file)))
    }
    for name in Self.names(in: failed) {
      inputs.append((name, try Self.bytes(failed.appending(path: name))))
    }
    target = FuzzTarget(format, names: names)
    self.inputs = inputs
  }

  private static func bytes(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }

  /// Visible files of a folder, sorted; none where there is no folder.
  private static func names(in folder: URL) -> [String] {
    guard FileManager.default.fileExists(atPath: folder.path),
      let found = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    else { return [] }
    return found.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The words of all inputs, a line each, as libFuzzer reads a dictionary.
  package var dictionary: String {
    var words: Set<String> = []
    for input in inputs {
      let found = input.bytes.split { byte in
        !(byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte))
      }
      for word in found where (2...40).contains(word.count) {
        words.insert(String(decoding: word, as: UTF8.self))
      }
    }
    return words.sorted().map { "\"\($0)\"\n" }.joined()
  }
}
