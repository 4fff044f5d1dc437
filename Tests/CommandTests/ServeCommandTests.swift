import Foundation
import Synchronization
import TestSupport
import Testing

@Suite(.serialized) struct ServeCommandTests {
  static let isFull = ProcessInfo.processInfo.environment["DOSSIER_FULL_TESTS"] == "1"
  private static let ports = Atomic<Int>(25_173)
  private static let section = "Content/packs/brief/overview.en.md"

  /// A running `dossier serve`.
  final class Server {
    let project: TestProject
    let port = UInt16(ServeCommandTests.ports.add(1, ordering: .relaxed).newValue)
    private let process = Process()
    private let output: FileHandle

    init(_ project: TestProject, _ arguments: [String] = []) throws {
      self.project = project
      let pipe = Pipe()
      output = pipe.fileHandleForReading
      process.executableURL = URL(filePath: Tool.path)
      process.arguments = ["-C", project.root.path, "serve", "--port", "\(port)"] + arguments
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = pipe
      process.standardError = FileHandle.nullDevice
      try process.run()
      // It says so once it answers.
      #expect(
        String(decoding: output.availableData, as: UTF8.self)
          == "Serving http://127.0.0.1:\(port)/\n")
    }

    deinit {
      process.terminate()
      process.waitUntilExit()
    }

    func get(_ target: String) async throws -> LocalRequest.Answer {
      try await LocalRequest.get(target, port: port)
    }

    struct News: Decodable {
      var generation: Int
      var findings: String
    }

    /// What is told after a generation; waits for it.
    func news(after generation: Int = -1) async throws -> News {
      let answer = try await get("/.dossier/changes?after=\(generation)")
      return try JSONDecoder().decode(News.self, from: Data(answer.body.utf8))
    }
  }

  @Test("a save is shown; while the project is broken the pages stay and say why")
  func saves() async throws {
    let project = try TestProject(copying: KilledBuildTests.markings)
    let server = try Server(project)
    #expect(try await server.get("/public/en/brief/overview.html").status == 200)
    var generation = try await server.news().generation
    let text = try project.text(Self.section)

    try project.write(text + "\nA sentence of the preview.\n", to: Self.section)
    generation = try await server.news(after: generation).generation
    let page = try await server.get("/public/en/brief/overview.html")
    #expect(page.body.contains("A sentence of the preview."))

    try project.write(text + "\nIn {fig}`nowhere`.\n", to: Self.section)
    let broken = try await server.news(after: generation)
    #expect(broken.findings.contains("error: "))
    #expect(broken.findings.contains("[DS439]") && broken.findings.contains("^~~~"))
    let kept = try await server.get("/public/en/brief/overview.html")
    #expect(kept.status == 200 && kept.body.contains("A sentence of the preview."))

    // Half a file, no file, a folder in its place.
    try project.write("---\ntitle: [", to: Self.section)
    let half = try await server.news(after: broken.generation)
    #expect(half.findings.contains("[DS1"))
    try project.remove(Self.section)
    let gone = try await server.news(after: half.generation)
    #expect(gone.findings != half.findings && !gone.findings.isEmpty)
    try FileManager.default.createDirectory(
      at: project.root.appending(path: Self.section), withIntermediateDirectories: true)
    try await Task.sleep(for: .milliseconds(300))
    try project.remove(Self.section)
    try project.write(text, to: Self.section)
    var mended = try await server.news()
    while !mended.findings.isEmpty { mended = try await server.news(after: mended.generation) }
    #expect(try await server.get("/partners/en/brief/overview.html").status == 200)
  }

  @Test("a project that does not compile at the start is shown as soon as it does")
  func brokenAtStart() async throws {
    let project = try TestProject(copying: KilledBuildTests.markings)
    let text = try project.text(Self.section)
    try project.write(text + "\nIn {fig}`nowhere`.\n", to: Self.section)
    let server = try Server(project, ["--edition", "public"])
    let first = try await server.get("/public/en/brief/overview.html")
    #expect(first.status == 503 && first.body.contains("[DS439]"))
    let generation = try await server.news().generation
    try project.write(text, to: Self.section)
    #expect(try await server.news(after: generation).findings.isEmpty)
    #expect(try await server.get("/public/en/brief/overview.html").status == 200)
    #expect(try await server.get("/partners/en/brief/overview.html").status == 404)
  }

  @Test("the preview is what a build writes, byte for byte, after every edit")
  func equalsBuild() async throws {
    let project = try TestProject(copying: KilledBuildTests.markings)
    let server = try Server(project)
    var generation = try await server.news().generation
    let text = try project.text(Self.section)
    var random = SystemRandomNumberGenerator()
    for number in 1...(Self.isFull ? 200 : 4) {
      let lines = (1...Int.random(in: 1...3, using: &random)).map { line in
        [
          "Edit \("abcdefgh".randomElement(using: &random) ?? "a") of \(number)th line \(line).",
          "{marked:amber}`For partners, edit \(line).`", "Again {fig}`stolen`.",
        ]
        .randomElement(using: &random) ?? ""
      }
      try project.write(
        text + "\n\(number)th. " + lines.joined(separator: "\n\n") + "\n", to: Self.section)
      generation = try await server.news(after: generation).generation
      let built = try await project.site()
      for path in built.files.keys.sorted() where number % 20 == 1 || path.contains("overview") {
        let shown = try await server.get("/" + path.replacing(" ", with: "%20"))
        let expected = String(decoding: built.files[path] ?? [], as: UTF8.self)
        #expect(
          Self.withoutScript(shown.body) == expected, "\(path) after edit \(number)")
      }
    }
  }

  /// A served page without what keeps it up to date.
  private static func withoutScript(_ page: String) -> String {
    page.replacing(/<script src="\/\.dossier\/live\.js"[^>]*><\/script>\n/, with: "")
      .replacing("; script-src 'self'; connect-src 'self'", with: "")
      .replacing("script-src 'self' ", with: "script-src ")
      .replacing("; connect-src 'self'\"", with: "\"")
  }

  @Test("a port in use, an address for others without an edition, and a port that is none")
  func refusals() async throws {
    let server = try Server(try TestProject(copying: KilledBuildTests.markings))
    let root = server.project.root.path
    let second = try Tool.run(["-C", root, "serve", "--port", "\(server.port)"])
    #expect(second.status == 2)
    #expect(second.errors.contains("port \(server.port) is in use; try --port "))
    let open = try Tool.run(["-C", root, "serve", "--host", "0.0.0.0"])
    #expect(open.status == 64 && open.errors.contains("--edition"))
    #expect(try Tool.run(["-C", root, "serve", "--port", "0"]).status == 64)
    #expect(
      try Tool.run(["-C", root, "serve", "--edition", "nobody", "--host", "nowhere"]).status == 2)
    // Two servers may show one project, on two ports.
    let other = try Server(server.project)
    #expect(try await other.get("/public/").status == 200)
  }
}
