import Foundation
import TestSupport
import Testing

/// `check-jsonschema`, which `Scripts/test` installs: a second opinion on schemas and what they take.
enum JSONSchemaChecker {
  struct Outcome {
    var status: Int32
    var text: String
  }

  /// The exit code and words for files against a schema, one of its own or a file.
  static func run(_ arguments: [String], _ files: [URL]) throws -> Outcome {
    try #require(try run([arguments + files.map(\.path)]).first)
  }

  /// The same for many lines of arguments, in one process: loading the program takes far longer
  /// than its work.
  static func run(_ lines: [[String]]) throws -> [Outcome] {
    let tool = Folders.root.appending(path: ".build/tools/python/bin/python")
    try #require(
      FileManager.default.isExecutableFile(
        atPath: tool.deletingLastPathComponent().appending(path: "check-jsonschema").path),
      "check-jsonschema is missing; Scripts/test installs it into .build/tools")
    let process = Process()
    process.executableURL = tool
    process.arguments = ["-c", script]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(lines))
    try input.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let answers = try JSONDecoder().decode([Answer].self, from: data)
    try #require(answers.count == lines.count)
    return answers.map { Outcome(status: $0.status, text: $0.text) }
  }

  private struct Answer: Decodable {
    var status: Int32
    var text: String
  }

  private static let script = """
    import contextlib, io, json, sys
    from check_jsonschema.cli import main
    answers = []
    for arguments in json.load(sys.stdin):
        words = io.StringIO()
        status = 0
        with contextlib.redirect_stdout(words), contextlib.redirect_stderr(words):
            try:
                main.main(arguments, prog_name="check-jsonschema")
            except SystemExit as end:
                status = end.code or 0
        answers.append({"status": status, "text": words.getvalue()})
    json.dump(answers, sys.stdout)
    """
}
