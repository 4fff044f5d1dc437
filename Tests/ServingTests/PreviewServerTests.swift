import Diagnostics
import Foundation
import Rendering
import Serving
import Synchronization
import TestSupport
import Testing

@Suite(.serialized) struct PreviewServerTests {
  private static let policy =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'\">"
  private static let page = "<html><head>\(policy)</head><body><main><p>x</p></main></body></html>"
  // Another for each process: two checkouts may be tested at once.
  private static let ports = Atomic<Int>(20_000 + Int(getpid() % 400) * 20)

  private static func file(_ path: String, _ text: String) -> RenderedFile {
    RenderedFile(path: path, bytes: Array(text.utf8), marking: .clear)
  }

  private static let files = [
    file("index.html", page), file("assets/site.css", "a {}"), file("en/a b.html", page),
  ]

  /// Serves an edition, and calls with its port once it answers.
  private func serving(
    _ board: PreviewBoard = PreviewBoard(), editions: [String] = ["public"],
    _ body: @escaping @Sendable (UInt16) async throws -> Void
  ) async throws {
    await board.showAll(editions.map { ($0, Self.files) })
    let port = UInt16(Self.ports.add(1, ordering: .relaxed).newValue)
    let server = try PreviewServer(host: "127.0.0.1", port: port, board: board)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      let (ready, signal) = AsyncStream.makeStream(of: Void.self)
      group.addTask {
        try await server.run(beside: { signal.yield() })
        return false
      }
      group.addTask {
        for await _ in ready { break }
        try await body(port)
        return true
      }
      while let isDone = try await group.next(), !isDone {}
      group.cancelAll()
    }
  }

  @Test("a page is the built one, its script aside, and nothing else is touched")
  func pages() async throws {
    try await serving { port in
      let page = try await LocalRequest.get("/public/", port: port)
      #expect(page.status == 200)
      #expect(page.head.contains("Content-Type: text/html; charset=utf-8"))
      let script = try #require(page.body.firstMatch(of: /<script src="[^"]*"[^>]*><\/script>\n/))
      #expect(String(script.output).contains("/.dossier/live.js"))
      let without = page.body.replacing(String(script.output), with: "").replacing(
        "; script-src 'self'; connect-src 'self'", with: "")
      #expect(without == Self.page)
      #expect(try await LocalRequest.get("/public/en/a%20b.html", port: port).status == 200)
      let style = try await LocalRequest.get("/public/assets/site.css?generation=3", port: port)
      #expect(style.body == "a {}")
      #expect(style.head.contains("Cache-Control: no-store"))
      let head = try await LocalRequest.get("/public/", port: port, method: "HEAD")
      #expect(head.status == 200 && head.body.isEmpty)
      #expect(head.head.contains("Content-Length: \(page.body.utf8.count)"))
      #expect(
        try await LocalRequest.get("/.dossier/live.js", port: port).body.contains("'use strict'"))
    }
  }

  @Test("an address without its slash, and the root, lead on")
  func redirects() async throws {
    try await serving { port in
      for (target, location) in [("/", "/public/"), ("/public", "/public/")] {
        let answer = try await LocalRequest.get(target, port: port)
        #expect(answer.status == 307)
        #expect(answer.head.contains("Location: \(location)"))
      }
    }
    try await serving(editions: ["public", "partners"]) { port in
      let front = try await LocalRequest.get("/", port: port)
      #expect(front.status == 200)
      #expect(
        front.body.contains("href=\"/public/\"") && front.body.contains("href=\"/partners/\""))
    }
  }

  @Test("what is no page is not found, and the answer does not repeat it")
  func paths() async throws {
    try await serving { port in
      for target in [
        "/secret", "/public/../etc/passwd", "/public/%2e%2e/x", "/public/%2E%2E%2Fx",
        "/..%2f..%2fetc/passwd", "/public//index.html", "//etc/passwd", "/etc/passwd", "/%00",
        "/public/..%5cx", "/public\\index.html", "/public/%index.html", "/public/%zz",
        "/public/%252e%252e/x", "/<script>", "/public/index.html/", "/.dossier/", "/public/.",
        "http://127.0.0.1/public/", "*", "public/index.html", "/%ff",
      ] {
        let answer = try await LocalRequest.get(target, port: port)
        #expect(answer.status == 404, "\(target): \(answer.status)")
        #expect(!answer.body.contains("etc") && !answer.body.contains("<script>"), "\(target)")
      }
    }
  }

  @Test("a method that writes, a body, or a head too large is refused")
  func requests() async throws {
    try await serving { port in
      for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get"] {
        let answer = try await LocalRequest.get("/public/", port: port, method: method)
        #expect(answer.status == 405, "\(method)")
        #expect(answer.head.contains("Allow: GET, HEAD"))
      }
      let large = "X-Filler: " + String(repeating: "x", count: 20_000)
      #expect(try await LocalRequest.get("/public/", port: port, headers: [large]).status == 431)
      let long = "/public/" + String(repeating: "x", count: 6_000)
      #expect(try await LocalRequest.get(long, port: port).status == 414)
      let body = ["Content-Length: 3"]
      let answer = try await LocalRequest.send(
        "GET /public/ HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(body[0])\r\n\r\nabc", port: port)
      #expect(answer.status == 413)
      for garbage in [
        "\r\n\r\n", "GET\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n", "GET / HTTP/2\r\n\r\n",
        "GET /  HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET / HTTP/1.1\nHost: 127.0.0.1:\(port)\r\n\r\n", "GET / HTTP/1.1\r\n folded\r\n\r\n",
      ] {
        #expect(try await LocalRequest.send(garbage, port: port).status == 400, "\(garbage)")
      }
      // A line that never ends is not read to its end.
      let endless = "GET /" + String(repeating: "x", count: 2_000_000)
      #expect(try await LocalRequest.send(endless, port: port).status == 431)
      #expect(try await LocalRequest.get("/public/", port: port).status == 200)
    }
  }

  @Test("a page elsewhere reads nothing: not by a name of its own, nor from another origin")
  func strangers() async throws {
    try await serving { port in
      for host in [
        "evil.example", "evil.example:\(port)", "127.0.0.1", "127.0.0.1:1",
        "localhost.evil.example:\(port)",
        "127.0.0.1.nip.io:\(port)", "", "0.0.0.0:\(port)",
      ] {
        let answer = try await LocalRequest.get("/public/", port: port, host: host)
        #expect(answer.status == 421, "\(host): \(answer.status)")
        #expect(answer.body.isEmpty)
      }
      for host in ["localhost:\(port)", "LOCALHOST:\(port)", "[::1]:\(port)"] {
        #expect(try await LocalRequest.get("/public/", port: port, host: host).status == 200)
      }
      for origin in [
        "https://evil.example", "null", "http://localhost:1", "https://127.0.0.1:\(port)",
      ] {
        let answer = try await LocalRequest.get(
          "/.dossier/changes?after=-1", port: port, headers: ["Origin: \(origin)"])
        #expect(answer.status == 403, "\(origin)")
      }
      let own = try await LocalRequest.get(
        "/.dossier/changes?after=-1", port: port, headers: ["Origin: http://127.0.0.1:\(port)"])
      #expect(own.status == 200)
      for site in ["cross-site", "same-site"] {
        let image = try await LocalRequest.get(
          "/public/", port: port,
          headers: ["Sec-Fetch-Site: \(site)", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"])
        #expect(image.status == 403)
        let frame = try await LocalRequest.get(
          "/public/", port: port,
          headers: [
            "Sec-Fetch-Site: \(site)", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe",
          ])
        #expect(frame.status == 403)
        let visit = try await LocalRequest.get(
          "/public/", port: port,
          headers: [
            "Sec-Fetch-Site: \(site)", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document",
          ])
        #expect(visit.status == 200)
      }
      let page = try await LocalRequest.get("/public/", port: port)
      for header in ["X-Frame-Options: DENY", "Cross-Origin-Resource-Policy: same-origin"] {
        #expect(page.head.contains(header))
      }
      #expect(!page.head.contains("Access-Control"))
    }
  }

  @Test("whoever waits is told of the next generation, of findings, and of their end")
  func changes() async throws {
    let board = PreviewBoard()
    try await serving(board) { port in
      let first = await board.state.generation
      async let told = LocalRequest.get("/.dossier/changes?after=\(first)", port: port)
      try await Task.sleep(for: .milliseconds(50))
      await board.showAll(findings: "a.yaml:1:1: error: \"broken\"")
      #expect(try await told.body.contains("\"findings\": \"a.yaml:1:1: error: \\\"broken\\\"\""))
      // The last good pages stay, and ask at once what is wrong.
      let page = try await LocalRequest.get("/public/", port: port)
      #expect(page.body.contains("data-generation=\"\(first)\""))
      await board.showAll([("public", Self.files)])
      let state = await board.state
      #expect(state.findings.isEmpty && state.generation == first + 2)
      // Nothing changed: nobody is told.
      await board.showAll([("public", Self.files)])
      #expect(await board.state.generation == first + 2)
      var changed = Self.files
      changed[1] = Self.file("assets/site.css", "b {}")
      await board.showAll([("public", changed)])
      #expect(await board.state.styleGeneration == first + 3)
    }
  }

  /// Pages with other words than the files of `PreviewServerTests` have.
  private struct Pages: PreviewPages {
    func page(_ path: String) async -> RenderedFile? {
      path == "public/index.html" ? PreviewServerTests.file(path, "<head></head>Early") : nil
    }
  }

  @Test("who has a script is shown a page before the rest is compiled; others wait for that")
  func pagesFirst() async throws {
    let board = PreviewBoard()
    try await serving(board) { port in
      let first = await board.state
      let number = await board.begin()
      await board.show(Pages(), of: number)
      for header in ["Dossier-Live: page", "Sec-Fetch-Dest: document"] {
        let page = try await LocalRequest.get("/public/", port: port, headers: [header])
        #expect(page.body.hasSuffix("Early"))
        #expect(page.body.contains("data-generation=\"\(first.generation + 1)\""))
      }
      async let whole = LocalRequest.get("/public/", port: port)
      try await Task.sleep(for: .milliseconds(100))
      // What an earlier compilation gives is out of date.
      await board.show(findings: "old", of: number - 1)
      #expect(await board.state.findings.isEmpty)
      await board.show([("public", Self.files)], of: number)
      #expect(try await whole.body.contains("<p>x</p>"))
      let again = await board.begin()
      await board.show(Pages(), of: again)
      // Neither is a page shown that the early pages do not have.
      async let other = LocalRequest.get(
        "/public/en/a%20b.html", port: port, headers: ["Dossier-Live: page"])
      try await Task.sleep(for: .milliseconds(100))
      await board.show([("public", Self.files)], of: again)
      #expect(try await other.status == 200)
      let last = await board.state
      #expect(last.save == first.generation + 3 && last.generation == last.save + 1)
      // A save that changes nothing is told to nobody.
      await board.end(await board.begin())
      #expect(await board.state.generation == last.generation)
      #expect(try await LocalRequest.get("/public/", port: port).status == 200)
    }
  }

  @Test("findings are shown over the last pages, though the rest of their save never came")
  func findingsOverEarlyPages() async throws {
    let board = PreviewBoard()
    try await serving(board) { port in
      let first = await board.state
      await board.show(Pages(), of: await board.begin())
      await board.showAll(findings: "broken")
      let page = try await LocalRequest.get(
        "/public/", port: port, headers: ["Dossier-Live: page"])
      #expect(page.body.hasSuffix("Early"))
      // It asks at once what is wrong, and is told the same once.
      #expect(page.body.contains("data-generation=\"\(first.generation + 1)\""))
      await board.showAll(findings: "broken")
      #expect(await board.state.generation == first.generation + 2)
      // What compiles next is a save of its own.
      await board.showAll([("public", Self.files)])
      let state = await board.state
      #expect(state.findings.isEmpty && state.generation == first.generation + 3)
      #expect(state.save == state.generation)
      let mended = try await LocalRequest.get(
        "/public/", port: port, headers: ["Dossier-Live: page"])
      #expect(mended.body.contains("<p>x</p>"))
    }
  }

  @Test("a script that was told of a save gets it, though another is being compiled")
  func nextSave() async throws {
    let board = PreviewBoard()
    try await serving(board) { port in
      let number = await board.begin()
      let page = try await LocalRequest.get(
        "/public/", port: port, headers: ["Dossier-Live: page"])
      #expect(page.body.contains("<p>x</p>"))
      // Still being compiled: who is told of nothing waits for it.
      async let whole = LocalRequest.get("/public/", port: port)
      try await Task.sleep(for: .milliseconds(50))
      #expect(await board.state.isCompiling)
      var changed = Self.files
      changed[0] = Self.file("index.html", "<head></head><p>y</p>")
      await board.show([("public", changed)], of: number)
      #expect(try await whole.body.contains("<p>y</p>"))
    }
  }

  @Test("the pages that readers have open are known until they ask no more")
  func openPages() async throws {
    let board = PreviewBoard()
    try await serving(board) { port in
      let asked = try await LocalRequest.get(
        "/.dossier/changes?after=-1", port: port, headers: ["Dossier-Live: /public/en/a%20b.html"])
      #expect(asked.status == 200)
      #expect(await board.openPages() == ["public/en/a b.html"])
      for number in 1...5 { await board.showAll(findings: "\(number)") }
      #expect(await board.openPages() == [])
    }
  }

  @Test("a project that never compiled shows why, at every address")
  func broken() async throws {
    let board = PreviewBoard()
    await board.showAll(findings: "a.yaml:1:1: error: <broken>")
    let port = UInt16(Self.ports.add(1, ordering: .relaxed).newValue)
    let server = try PreviewServer(host: "127.0.0.1", port: port, board: board)
    let task = Task { try await server.run(beside: {}) }
    defer { task.cancel() }
    try await Task.sleep(for: .milliseconds(200))
    for target in ["/", "/public/", "/x"] {
      let answer = try await LocalRequest.get(target, port: port)
      #expect(answer.status == 503)
      #expect(answer.body.contains("error: &lt;broken&gt;"))
    }
  }

  @Test("a port in use is an error that offers another")
  func portInUse() async throws {
    try await serving { port in
      let second = try PreviewServer(host: "127.0.0.1", port: port, board: PreviewBoard())
      await #expect(throws: PreviewServerError.self) { try await second.run(beside: {}) }
      do {
        try await second.run(beside: {})
      } catch {
        #expect("\(error)".hasPrefix("port \(port) is in use; try --port "), "\(error)")
      }
    }
    #expect(throws: PreviewServerError.unknownAddress("nowhere")) {
      try PreviewServer(host: "nowhere", port: 1, board: PreviewBoard())
    }
  }
}

extension PreviewBoard {
  /// Shows what a compilation gave that was begun and ended at once.
  func showAll(_ editions: [(name: String, files: [RenderedFile])]) {
    show(editions, of: begin())
  }

  func showAll(findings: String) {
    show(findings: findings, of: begin())
  }
}
