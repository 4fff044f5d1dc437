internal import Diagnostics
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

  /// Every Markdown file of the pack, sorted by path; pages are written side by side.
  package func render(jobs: Int = 1) async -> [RenderedFile] {
    let entries = [cover] + context.pack.contents.map(page)
    let records = PackPages(context: context).records()
    let written = await inParallel(entries.count + records.count, jobs: jobs) { index in
      write(index < entries.count ? entries[index] : page(of: records[index - entries.count]))
    }
    let files = written.map(\.file) + [wholePack(written)]
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// A page in both its forms.
  private struct WrittenPage: Sendable {
    var file: RenderedFile
    /// Its parts in the file that holds all pages.
    var parts: [String]
    var footnotes: String
    var sources: [RecordReference]
  }

  private func write(_ page: MarkdownPage) -> WrittenPage {
    let own = MarkdownWriter(context: context, page: page.path)
    var text = MarkdownFile(marking: page.marking, handling: own.markdown(context.handling))
    text.append("# " + own.markdown(page.title))
    text.append(page.body(own))
    text.append(page.footnotes(own))
    text.append(own.notesMarkdown(for: page.sources))
    let whole = MarkdownWriter(
      context: context, page: page.path, isWholePack: true, topHeadingLevel: 3)
    let mark = page.path == "index" ? "#" : "##"
    return WrittenPage(
      file: RenderedFile(
        path: folder + "md/\(page.path).md", bytes: text.finished(), marking: page.marking),
      parts: [
        "<a id=\"\(HTMLWriter.anchor(page: page.path, fragment: nil))\"></a>",
        "\(mark) " + whole.markdown(page.title), page.body(whole),
      ],
      footnotes: page.footnotes(whole), sources: page.sources)
  }

  /// All pages in one file, their notes together at the end.
  private func wholePack(_ pages: [WrittenPage]) -> RenderedFile {
    let marking = pages.map(\.file.marking).max() ?? context.packMarking
    let writer = MarkdownWriter(context: context, page: "index", isWholePack: true)
    var text = MarkdownFile(
      marking: marking, handling: writer.markdown(context.handling))
    for page in pages {
      for part in page.parts { text.append(part) }
    }
    for page in pages { text.append(page.footnotes) }
    text.append(writer.notesMarkdown(for: pages.flatMap(\.sources)))
    return RenderedFile(path: folder + "pack.md", bytes: text.finished(), marking: marking)
  }

  var folder: String { "\(context.language)/\(context.pack.edition.pack.id)/" }
}

/// A page of the Markdown pack before addresses are known.
struct MarkdownPage: Sendable {
  /// From the `md` folder, without its ending.
  var path: String
  var title: [ProseInline]
  var marking: Marking
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
  private let handling: String

  init(marking: Marking, handling: String) {
    label = marking.label
    self.handling = handling
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

  /// The file with its restrictions once more, and its label as the last line.
  func finished() -> [UInt8] {
    var file = self
    file.append(handling)
    file.append(label)
    return file.bytes
  }
}
