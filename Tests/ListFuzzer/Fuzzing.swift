import Foundation
import Importing
import ListFuzzing

/// One run of the program: a format, and what is done with it.
enum Fuzzing {
  private static let seeds: FuzzSeeds = {
    let arguments = CommandLine.arguments
    guard arguments.count > 3 else { fail("usage: list-fuzzer TESTS FORMAT [OPTION…] PATH…") }
    let tests = URL(filePath: arguments[1])
    do {
      guard let format = try FuzzFormats.named(arguments[2], tests: tests) else {
        fail("there is no format '\(arguments[2])'; formats: \(FuzzFormats.names)")
      }
      let seeds = try FuzzSeeds(format, tests: tests)
      guard !seeds.inputs.isEmpty else { fail("\(format.name) has no seeds") }
      return seeds
    } catch {
      fail("\(error)")
    }
  }()

  private static let target = seeds.target

  static func fail(_ text: String) -> Never {
    FileHandle.standardError.write(Data((text + "\n").utf8))
    exit(2)
  }

  /// Writes `corpus/` and `dictionary` into a folder.
  static func writeSeeds(to folder: URL) {
    do {
      let corpus = folder.appending(path: "corpus")
      try FileManager.default.createDirectory(at: corpus, withIntermediateDirectories: true)
      for input in seeds.inputs {
        try Data(input.bytes).write(to: corpus.appending(path: input.name))
      }
      try Data(seeds.dictionary.utf8).write(to: folder.appending(path: "dictionary"))
    } catch {
      fail("\(error)")
    }
  }

  /// Runs an input; ends the process where it breaks a promise.
  static func run(_ input: [UInt8]) {
    do {
      try target.run(input)
    } catch {
      FileHandle.standardError.write(Data("\(target.format.name): the list \(error)\n".utf8))
      abort()
    }
  }
}
