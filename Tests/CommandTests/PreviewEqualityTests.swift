import Foundation
import TestSupport
import Testing

/// What `dossier serve` shows is what `dossier build` writes, and never what was saved before.
@Suite(.serialized) struct PreviewEqualityTests {
  typealias Server = ServeCommandTests.Server
  private static let isFull = ServeCommandTests.isFull
  private static let section = "Content/packs/brief/overview.en.md"
  private static let page = "/public/en/brief/overview.html"

  @Test("after every save the preview is the build, byte for byte, or says what that would say")
  func equalsBuild() async throws {
    let project = try TestProject(copying: KilledBuildTests.markings)
    var original: ProjectVariation.Files = [:]
    for path in Folders.files(under: project.root) { original[path] = try project.text(path) }
    let server = try Server(project)
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed of the previewed edits: \(seed)")
    var random = SeededNumbers(state: seed)
    for number in 1...(Self.isFull ? 200 : 6) {
      try project.rewrite(ProjectVariation.varied(original, number, by: &random))
      let difference = try await Self.lastDifference(server, try await project.built())
      #expect(difference == nil, "edit \(number), seed \(seed)")
    }
  }

  @Test("a narrative is shown anew beside figures that are kept, which rest on what is above it")
  func narratives() async throws {
    let project = try TestProject(copying: KilledBuildTests.markings)
    let path = "Content/records/incidents/delta-2024.md"
    func record(_ loss: Int, _ body: String) -> String {
      """
      ---
      id: delta-2024
      name: Delta theft
      startDate: 2024-04-20
      losses: { amount: \(loss), currency: USD }
      sources: [survey-2024]
      ---
      \(body)

      """
    }
    let sum = "{calc}`sum(lossUSD) from incidents`"
    let texts = [
      record(5_000_000, "Delta lost a sum."), record(5_000_000, "All lost \(sum)."),
      record(6_000_000, "All lost \(sum)."), record(6_000_000, "All together lost \(sum)."),
      // Below the same front matter a text that cannot be read: the record is not there.
      record(6_000_000, "---\nid: delta\n---\n"), record(6_000_000, "Bad \u{1}."),
      record(6_000_000, "All lost \(sum) again."),
    ]
    try project.write(texts[0], to: path)
    let server = try Server(project)
    for (number, text) in texts.enumerated() {
      try project.write(text, to: path)
      let difference = try await Self.lastDifference(server, try await project.built())
      #expect(difference == nil, "text \(number)")
    }
  }

  /// What still differs once a save has surely been heard of, which it may be a moment late.
  private static func lastDifference(
    _ server: Server, _ built: (files: [String: [UInt8]], errors: String)
  ) async throws -> String? {
    let end = ContinuousClock.now + .seconds(20)
    var difference = try await difference(server, built)
    while difference != nil, .now < end {
      try await Task.sleep(for: .milliseconds(20))
      difference = try await self.difference(server, built)
    }
    return difference
  }

  /// The first file that is shown otherwise than built, or what is told to be wrong.
  private static func difference(
    _ server: Server, _ built: (files: [String: [UInt8]], errors: String)
  ) async throws -> String? {
    let findings = try await server.news().findings
    guard findings == built.errors else { return findings }
    for path in built.files.keys.sorted() {
      let shown = try await server.get("/" + path.replacing(" ", with: "%20"))
      let expected = String(decoding: built.files[path] ?? [], as: UTF8.self)
      guard withoutScript(shown.body) == expected else { return path }
    }
    return nil
  }

  @Test("a page shown before the rest is compiled is the built one, but for the whole's digest")
  func earlyPages() async throws {
    let project = try TestProject(copying: KilledBuildTests.markings)
    let text = try project.text(Self.section)
    let server = try Server(project)
    let pages = [
      "public/en/brief/overview.html", "partners/en/brief/overview.html",
      "partners/en/brief/incidents/anchor-2024.html", "partners/en/brief/annex/incidents.html",
      "public/en/brief/annex/figures.html",
    ]
    var news = try await server.news()
    for number in 1...(Self.isFull ? 20 : 3) {
      try project.write(
        text
          + "\nEarly page \(number)th, {marked:amber}`with {fig}`at-night``.\n"
          .replacing("`with {fig}`at-night``", with: "``with {fig}`at-night` ``"),
        to: Self.section)
      news = try await server.saved(after: news)
      var shown: [String] = []
      for page in pages {
        shown.append(try await server.get("/" + page, ["Dossier-Live: page"]).body)
      }
      let built = try await project.built()
      #expect(built.errors.isEmpty)
      for (page, shown) in zip(pages, shown) {
        let expected = String(decoding: built.files[page] ?? [], as: UTF8.self)
        #expect(Self.withoutDigest(Self.withoutScript(shown)) == Self.withoutDigest(expected))
      }
    }
  }

  @Test("of a hundred saves in a second none is shown after a later one, and the last one stays")
  func manySaves() async throws {
    let project = try TestProject(copying: KilledBuildTests.markings)
    let text = try project.text(Self.section)
    let server = try Server(project)
    #expect(try await server.get(Self.page).status == 200)
    let writer = Task {
      for number in 1...100 {
        // In turns over itself and by another file put in its place.
        let text = text + "\nSave \(number)th.\n"
        let url = project.root.appending(path: Self.section)
        try Data(text.utf8).write(to: url, options: number.isMultiple(of: 2) ? [] : .atomic)
        try await Task.sleep(for: .milliseconds(10))
      }
    }
    var last = 0
    let end = ContinuousClock.now + .seconds(60)
    while last < 100, .now < end {
      let early = try await server.get(Self.page, ["Dossier-Live: page"])
      let number = try Self.number(of: early.body)
      #expect(number >= last)
      last = number
    }
    try await writer.value
    #expect(last == 100)
    #expect(try Self.number(of: await server.get(Self.page).body) == 100)
    #expect(try await server.news().findings.isEmpty)
  }

  private static func number(of page: String) throws -> Int {
    guard let save = page.firstMatch(of: /Save (\d+)th/) else { return 0 }
    return try #require(Int(save.output.1))
  }

  @Test("memory does not grow with the edits", .enabled(if: isFull))
  func memory() async throws {
    let project = try TestProject(copying: KilledBuildTests.markings)
    let text = try project.text(Self.section)
    let server = try Server(project)
    var news = try await server.news()
    var start = 0.0
    for number in 1...510 {
      try project.write(text + "\nEdit \(number)th.\n", to: Self.section)
      news = try await server.saved(after: news)
      #expect(try await server.get(Self.page).body.contains("Edit \(number)th."))
      if number == 10 { start = try server.memory() }
    }
    let end = try server.memory()
    #expect(end < 1.2 * start, "\(start) MB, then \(end) MB")
  }

  /// A served page without what keeps it up to date.
  private static func withoutScript(_ page: String) -> String {
    page.replacing(/<script src="\/\.dossier\/live\.js"[^>]*><\/script>\n/, with: "")
      .replacing("; script-src 'self'; connect-src 'self'", with: "")
      .replacing("script-src 'self' ", with: "script-src ")
      .replacing("; connect-src 'self'\"", with: "\"")
  }

  private static func withoutDigest(_ page: String) -> String {
    page.replacing(/<code>([0-9a-f]|\.){12}<\/code>/, with: "<code></code>")
  }
}
