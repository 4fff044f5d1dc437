import Foundation
import Testing

@testable import Paper

/// A folder with one program, a shell script, that plays one from outside; gone with its owner.
final class FakeProgram {
  private let folder = URL.temporaryDirectory.appending(path: "paper-\(UUID().uuidString)")

  /// Another process writes the script: a file that this one has open for writing might be handed
  /// to a process of another test, and could not be run meanwhile.
  init(_ name: String, script: String?) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    guard let script else { return }
    let shell = try #require(OutsideProgram.all("sh", in: "/usr/bin:/bin").first)
    let outcome = try shell.run(
      ["-c", "cat > \"$0\" && chmod 755 \"$0\"", folder.appending(path: name).path],
      input: [Array("#!/bin/sh\n\(script)".utf8)], environment: ["PATH=/usr/bin:/bin"])
    try #require(outcome.status == 0)
  }

  deinit {
    do { try FileManager.default.removeItem(at: folder) } catch {}
  }

  /// Finds the program first, then the system's own.
  var environment: ProgramEnvironment {
    ProgramEnvironment(["PATH": folder.path + ":/usr/bin:/bin"])
  }
}
