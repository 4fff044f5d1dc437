import Foundation

/// Runs a line in a shell that finds the built tool on its path.
enum CommandLineShell {
  static func run(
    _ command: String, in folder: URL, _ environment: [String: String] = [:]
  ) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-e", "-c", command]
    process.currentDirectoryURL = folder
    let tools = URL(filePath: Tool.path).deletingLastPathComponent().path
    var variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    variables["PATH"] = "\(tools):\(variables["PATH"] ?? "")"
    process.environment = variables
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
