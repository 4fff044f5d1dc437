package import Diagnostics
package import Rendering

/// A pack to an electronic book, EPUB 3: a chapter for each page, styles and drawings inside.
///
/// It needs no program from outside: the pack is markup already, and the archive stores it as it is.
package struct BookPublisher: Sendable {
  private let book: PrintableBook
  private let chapters: BookChapters

  package init(_ book: PrintableBook) {
    self.book = book
    chapters = BookChapters(book.whole)
  }

  /// The most chapters that readers of archives can count, with a few other files.
  static let maximum = 65_000

  /// The whole pack as `pack.epub`; a diagnostic where it has more pages than an archive holds.
  package func publish() -> Checked<[PrintedFile]> {
    let name = "pack.epub"
    guard chapters.chapters.count <= BookPublisher.maximum else {
      return Checked(
        [],
        [
          .bookTooLarge(
            book.folder + name, chapters: chapters.chapters.count, most: BookPublisher.maximum)
        ])
    }
    var archive = ZipArchive()
    // The first entry tells what the archive is.
    archive.add("mimetype", "application/epub+zip")
    archive.add("META-INF/container.xml", BookParts.container)
    archive.add("EPUB/\(BookParts.styleFile)", book.description.style + BookParts.style)
    var drawn: Set<String> = []
    for chapter in chapters.chapters {
      let isCover = chapter.file == chapters.chapters.first?.file
      var writer = XHTMLWriter(shift: isCover ? 0 : 1) { fragment in
        chapters.target(fragment, from: chapter.file)
      }
      writer.write(chapters.bytes[chapter.range])
      if isCover { writer.write(chapters.bytes[chapters.foot]) }
      if writer.hasDrawings { drawn.insert(chapter.file) }
      archive.add(
        "EPUB/" + chapter.file,
        page(title: chapter.title, isCover: isCover, content: writer.bytes))
    }
    let parts = BookParts(book: book, outline: chapters.outline, drawn: drawn)
    archive.add(
      "EPUB/\(BookParts.navigationFile)",
      page(
        title: parts.contentsTitle, isCover: false, content: Array(parts.navigation.utf8)))
    archive.add("EPUB/\(BookParts.packageFile)", parts.package)
    return Checked([
      PrintedFile(path: name, kind: "ebook", marking: book.marking, bytes: archive.bytes)
    ])
  }

  /// A chapter with the label above and below; `title` is text of XML.
  private func page(title: String, isCover: Bool, content: [UInt8]) -> [UInt8] {
    let label = "<p class=\"tlp \(labelClass)\">\(book.marking.label)</p>"
    let top = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
      lang="\(book.language)" xml:lang="\(book.language)">
      <head>
      <meta charset="utf-8"/>
      <title>\(title)</title>
      <link rel="stylesheet" href="\(BookParts.styleFile)"/>
      </head>
      <body class="page-book \(labelClass)">

      """
    // The pack's own foot is on the cover, and has the label already.
    let footer = isCover && hasLabel(chapters.foot) ? "" : "<footer>\(label)</footer>"
    let bottom = """

      </main>
      \(footer)
      </body>
      </html>

      """
    return Array(top.utf8) + head(isCover: isCover, label: label) + Array("\n<main>\n".utf8)
      + content + Array(bottom.utf8)
  }

  /// What stands above a chapter: on the cover all that the whole pack says there, handling too.
  private func head(isCover: Bool, label: String) -> [UInt8] {
    if isCover, hasLabel(chapters.head) {
      var writer = XHTMLWriter { chapters.target($0, from: "") }
      writer.write(chapters.bytes[chapters.head])
      return writer.bytes
    }
    let lines = [book.headLine, book.dateLine].filter { !$0.isEmpty }
      .map { "<li>\(WordReference.escaped($0))</li>" }
    return Array(
      "<header class=\"marking-bar\"><ul class=\"identity\">\(lines.joined())</ul>\(label)</header>"
        .utf8)
  }

  /// Whether a part of the pack says its label.
  private func hasLabel(_ part: Range<Int>) -> Bool {
    chapters.bytes[part].firstRange(of: Array(book.marking.label.utf8)) != nil
  }

  /// The class of the label's colours, as the pack's pages have it.
  private var labelClass: String {
    chapters.classes.first { $0.hasPrefix("tlp-") } ?? "tlp"
  }
}
