#if LIBFUZZER
import Foundation

/// libFuzzer's entry, which the toolchain links in with `-sanitize=fuzzer`.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

extension Fuzzing {
  /// Hands over to libFuzzer with its options; answers the status to exit with.
  static func drive(_ options: [String]) -> CInt {
    let words = [CommandLine.arguments[0]] + options
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: words.count + 1)
    for (index, word) in words.enumerated() { list[index] = strdup(word) }
    list[words.count] = nil
    var count = CInt(words.count)
    var arguments = list
    return runDriver(&count, &arguments) { bytes, count in
      Fuzzing.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
      return 0
    }
  }
}
#endif
