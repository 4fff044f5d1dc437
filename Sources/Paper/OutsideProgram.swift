internal import Glibc

/// A program on this machine, by its absolute path.
package struct OutsideProgram: Sendable {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// What a run gave back.
  package struct Outcome: Sendable {
    /// The exit status; 128 and the signal's number for a program that was ended.
    package let status: Int32
    package let output: [UInt8]
    package let errors: String

    /// What went wrong, for the author to read.
    var failureText: String {
      let last = errors.split(separator: "\n").last.map { ": \($0)" } ?? ""
      return "ended with status \(status)\(last)"
    }
  }

  /// Where a program finds the file that is handed to it beside its input.
  static let attachmentPath = "/dev/fd/3"

  /// The programs of that name in the folders of a search path, in its order.
  package static func all(_ name: String, in searchPath: String) -> [OutsideProgram] {
    searchPath.utf8.split(separator: UInt8(ascii: ":"))
      .map { String(decoding: $0, as: UTF8.self) + "/" + name }
      .filter { $0.hasPrefix("/") && access($0, X_OK) == 0 }
      .map(OutsideProgram.init)
  }

  /// Runs the program to its end, its input from bytes and its output to bytes.
  ///
  /// Both are files without a name, so that no pipe can fill up while nobody reads; so is an
  /// attachment, at `attachmentPath`. `environment` is all that the program sees of ours. Throws
  /// where the system cannot start it.
  package func run(
    _ arguments: [String], input: [[UInt8]] = [], attachment: [UInt8]? = nil,
    environment: [String]
  ) throws(PaperError) -> Outcome {
    let streams = try (0..<3).map { _ throws(PaperError) in try NamelessFile() }
    try streams[0].fill(input)
    let extra = try attachment.map { bytes throws(PaperError) in
      let file = try NamelessFile()
      try file.fill([bytes])
      return file
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (place, stream) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream.descriptor, Int32(place))
    }
    if let extra { posix_spawn_file_actions_adddup2(&actions, extra.descriptor, 3) }
    var process = pid_t()
    let started = OutsideProgram.withCStrings([path] + arguments) { argv in
      OutsideProgram.withCStrings(environment) { variables in
        posix_spawn(&process, path, &actions, nil, argv, variables)
      }
    }
    guard started == 0 else { throw PaperError(path: path, reason: NamelessFile.reason(started)) }
    var state: Int32 = 0
    while waitpid(process, &state, 0) < 0 {
      guard errno == EINTR else { throw PaperError(path: path, reason: NamelessFile.reason(errno)) }
    }
    let signal = state & 0x7f
    return Outcome(
      status: signal == 0 ? (state >> 8) & 0xff : 128 + signal,
      output: try streams[1].contents(),
      errors: String(decoding: try streams[2].contents(), as: UTF8.self))
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
