package import Diagnostics
internal import Editions
package import Narratives
package import Records

/// The Markdown pack: `md/…`, a file a page, and `pack.md`, all in one.
///
/// Each file begins and ends with its TLP label and has no front matter.
package struct MarkdownPages: Sendable {
  package typealias RecordNarratives = [RecordReference: (text: CompiledText, language: String)]

  package let context: RenderingContext
  /// The narratives of records, compiled once for all outputs.
  package let narratives: RecordNarratives

  package init(context: RenderingContext, narratives: RecordNarratives) {
    self.context = context
    self.narratives = narratives
  }

  /// Every Markdown file of the pack, sorted by path.
  package func render() -> [RenderedFile] {
    let pages = self.pages()
    var files = pages.map(file)
    files.append(wholePack(pages))
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The pack's pages in reading order: cover, contents, then records.
  package func pages() -> [MarkdownPage] {
    var pages: [MarkdownPage] = [cover]
    for entry in context.pack.contents {
      switch entry {
      case .section(let section): pages.append(page(of: section))
      case .annex(let annex): pages.append(page(of: annex))
      }
    }
    return pages + PackPages(context: context).records().map(page)
  }

  /// One page as a file of its own.
  package func file(_ page: MarkdownPage) -> RenderedFile {
    let writer = MarkdownWriter(context: context, page: page.path)
    var text = MarkdownFile(marking: page.marking, handling: handling(of: page.marking, writer))
    text.append("# " + writer.markdown(page.title))
    text.append(page.body(writer))
    text.append(page.footnotes(writer))
    text.append(writer.notesMarkdown(for: page.sources))
    return RenderedFile(
      path: folder + "md/\(page.path).md", bytes: text.finished(), marking: page.marking)
  }

  /// All pages in one file, their notes together at the end.
  package func wholePack(_ pages: [MarkdownPage]) -> RenderedFile {
    let marking = pages.map(\.marking).max() ?? context.packMarking
    let cover = MarkdownWriter(context: context, page: "index", isWholePack: true)
    var text = MarkdownFile(marking: marking, handling: handling(of: marking, cover))
    var sources: Set<RecordReference> = []
    var footnotes: [String] = []
    for page in pages {
      let writer = MarkdownWriter(
        context: context, page: page.path, isWholePack: true, topHeadingLevel: 3)
      let mark = page.path == "index" ? "#" : "##"
      text.append("<a id=\"\(HTMLWriter.anchor(page: page.path, fragment: nil))\"></a>")
      text.append("\(mark) " + writer.markdown(page.title))
      text.append(page.body(writer))
      footnotes.append(page.footnotes(writer))
      sources.formUnion(page.sources)
    }
    for footnote in footnotes { text.append(footnote) }
    text.append(cover.notesMarkdown(for: sources.sorted()))
    return RenderedFile(path: folder + "pack.md", bytes: text.finished(), marking: marking)
  }

  var folder: String { "\(context.language)/\(context.pack.edition.pack.id)/" }

  /// Restrictions printed beside the label.
  private func handling(of marking: Marking, _ writer: MarkdownWriter) -> String {
    writer.markdown(context.pack.handling)
  }
}

/// A page of the Markdown pack before addresses are known.
package struct MarkdownPage: Sendable {
  /// From the `md` folder, without its ending.
  package var path: String
  package var title: [ProseInline]
  package var marking: Marking
  /// The text whose footnotes and citations the page holds.
  var text: CompiledText?
  /// Sources of notes.
  var sources: [RecordReference]
  /// Writes what stands below the title.
  var body: @Sendable (MarkdownWriter) -> String

  func footnotes(_ writer: MarkdownWriter) -> String {
    text.map(writer.footnotesMarkdown) ?? ""
  }
}

/// The parts of a file, parted by empty lines, between two labels.
struct MarkdownFile {
  private(set) var bytes: [UInt8]
  private let label: String

  init(marking: Marking, handling: String) {
    label = marking.label
    bytes = Array((label + "\n").utf8)
    append(handling)
  }

  /// Adds a part; an empty one leaves no trace.
  mutating func append(_ part: String) {
    guard !part.utf8.isEmpty else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: part.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The file with its label as the last line.
  func finished() -> [UInt8] { bytes + Array("\n\(label)\n".utf8) }
}
