import Diagnostics
import Foundation
import Rendering
import Testing

@Suite struct PrintingTests {
  /// Keeps what it is given to print.
  private actor Printer {
    var book: PrintableBook?

    func print(_ book: PrintableBook) -> [PrintedFile] {
      self.book = book
      return [
        PrintedFile(
          path: "pack.pdf", kind: "pdf", marking: book.marking,
          bytes: [UInt8](repeating: 1, count: 2_345_678))
      ]
    }
  }

  private func render() async throws -> (files: [RenderedFile], book: PrintableBook) {
    let sample = try SamplePack.make()
    let renderer = SiteRenderer(templates: try Project.templates(), toolVersion: "Dossier 0.1.0")
    let printer = Printer()
    let rendered = await renderer.render(
      sample.pack, compiler: sample.compiler, languages: ["en"], jobs: 2,
      printer: { await printer.print($0) })
    #expect(rendered.diagnostics.isEmpty)
    return (rendered.value, try #require(await printer.book))
  }

  @Test("what a printer makes is published, and the cover offers it with its size")
  func cover() async throws {
    let (files, book) = try await render()
    let paths = files.map(\.path)
    #expect(paths == paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    let printed = try #require(files.first { $0.path == "en/g7-2025/pack.pdf" })
    #expect(printed.count == 2_345_678)
    #expect(printed.marking == book.marking)
    let cover = try #require(files.first { $0.path == "en/g7-2025/index.html" })
    let text = String(decoding: cover.bytes, as: UTF8.self)
    #expect(
      text.contains(
        "<a href=\"pack.pdf\">pack.pdf</a> <span class=\"size\">whole pack for print, 2\u{A0}MB</span>"
      ))
  }

  @Test("a printer gets the published book, with the styles of paper at the end of its head")
  func whole() async throws {
    let (files, book) = try await render()
    let published = try #require(files.first { $0.path == "en/g7-2025/pack.html" })
    let templates = try Project.templates()
    let style = try #require(templates.files["assets/book.css"])
    let start = "<style>\(String(decoding: style.bytes, as: UTF8.self))"
    let printed = String(decoding: Array(book.whole.joined()), as: UTF8.self)
    let own = try #require(printed.range(of: start))
    let end = try #require(printed.range(of: "</style></head>"))
    let head = printed[..<own.lowerBound] + "</head>" + printed[end.upperBound...]
    #expect(head == String(decoding: published.bytes, as: UTF8.self))
  }

  @Test("on paper a source is a note at the foot of the page that first cites it")
  func pageNotes() async throws {
    let book = try await render().book
    let whole = String(decoding: Array(book.whole.joined()), as: UTF8.self)
    let printed = String(decoding: Array(book.wholeWithPageNotes.joined()), as: UTF8.self)
    let listed = whole.matches(of: /<li value="(\d+)" id="([^"]+)">(.+?)<\/li>\n/)
    #expect(!listed.isEmpty)
    var moved = 0
    for item in listed {
      let (_, number, id, content) = item.output
      let opening = "<span class=\"page-note\" data-note=\"\(number)\" id=\"\(id)\">"
      guard let note = printed.firstRange(of: opening) else {
        #expect(printed.contains(item.output.0), "what is not moved stays")
        continue
      }
      moved += 1
      // It stands behind a call of it, of which none comes before, and no longer in the list.
      let call = try #require(printed.firstRange(of: "<a href=\"#\(id)\""))
      #expect(call.lowerBound < note.lowerBound)
      #expect(!printed[call.upperBound..<note.lowerBound].contains("<p"))
      #expect(!printed.contains("<li value=\"\(number)\" id=\"\(id)\">"))
      let title = try #require(content.firstMatch(of: />([^<>]+)</)?.output.1)
      let text = printed[note.upperBound...].prefix(title.utf8.count + 400)
      #expect(text.contains(title))
    }
    #expect(moved > 0)
    #expect(!printed.contains("<ol class=\"citations\">\n</ol>"))
    // Every way leads somewhere, and nowhere twice.
    let ids = printed.matches(of: #/ id="([^"]+)"/#).map(\.output.1)
    #expect(Set(ids).count == ids.count)
    for target in printed.matches(of: /href="#([^"]+)"/).map(\.output.1) {
      #expect(ids.contains(target), "\(target)")
    }
    // A summary is laid out for one sheet, with its notes.
    let summaries = whole.matches(of: /(?s)<article class="[^"]*" id="summary">.*?<\/article>/)
    for summary in summaries { #expect(printed.contains(summary.output)) }
  }

  @Test("each section has an edge tab of its number on paper, lower from one to the next")
  func tabs() async throws {
    let (files, book) = try await render()
    let printed = String(decoding: Array(book.whole.joined()), as: UTF8.self)
    let sections = printed.matches(of: /<article class="page-section" id="([^"]+)">/)
      .map { String($0.output.1) }
    #expect(sections.count >= 2)
    var tops: [Int] = []
    for (index, section) in sections.enumerated() {
      #expect(printed.contains("article[id=\"\(section)\"] {\n  page: tab\(index + 1)\n}"))
      let rule = try #require(printed.firstRange(of: "@page tab\(index + 1) {"))
      let rest = printed[rule.upperBound...].prefix(900)
      #expect(rest.matches(of: /content: "(TLP:[A-Z+]+)"/).count >= 2, "the label stays")
      #expect(rest.contains("content: \"\(index + 1)\""))
      let top = try #require(rest.firstMatch(of: /margin-top: (\d+)mm;\n *text-align/))
      tops.append(try #require(Int(top.output.1)))
    }
    #expect(tops == tops.sorted() && Set(tops).count == tops.count)
    // Browsers print without.
    let published = try #require(files.first { $0.path == "en/g7-2025/pack.html" })
    #expect(!String(decoding: published.bytes, as: UTF8.self).contains("tab1"))
  }

  @Test("a summary is handed over as a page that needs no other, with its own page boxes")
  func summary() async throws {
    let book = try await render().book
    #expect(book.summaries.map(\.file) == ["summary.pdf"])
    let summary = try #require(book.summaries.first)
    let text = String(decoding: summary.markup, as: UTF8.self)
    #expect(text.contains("@page \(summary.marking.label.lowercased().replacing(":", with: "-"))"))
    #expect(!text.utf8.contains(2))
    let wide = String(decoding: summary.markup(endOfHead: "<!-- wide -->"), as: UTF8.self)
    #expect(wide == text.replacing("</head>", with: "<!-- wide --></head>", maxReplacements: 1))
  }

  @Test("no two regions of a page, or of the whole pack, have one name")
  func landmarks() async throws {
    for file in try await SiteTests.render().value where file.path.hasSuffix(".html") {
      let text = String(decoding: file.bytes, as: UTF8.self)
      var names: [String] = []
      for match in text.matches(of: /<section[^>]*aria-labelledby="([^"]+)"/) {
        let heading = try #require(
          text.firstRange(of: " id=\"\(match.1)\">"), "\(file.path): \(match.1)")
        let end = try #require(text[heading.upperBound...].firstRange(of: "</h"))
        names.append(String(text[heading.upperBound..<end.lowerBound]))
      }
      #expect(Set(names).count == names.count, "\(file.path): \(names)")
    }
  }
}
