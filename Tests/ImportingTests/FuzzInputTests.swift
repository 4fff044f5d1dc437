import Foundation
import ListFuzzing
import Testing

/// What fuzzing begins from, and what it once broke: each must keep its promises.
@Suite struct FuzzInputTests {
  static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test("seeds and past failures of each format run through", arguments: FuzzFormats.names)
  func inputs(format: String) throws {
    let named = try #require(try FuzzFormats.named(format, tests: Self.tests))
    let seeds = try FuzzSeeds(named, tests: Self.tests)
    #expect(!seeds.inputs.isEmpty)
    for input in seeds.inputs {
      #expect(throws: Never.self, "\(input.name)") { try seeds.target.run(input.bytes) }
    }
  }
}
