import Foundation
import ListFuzzing

// list-fuzzer --formats                       prints the names of all formats
// list-fuzzer TESTS FORMAT --seeds FOLDER     writes the inputs to begin from, and a dictionary
// list-fuzzer TESTS FORMAT [OPTION…] PATH…    runs them; with libFuzzer, its options and folders

let rest = Array(CommandLine.arguments.dropFirst(3))
if CommandLine.arguments.dropFirst() == ["--formats"] {
  for name in FuzzFormats.names { print(name) }
} else if rest.first == "--seeds", rest.count == 2 {
  Fuzzing.writeSeeds(to: URL(filePath: rest[1]))
} else {
  #if LIBFUZZER
  exit(Fuzzing.drive(rest))
  #else
  for path in rest {
    guard let data = FileManager.default.contents(atPath: path) else {
      Fuzzing.fail("\(path) cannot be read")
    }
    Fuzzing.run([UInt8](data))
    print("\(path): no failure")
  }
  #endif
}
