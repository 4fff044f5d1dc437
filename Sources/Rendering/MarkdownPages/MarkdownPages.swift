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
  /// The day the facts are of, as a paragraph; empty where nothing was cut.
  private let date: String

  package init(context: RenderingContext, narratives: RecordNarratives) {
    self.context = context
    self.narratives = narratives
    date =
      EditionDate(context: context).labelled.map {
        MarkdownWriter(context: context, page: "index").markdown($0)
      } ?? ""
  }

  /// Every Markdown file of the pack, sorted by path; pages are written side by side.
  package func render(jobs: Int = 1) async -> [RenderedFile] {
    let records = PackPages(context: context).records()
    let written =
      await opening(jobs: jobs)
      + inParallel(records.count, jobs: jobs) { write(page(of: records[$0])) }
    var whole = WholePack()
    for page in written { whole.add(page) }
    let files = written.map(\.file) + [file(of: whole)]
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The pages before the records', in reading order: cover and contents.
  func opening(jobs: Int) async -> [WrittenPage] {
    let entries = [cover] + context.pack.contents.map(page)
    return await inParallel(entries.count, jobs: jobs) { write(entries[$0]) }
  }

  /// A page in both its forms.
  struct WrittenPage: Sendable {
    var file: RenderedFile
    /// As it stands in the file that holds all pages.
    var part: [UInt8]
    var footnotes: String
    var sources: [RecordReference]
  }

  /// A record's page of what was gathered for it; `prepared` holds texts of its narrative's blocks.
  func write(
    _ record: Record, _ content: RecordPageContent, prepared: [String: String]
  ) -> WrittenPage {
    write(page(of: record, content), prepared: prepared)
  }

  private func write(_ page: MarkdownPage, prepared: [String: String] = [:]) -> WrittenPage {
    let own = MarkdownWriter(context: context, page: page.path)
    var text = MarkdownFile(marking: page.marking, handling: own.markdown(context.handling))
    let bodies = bodies(of: page, prepared)
    text.append(
      "# " + own.markdown(page.title), bodies.own, page.footnotes(own),
      own.notesMarkdown(for: page.sources))
    // The cover says it among its facts.
    if page.path != "index" { text.append(date) }
    let whole = wholeWriter(page)
    let mark = page.path == "index" ? "#" : "##"
    var part = MarkdownParts()
    part.append(
      "<a id=\"\(HTMLWriter.anchor(page: page.path, fragment: nil))\"></a>",
      "\(mark) " + whole.markdown(page.title), bodies.whole)
    return WrittenPage(
      file: RenderedFile(
        path: folder + "md/\(page.path).md", bytes: text.finished(), marking: page.marking),
      part: part.bytes, footnotes: page.footnotes(whole), sources: page.sources)
  }

  private func wholeWriter(_ page: MarkdownPage) -> MarkdownWriter {
    MarkdownWriter(context: context, page: page.path, isWholePack: true, topHeadingLevel: 3)
  }

  /// What stands below the title, for the page's own file and for the file of all pages.
  private func bodies(
    of page: MarkdownPage, _ prepared: [String: String]
  ) -> (own: String, whole: String) {
    guard page.canFork else {
      let own = MarkdownWriter(context: context, page: page.path)
      return (page.body(own.with(prepared)), page.body(wholeWriter(page).with(prepared)))
    }
    let both = MarkdownWriter(context: context, page: page.path, side: .both)
    let text = page.body(both.with(prepared))
    return (Fork.taken(.page, of: text), Fork.taken(.whole, of: text))
  }

  /// What is gathered of pages, in reading order, for the file of all.
  struct WholePack {
    fileprivate var parts = ByteChunks()
    fileprivate var footnotes = ByteChunks()
    fileprivate var sources: Set<RecordReference> = []
    fileprivate var marking: Marking?

    mutating func add(_ page: WrittenPage) {
      parts.append(page.part)
      if !page.footnotes.utf8.isEmpty {
        var part = MarkdownParts()
        part.append(page.footnotes)
        footnotes.append(part.bytes)
      }
      sources.formUnion(page.sources)
      marking = max(marking ?? .clear, page.file.marking)
    }
  }

  /// All pages in one file, their notes together at the end.
  func file(of whole: WholePack) -> RenderedFile {
    let marking = whole.marking ?? context.packMarking
    let writer = MarkdownWriter(context: context, page: "index", isWholePack: true)
    let handling = writer.markdown(context.handling)
    var end = MarkdownParts()
    end.append(writer.notesMarkdown(for: Array(whole.sources)))
    end.append(handling)
    end.append(marking.label)
    let start = MarkdownFile(marking: marking, handling: handling).start
    return RenderedFile(
      path: folder + "pack.md",
      pieces: [start] + whole.parts.pieces + whole.footnotes.pieces + [end.bytes],
      marking: marking)
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
  /// Whether the body may be written for both files at once.
  var canFork = false
  /// Writes what stands below the title.
  var body: @Sendable (MarkdownWriter) -> String

  func footnotes(_ writer: MarkdownWriter) -> String {
    text.map(writer.footnotesMarkdown) ?? ""
  }
}

/// Parts after an empty line each.
struct MarkdownParts {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ parts: String...) { append(parts, reserving: 0) }

  /// Adds parts with room for them all, and that much more.
  mutating func append(_ parts: [String], reserving extra: Int) {
    bytes.reserveCapacity(parts.reduce(bytes.count + extra) { $0 + $1.utf8.count + 2 })
    for part in parts { append(part) }
  }

  /// Adds a part; an empty one leaves no trace.
  mutating func append(_ part: String) {
    guard !part.utf8.isEmpty else { return }
    bytes.append(UInt8(ascii: "\n"))
    line(part)
  }

  mutating func line(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }
}

/// The parts of a file, parted by empty lines, between two labels.
struct MarkdownFile {
  private var parts = MarkdownParts()
  private let label: String
  private let handling: String

  init(marking: Marking, handling: String) {
    label = marking.label
    self.handling = handling
    parts.line(label)
    append(handling)
  }

  mutating func append(_ parts: String...) {
    self.parts.append(parts, reserving: 2 * label.utf8.count + handling.utf8.count)
  }

  /// What is written so far.
  var start: [UInt8] { parts.bytes }

  /// The file with its restrictions once more, and its label as the last line.
  consuming func finished() -> [UInt8] {
    parts.append(handling)
    parts.append(label)
    return parts.bytes
  }
}
