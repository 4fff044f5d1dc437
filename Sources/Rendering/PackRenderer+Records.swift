internal import Diagnostics
internal import Narratives
internal import Records

extension PackRenderer {
  /// A page as a file and as an article of the book.
  struct PageOutput: Sendable {
    var path: String
    var marking: Marking
    var file: [UInt8]
    var article: [UInt8]
    /// Its lines of the search's index.
    var search: [UInt8]
    var diagnostics: [Diagnostic]
  }

  /// A record in every form, made in one go of what is gathered for it once.
  struct RecordOutput: Sendable {
    var reference: RecordReference
    var page: PageOutput
    var markdown: MarkdownPages.WrittenPage
    var snapshotLine: [UInt8]
    /// Tables behind the drawings in its narrative.
    var tables: [RenderedFile]
    var diagnostics: [Diagnostic]
  }

  func output(of page: some Page, _ writers: Writers) -> PageOutput {
    let file = writers.frames.file(of: page)
    let article = writers.book.article(of: page)
    return PageOutput(
      path: page.path, marking: page.marking, file: file.value, article: article.value,
      search: SearchIndex(context: context).entries(of: page),
      diagnostics: file.diagnostics + article.diagnostics)
  }

  func output(of record: Record, _ writers: Writers) -> RecordOutput {
    let (frames, book) = (writers.frames, writers.book)
    let narrative = compiler.compileNarrative(of: record)
    let text = narrative.value?.text
    let content = RecordPageContent(of: record, narrative: narrative.value, context: context)
    let page = RecordPage(
      context: context, record: record, content: content,
      parent: writers.parents[record.collection])
    let bodies = frames.bodies(of: page, writer: book.writer(page, for: .both))
    let file = frames.file(of: page, body: bodies.page)
    let article = book.article(of: page, body: bodies.book)
    let prepared = MarkdownWriter(context: context, page: page.path).prepare(text?.blocks ?? [])
    return RecordOutput(
      reference: record.reference,
      page: PageOutput(
        path: page.path, marking: page.marking, file: file.value, article: article.value,
        search: SearchIndex(context: context).entry(of: record, content),
        diagnostics: file.diagnostics + article.diagnostics),
      markdown: writers.markdown.write(record, content, prepared: prepared),
      snapshotLine: SnapshotWriter(context: context)
        .line(of: record, narrative: text, prepared: prepared),
      tables: drawnTables(in: text?.blocks ?? [], max(context.packMarking, record.marking)),
      diagnostics: narrative.diagnostics)
  }

  /// The tables behind drawings, as files.
  func drawnTables(in blocks: [ProseBlock], _ marking: Marking) -> [RenderedFile] {
    ChartViewData(context: context).tables(in: blocks, marking: marking).map { name, table in
      let highest = table.rows.reduce(marking) { max($0, $1.marking) }
      return file("data/\(name).csv", CSVWriter().csv(table), highest)
    }
  }
}

/// What pages leave for the files that hold them all, gathered in reading order.
struct GatheredPages {
  var highest: Marking
  var files: [RenderedFile] = []
  var articles = ByteChunks()
  var search: [[UInt8]] = []
  var markdown = MarkdownPages.WholePack()
  var snapshotLines: [RecordReference: [UInt8]] = [:]
  var tables: [(RecordReference, [RenderedFile])] = []
  var diagnostics: [Diagnostic] = []

  init(highest: Marking) {
    self.highest = highest
  }

  // What is taken is let go here, so that nothing is copied when it is changed or freed.

  mutating func takeFiles() -> [RenderedFile] {
    defer { files = [] }
    return files
  }

  mutating func takeArticles() -> ByteChunks {
    defer { articles = ByteChunks() }
    return articles
  }

  mutating func takeMarkdown() -> MarkdownPages.WholePack {
    defer { markdown = MarkdownPages.WholePack() }
    return markdown
  }

  mutating func add(
    _ page: PackRenderer.PageOutput, file: (String, [UInt8], Marking) -> RenderedFile
  ) {
    highest = max(highest, page.marking)
    files.append(file(page.path + ".html", page.file, page.marking))
    articles.append(page.article)
    search.append(page.search)
    diagnostics += page.diagnostics
  }

  mutating func add(_ page: MarkdownPages.WrittenPage) {
    files.append(page.file)
    markdown.add(page)
  }

  mutating func add(
    _ record: PackRenderer.RecordOutput, file: (String, [UInt8], Marking) -> RenderedFile
  ) {
    add(record.page, file: file)
    add(record.markdown)
    snapshotLines[record.reference] = record.snapshotLine
    if !record.tables.isEmpty { tables.append((record.reference, record.tables)) }
    diagnostics += record.diagnostics
  }
}
