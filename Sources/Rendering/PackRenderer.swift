internal import Diagnostics
internal import Digests
internal import Editions
internal import Narratives
internal import Records

/// Lays out one pack in one language, pages in parallel.
struct PackRenderer: Sendable {
  let context: RenderingContext
  let engine: TemplateEngine
  let settings: FrameSettings
  let compiler: NarrativeCompiler
  let templates: TemplateFiles
  /// By path from the pack's folder.
  let images: [String: [UInt8]]
  let jobs: Int

  /// How many digits of the snapshot's digest a footer shows.
  private static let digestDigits = 12

  /// A page as a file and as an article of the book.
  private struct PageOutput: Sendable {
    var path: String
    var marking: Marking
    var file: [UInt8]
    var article: [UInt8]
    var diagnostics: [Diagnostic]
  }

  /// A record's page in every form, made in one go of what is gathered for it once.
  private struct RecordOutput: Sendable {
    var page: PageOutput
    var markdown: MarkdownPages.WrittenPage
  }

  func render() async -> Checked<[RenderedFile]> {
    let pages = PackPages(context: context)
    let records = pages.records()
    let narratives = await narratives(of: records)
    let snapshot = SnapshotWriter(context: context).snapshot(
      presentation: presentation(), recordNarratives: narratives.value)
    var settings = settings
    settings.digest = String(
      decoding: SHA256Digest(of: snapshot).hex.utf8.prefix(PackRenderer.digestDigits),
      as: UTF8.self)
    let frames = PageFrames(context: context, engine: engine, settings: settings)
    let markdown = MarkdownPages(context: context, narratives: narratives.value)

    let entries = pages.entries()
    let parents = pages.parents()
    let book = BookWriter(frames: frames, style: style(for: Marking.allCases), images: images)
    let entryOutputs = await inParallel(entries.count, jobs: jobs) { index in
      output(of: entries[index], frames, book)
    }
    let recordOutputs = await inParallel(records.count, jobs: jobs) { index in
      let record = records[index]
      let content = RecordPageContent(
        of: record, narrative: narratives.value[record.reference], context: context)
      let page = RecordPage(
        context: context, record: record, content: content, parent: parents[record.collection])
      return RecordOutput(
        page: output(of: page, frames, book), markdown: markdown.write(record, content))
    }
    let outputs = entryOutputs + recordOutputs.map(\.page)
    let highest = outputs.reduce(context.packMarking) {
      max($0, $1.marking)
    }
    var files = tables(narratives.value)
    files.append(file("pack.json", snapshot, highest))
    let markdownPages = await markdown.opening(jobs: jobs) + recordOutputs.map(\.markdown)
    files += markdownPages.map(\.file)
    files.append(markdown.wholePack(markdownPages))
    var diagnostics = narratives.diagnostics
    let cover = CoverPage(
      context: context, entries: pages.contents(of: entries), marking: highest, downloads: [])
    let coverArticle = book.article(of: cover)
    let whole = book.book(
      of: [coverArticle.value] + outputs.map(\.article), marking: highest)
    diagnostics += coverArticle.diagnostics + whole.diagnostics
    files.append(file("pack.html", whole.value, highest))
    let coverFile = frames.file(
      of: CoverPage(
        context: context, entries: cover.entries, marking: highest, downloads: downloads(files)))
    diagnostics += coverFile.diagnostics
    files.append(file("index.html", coverFile.value, highest))
    for output in outputs {
      files.append(file(output.path + ".html", output.file, output.marking))
      diagnostics += output.diagnostics
    }
    files += assetFiles(markings: Set(files.map(\.marking)))
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return Checked(files, diagnostics)
  }

  /// Every record's narrative, compiled once for pages, book, Markdown and snapshot.
  private func narratives(
    of records: [Record]
  ) async -> Checked<SnapshotWriter.RecordNarratives> {
    let compiled = await inParallel(records.count, jobs: jobs) { index in
      compiler.compileNarrative(of: records[index])
    }
    var narratives: SnapshotWriter.RecordNarratives = [:]
    var diagnostics: [Diagnostic] = []
    for (record, narrative) in zip(records, compiled) {
      if let value = narrative.value { narratives[record.reference] = value }
      diagnostics += narrative.diagnostics
    }
    return Checked(narratives, diagnostics)
  }

  private func output(
    of page: some Page, _ frames: PageFrames, _ book: BookWriter
  ) -> PageOutput {
    let file = frames.file(of: page)
    let article = book.article(of: page)
    return PageOutput(
      path: page.path, marking: page.marking, file: file.value, article: article.value,
      diagnostics: file.diagnostics + article.diagnostics)
  }

  /// A file of this pack, by its path from the pack's folder.
  private func file(_ path: String, _ bytes: [UInt8], _ marking: Marking) -> RenderedFile {
    RenderedFile(path: folder + path, bytes: bytes, marking: marking)
  }

  private var folder: String { "\(context.language)/\(context.pack.edition.pack.id)/" }

  // MARK: - Data and assets

  /// What shapes the pages, by path under `Templates/`, with its digest.
  private func presentation() -> [(String, String)] {
    let strings = "strings/\(context.language).yaml"
    return templates.files.keys
      .filter { !$0.hasPrefix("strings/") || $0 == strings }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .compactMap { path in
        templates.files[path].map { (path, SHA256Digest(of: $0.bytes).hex) }
      }
  }

  /// The tables of annexes, and those behind drawings in sections and records' narratives.
  private func tables(_ narratives: SnapshotWriter.RecordNarratives) -> [RenderedFile] {
    var files = AnnexData(context: context).files()
    var paths = Set(files.map(\.path))
    let drawings = ChartViewData(context: context)
    func add(_ blocks: [ProseBlock], _ marking: Marking) {
      for (name, table) in drawings.tables(in: blocks, marking: marking) {
        let highest = table.rows.reduce(marking) { max($0, $1.marking) }
        let file = file("data/\(name).csv", CSVWriter().csv(table), highest)
        if paths.insert(file.path).inserted { files.append(file) }
      }
    }
    for case .section(let section) in context.pack.contents {
      add(section.text.blocks, max(context.packMarking, section.marking))
    }
    for reference in narratives.keys.sorted() {
      guard let record = context.corpus[reference], let narrative = narratives[reference] else {
        continue
      }
      add(narrative.text.blocks, max(context.packMarking, record.marking))
    }
    return files
  }

  /// The whole-pack files and tables the cover offers, with their sizes.
  private func downloads(_ files: [RenderedFile]) -> [Download] {
    let wholes = [("pack.html", "book"), ("pack.md", "markdown"), ("pack.json", "snapshot")]
    var downloads: [Download] = []
    for (path, kind) in wholes {
      guard let file = files.first(where: { $0.path == folder + path }) else { continue }
      downloads.append(Download(path: path, kind: kind, size: file.bytes.count))
    }
    for file in files where file.path.hasPrefix(folder + "data/") {
      let path = String(decoding: file.path.utf8.dropFirst(folder.utf8.count), as: UTF8.self)
      downloads.append(Download(path: path, kind: "table", size: file.bytes.count))
    }
    return downloads
  }

  private func assetFiles(markings: Set<Marking>) -> [RenderedFile] {
    let style = style(for: markings.sorted())
    var files = [file("assets/site.css", Array(style.utf8), .clear)]
    for path in images.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      files.append(file(path, images[path] ?? [], context.packMarking))
    }
    return files
  }

  /// The pages' own styles, the charts', and the page boxes of these labels.
  private func style(for markings: [Marking]) -> String {
    templates.text("assets/site.css") + templates.text("assets/charts.css")
      + PrintStyle(context: context, markings: markings).css
  }
}
