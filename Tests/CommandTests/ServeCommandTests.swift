import Foundation
import Synchronization
import TestSupport
import Testing

@Suite(.serialized) struct ServeCommandTests {
  static let isFull = ProcessInfo.processInfo.environment["DOSSIER_FULL_TESTS"] == "1"
  // Others for each process: two checkouts may be tested at once.
  private static let ports = Atomic<Int>(30_000 + Int(getpid() % 400) * 40)
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

    /// Megabytes that it holds in memory.
    func memory() throws -> Double {
      let status = try String(
        contentsOf: URL(filePath: "/proc/\(process.processIdentifier)/status"), encoding: .utf8)
      let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
      return try #require(Double(line.split(separator: " ").dropLast().last ?? "")) / 1024
    }

    func get(_ target: String, _ headers: [String] = []) async throws -> LocalRequest.Answer {
      try await LocalRequest.get(target, port: port, headers: headers)
    }

    struct News: Decodable {
      var generation: Int
      var save: Int
      var findings: String
    }

    /// What is told of the save after the one that `news` is of.
    func saved(after news: News) async throws -> News {
      var next = news
      while next.save == news.save { next = try await self.news(after: next.generation) }
      return next
    }

    /// What is told once something is wrong that was not known to be.
    func broken(other than: String = "") async throws -> News {
      var next = try await news()
      while next.findings.isEmpty || next.findings == than {
        next = try await news(after: next.generation)
      }
      return next
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
    let first = try await server.news()
    let text = try project.text(Self.section)

    try project.write(text + "\nA sentence of the preview.\n", to: Self.section)
    _ = try await server.saved(after: first)
    let page = try await server.get("/public/en/brief/overview.html")
    #expect(page.body.contains("A sentence of the preview."))

    try project.write(text + "\nIn {fig}`nowhere`.\n", to: Self.section)
    let broken = try await server.broken()
    #expect(broken.findings.contains("error: "))
    #expect(broken.findings.contains("[DS439]") && broken.findings.contains("^~~~"))
    let kept = try await server.get("/public/en/brief/overview.html")
    #expect(kept.status == 200 && kept.body.contains("A sentence of the preview."))

    // Half a file, no file, a folder in its place.
    try project.write("---\ntitle: [", to: Self.section)
    let half = try await server.broken(other: broken.findings)
    #expect(half.findings.contains("[DS1"))
    try project.remove(Self.section)
    _ = try await server.broken(other: half.findings)
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
    let broken = try await server.news()
    try project.write(text, to: Self.section)
    #expect(try await server.saved(after: broken).findings.isEmpty)
    #expect(try await server.get("/public/en/brief/overview.html").status == 200)
    #expect(try await server.get("/partners/en/brief/overview.html").status == 404)
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
