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
  /// Makes files of the whole pack on the way, if asked.
  let printer: PackPrinter?

  /// What every page of the pack is written with.
  struct Writers: Sendable {
    let pages: PackPages
    let frames: PageFrames
    let markdown: MarkdownPages
    let book: BookWriter
    /// Sections and annexes.
    let entries: [any Page]
    let parents: [Collection: (path: String, title: [ProseInline])]
  }

  func writers() -> Writers {
    let pages = PackPages(context: context)
    var settings = settings
    settings.digest = DigestSlot.text
    let frames = PageFrames(context: context, engine: engine, settings: settings)
    return Writers(
      pages: pages, frames: frames, markdown: MarkdownPages(context: context, narratives: [:]),
      book: BookWriter(frames: frames, style: style(for: Marking.allCases), images: images),
      entries: pages.entries(), parents: pages.parents())
  }

  func render() async -> Checked<[RenderedFile]> {
    let writers = writers()
    let (pages, frames, book) = (writers.pages, writers.frames, writers.book)
    var gathered = GatheredPages(highest: context.packMarking)
    for page in await writers.markdown.opening(jobs: jobs) { gathered.add(page) }
    let entries = writers.entries
    await inParallel(entries.count, jobs: jobs) { index in
      output(of: entries[index], writers)
    } take: { page in
      gathered.add(page, file: file)
    }
    let records = pages.records()
    await inParallel(records.count, jobs: jobs) { index in
      output(of: records[index], writers)
    } take: { record in
      gathered.add(record, file: file)
    }

    let highest = gathered.highest
    let snapshot = SnapshotWriter(context: context)
      .snapshot(presentation: presentation(), lines: gathered.snapshotLines)
    gathered.snapshotLines = [:]
    var files = tables(gathered.tables)
    files.append(file("pack.json", snapshot, highest))
    files.append(writers.markdown.file(of: gathered.takeMarkdown()))
    let cover = CoverPage(
      context: context, entries: pages.contents(of: entries), marking: highest, downloads: [])
    let coverArticle = book.article(of: cover)
    let whole = book.book(
      cover: coverArticle.value, gathered.takeArticles(), marking: highest)
    let diagnostics = gathered.diagnostics + coverArticle.diagnostics + whole.diagnostics
    files.append(
      RenderedFile(path: folder + "pack.html", pieces: whole.value, marking: highest))
    var printed: [PrintedFile] = []
    if let printer {
      printed = await printer(
        printable(whole.value, entries, book, digits: DigestSlot.digits(of: snapshot), highest))
      files += printed.map { file($0.path, $0.bytes, $0.marking) }
    }
    let coverFile = frames.file(
      of: CoverPage(
        context: context, entries: cover.entries, marking: highest,
        downloads: downloads(files, printed)))
    files.append(file("index.html", coverFile.value, highest))
    let index = SearchIndex(context: context)
    files.append(
      file(
        PageScript.indexPath,
        index.file([index.entry(of: cover)] + gathered.search, marking: highest), highest))
    files += gathered.takeFiles()
    files += assetFiles(markings: Set(files.map(\.marking)))
    fillDigest(of: snapshot, in: &files)
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return Checked(files, diagnostics + coverFile.diagnostics)
  }

  /// The snapshot alone: records' narratives are compiled for it, and no page is laid out.
  func renderSnapshot() async -> Checked<[RenderedFile]> {
    let records = PackPages(context: context).records()
    var lines: [RecordReference: [UInt8]] = [:]
    var diagnostics: [Diagnostic] = []
    await inParallel(records.count, jobs: jobs) { index in
      let record = records[index]
      let narrative = compiler.compileNarrative(of: record)
      let text = narrative.value?.text
      let prepared = MarkdownWriter(context: context, page: record.reference.description)
        .prepare(text?.blocks ?? [])
      return (
        record.reference,
        SnapshotWriter(context: context).line(of: record, narrative: text, prepared: prepared),
        narrative.diagnostics
      )
    } take: { reference, line, found in
      lines[reference] = line
      diagnostics += found
    }
    let snapshot = SnapshotWriter(context: context)
      .snapshot(presentation: presentation(), lines: lines)
    return Checked([file("pack.json", snapshot, context.packMarking)], diagnostics)
  }

  /// Writes the snapshot's digest where pages keep its place.
  private func fillDigest(of snapshot: [UInt8], in files: inout [RenderedFile]) {
    let digits = DigestSlot.digits(of: snapshot)
    for index in files.indices where files[index].path.utf8.hasSuffix(".html") {
      for piece in files[index].pieces.indices {
        DigestSlot.fill(&files[index].pieces[piece], with: digits)
      }
    }
  }

  /// A file of this pack, by its path from the pack's folder.
  func file(_ path: String, _ bytes: [UInt8], _ marking: Marking) -> RenderedFile {
    RenderedFile(path: folder + path, bytes: bytes, marking: marking)
  }

  var folder: String { "\(context.language)/\(context.pack.edition.pack.id)/" }

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

  /// The tables of annexes, and those behind drawings in sections and records' narratives; of two
  /// with one name the first.
  private func tables(_ ofRecords: [(RecordReference, [RenderedFile])]) -> [RenderedFile] {
    var files = AnnexData(context: context).files()
    for case .section(let section) in context.pack.contents {
      files += drawnTables(in: section.text.blocks, max(context.packMarking, section.marking))
    }
    for (_, tables) in ofRecords.sorted(by: { $0.0 < $1.0 }) { files += tables }
    var paths: Set<String> = []
    return files.filter { paths.insert($0.path).inserted }
  }

  /// The whole-pack files and tables the cover offers, with their sizes.
  private func downloads(_ files: [RenderedFile], _ printed: [PrintedFile]) -> [Download] {
    let wholes = [("pack.html", "book"), ("pack.md", "markdown"), ("pack.json", "snapshot")]
    var downloads = printed.map {
      Download(path: $0.path, kind: $0.kind, size: $0.bytes.count)
    }
    for (path, kind) in wholes {
      guard let file = files.first(where: { $0.path == folder + path }) else { continue }
      downloads.append(Download(path: path, kind: kind, size: file.count))
    }
    for file in files where file.path.hasPrefix(folder + "data/") {
      let path = String(decoding: file.path.utf8.dropFirst(folder.utf8.count), as: UTF8.self)
      downloads.append(Download(path: path, kind: "table", size: file.count))
    }
    return downloads
  }

  private func assetFiles(markings: Set<Marking>) -> [RenderedFile] {
    let style = style(for: markings.sorted())
    var files = [
      file("assets/site.css", Array(style.utf8), .clear),
      file(PageScript.path, PageScript.source(context, templates), .clear),
    ]
    for path in images.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      files.append(file(path, images[path] ?? [], context.packMarking))
    }
    return files
  }

  /// The pages' own styles, the charts', and the page boxes of these labels.
  func style(for markings: [Marking]) -> String {
    templates.text("assets/site.css") + templates.text("assets/charts.css")
      + PrintStyle(context: context, markings: markings).css
  }
}
