import Foundation
import Importing

// list-fuzzer TESTS OUT FORMAT|all SECONDS [SEED]

/// What a format may take for one input, and for all of them.
let secondsPerInput = 10.0
let residentBytes = 512 * 1024 * 1024

func fail(_ text: String) -> Never {
  FileHandle.standardError.write(Data((text + "\n").utf8))
  exit(1)
}

/// The resident memory, in bytes.
func resident() -> Int {
  let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
  let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  return pages * 4096
}

/// Processor time of the process, in seconds.
func processorTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

let arguments = CommandLine.arguments
guard arguments.count >= 5, let seconds = Double(arguments[4]) else {
  fail("usage: list-fuzzer TESTS OUT FORMAT|all SECONDS [SEED]")
}
let seed = arguments.count > 5 ? UInt64(arguments[5]) ?? 1 : 1
let out = URL(filePath: arguments[2])
do {
  try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
  let formats = ListFormats.all.filter { arguments[3] == "all" || $0.name == arguments[3] }
  guard !formats.isEmpty else {
    fail("there is no format '\(arguments[3])'; formats: \(ListFormats.names)")
  }
  for format in formats {
    let target = try Target(format, tests: URL(filePath: arguments[1]))
    guard !target.seeds.isEmpty else { fail("\(format.name) has no seeds") }
    var mutator = Mutator(seed: seed)
    let pieces = target.seeds.flatMap { $0.map(\.bytes) }
    let start = processorTime()
    var count = 0
    while processorTime() - start < seconds {
      var files = target.seeds[mutator.below(target.seeds.count)]
      if count > 0 {
        let index = mutator.below(files.count)
        files[index].bytes = mutator.damaged(files[index].bytes, from: pieces)
      }
      // Left behind where the process ends.
      let place = out.appending(path: format.name)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      for file in files { try Data(file.bytes).write(to: place.appending(path: file.name)) }
      let before = processorTime()
      do {
        try target.run(files, pieceSize: 1 + mutator.below(400))
      } catch let failure as Target.Failure {
        fail("\(format.name): input \(count) in \(place.path): \(failure)")
      }
      let took = processorTime() - before
      if took > secondsPerInput { fail("\(format.name): \(took) s for the input in \(place.path)") }
      if resident() > residentBytes {
        fail("\(format.name): \(resident()) bytes of memory for the input in \(place.path)")
      }
      count += 1
    }
    print("\(format.name): \(count) inputs, \(resident() / 1_048_576) MB, no failure")
  }
} catch {
  fail("\(error)")
}
