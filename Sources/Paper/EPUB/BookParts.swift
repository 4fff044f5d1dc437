internal import Diagnostics
internal import Rendering

/// What an electronic book has beside its chapters: the list of its files, and of its contents.
struct BookParts {
  static let styleFile = "style.css"
  static let navigationFile = "contents.xhtml"
  static let packageFile = "package.opf"

  let book: PrintableBook
  let outline: [BookChapters.Entry]
  /// The files that hold drawings.
  let drawn: Set<String>

  /// Where readers find the package.
  static let container = """
    <?xml version="1.0" encoding="UTF-8"?>
    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
    <rootfiles>
    <rootfile full-path="EPUB/\(packageFile)" media-type="application/oebps-package+xml"/>
    </rootfiles>
    </container>

    """

  /// Titles of sections carry their own numbers.
  static let style = "nav[role=doc-toc] ol { list-style: none; padding-left: 1.25rem; }\n"

  /// The heading of the contents, as text of XML.
  var contentsTitle: String { WordReference.escaped(book.description.contentsTitle) }

  // MARK: Contents

  /// Sections and annexes in order, each with the records that it leads to.
  var navigation: String {
    let items = outline.map { item($0.chapter, below: $0.records) }.joined()
    return """
      <nav epub:type="toc" role="doc-toc" aria-labelledby="contents">
      <h1 id="contents">\(contentsTitle)</h1>
      <ol>
      \(items)</ol>
      </nav>
      """
  }

  private func item(_ chapter: BookChapters.Chapter, below: [BookChapters.Chapter]) -> String {
    let inner = below.map { item($0, below: []) }.joined()
    let list = inner.isEmpty ? "" : "\n<ol>\n\(inner)</ol>\n"
    return "<li><a href=\"\(chapter.file)\">\(chapter.title)</a>\(list)</li>\n"
  }

  // MARK: Package

  /// The package: what the book is, what it holds, and in which order it is read.
  var package: String {
    // As the contents have them, which readers expect.
    let chapters = outline.flatMap { [$0.chapter] + $0.records }
    let items = chapters.enumerated().map { index, chapter in
      "<item id=\"c\(index + 1)\" href=\"\(chapter.file)\" media-type=\"application/xhtml+xml\""
        + (drawn.contains(chapter.file) ? " properties=\"svg\"" : "") + "/>"
    }
    let spine = chapters.indices.map { "<itemref idref=\"c\($0 + 1)\"/>" }
    // The contents come behind the cover.
    let order = Array(spine.prefix(1)) + ["<itemref idref=\"contents\"/>"] + spine.dropFirst()
    let facts = book.description
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" \
      xml:lang="\(book.language)">
      <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:identifier id="id">urn:uuid:\(facts.identifier)</dc:identifier>
      <dc:title>\(WordReference.escaped(facts.title))</dc:title>
      <dc:language>\(book.language)</dc:language>
      <dc:date>\(facts.day)</dc:date>
      <dc:rights>\(book.marking.label)</dc:rights>
      <meta property="dcterms:modified">\(facts.day)T00:00:00Z</meta>
      <meta property="schema:accessMode">textual</meta>
      <meta property="schema:accessModeSufficient">textual</meta>
      <meta property="schema:accessibilityFeature">tableOfContents</meta>
      <meta property="schema:accessibilityFeature">structuralNavigation</meta>
      <meta property="schema:accessibilityFeature">alternativeText</meta>
      <meta property="schema:accessibilityHazard">none</meta>
      </metadata>
      <manifest>
      <item id="contents" href="\(BookParts.navigationFile)" media-type="application/xhtml+xml" \
      properties="nav"/>
      <item id="style" href="\(BookParts.styleFile)" media-type="text/css"/>
      \(items.joined(separator: "\n"))
      </manifest>
      <spine>
      \(order.joined(separator: "\n"))
      </spine>
      </package>

      """
  }
}
