import Foundation
import TestSupport
import Testing

/// `check-jsonschema`, which `Scripts/test` installs: a second opinion on schemas and what they take.
enum JSONSchemaChecker {
  /// The exit code and words for files against a schema, one of its own or a file.
  static func run(_ arguments: [String], _ files: [URL]) throws -> (status: Int32, text: String) {
    let tool = Folders.root.appending(path: ".build/tools/python/bin/check-jsonschema")
    try #require(
      FileManager.default.isExecutableFile(atPath: tool.path),
      "check-jsonschema is missing; Scripts/test installs it into .build/tools")
    let process = Process()
    process.executableURL = tool
    process.arguments = arguments + files.map(\.path)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
