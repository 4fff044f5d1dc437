internal import Diagnostics
internal import Editions
internal import Narratives
internal import Records

/// Lays out one pack in one language, pages in parallel.
struct PackRenderer: Sendable {
  let frames: PageFrames
  let compiler: NarrativeCompiler
  let templates: TemplateFiles
  /// By path from the pack's folder.
  let images: [String: [UInt8]]
  let jobs: Int

  private var context: RenderingContext { frames.context }

  /// A page as a file and as an article of the book.
  private struct PageOutput: Sendable {
    var path: String
    var marking: Marking
    var file: [UInt8]
    var article: [UInt8]
    var diagnostics: [Diagnostic]
  }

  func render() async -> Checked<[RenderedFile]> {
    let pages = PackPages(context: context)
    let entries = pages.entries()
    let records = pages.records()
    let parents = pages.parents()
    let book = BookWriter(frames: frames, style: bookStyle(of: entries), images: images)
    let recordOutputs = await inParallel(records.count, jobs: jobs) { index in
      output(of: records[index], parent: parents[records[index].collection], book: book)
    }
    let entryOutputs = await inParallel(entries.count, jobs: jobs) { index in
      output(of: entries[index], book: book)
    }
    let highest = (entryOutputs + recordOutputs).reduce(context.packMarking) {
      max($0, $1.marking)
    }
    var cover = CoverPage(
      context: context, entries: pages.contents(of: entries), marking: highest, downloads: [])
    let coverArticle = book.article(of: cover)
    let whole = book.book(
      of: [coverArticle.value] + entryOutputs.map(\.article) + recordOutputs.map(\.article),
      marking: highest)
    var files = tables()
    var diagnostics = coverArticle.diagnostics + whole.diagnostics
    files.append(file("pack.html", whole.value, highest))
    cover = CoverPage(
      context: context, entries: cover.entries, marking: highest, downloads: downloads(files))
    let coverFile = frames.file(of: cover)
    diagnostics += coverFile.diagnostics
    files.append(file("index.html", coverFile.value, highest))
    for output in entryOutputs + recordOutputs {
      files.append(file(output.path + ".html", output.file, output.marking))
      diagnostics += output.diagnostics
    }
    files += assetFiles(markings: Set(files.map(\.marking)))
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return Checked(files, diagnostics)
  }

  private func output(
    of record: Record, parent: (path: String, title: [ProseInline])?, book: BookWriter
  ) -> PageOutput {
    let narrative = compiler.compileNarrative(of: record)
    let content = RecordPageContent(of: record, narrative: narrative.value, context: context)
    let page = RecordPage(context: context, record: record, content: content, parent: parent)
    var output = output(of: page, book: book)
    output.diagnostics += narrative.diagnostics
    return output
  }

  private func output(of page: any Page, book: BookWriter) -> PageOutput {
    let file = frames.file(of: page)
    let article = book.article(of: page)
    return PageOutput(
      path: page.path, marking: page.marking, file: file.value, article: article.value,
      diagnostics: file.diagnostics + article.diagnostics)
  }

  /// A file of this pack, by its path from the pack's folder.
  private func file(_ path: String, _ bytes: [UInt8], _ marking: Marking) -> RenderedFile {
    let folder = "\(context.language)/\(context.pack.edition.pack.id)"
    return RenderedFile(path: "\(folder)/\(path)", bytes: bytes, marking: marking)
  }

  // MARK: - Data and assets

  /// The annexes' tables as data.
  private func tables() -> [RenderedFile] {
    context.pack.contents.compactMap { entry in
      guard case .annex(let annex) = entry, let table = AnnexData(context: context).table(of: annex)
      else { return nil }
      let marking = table.rows.reduce(max(context.packMarking, annex.marking)) {
        max($0, $1.marking)
      }
      return file("data/\(annex.name).csv", CSVWriter().csv(table), marking)
    }
  }

  /// The whole-pack files the cover offers.
  private func downloads(_ files: [RenderedFile]) -> [Download] {
    let folder = "\(context.language)/\(context.pack.edition.pack.id)/".utf8.count
    return files.map { file in
      let path = String(decoding: file.path.utf8.dropFirst(folder), as: UTF8.self)
      let kind =
        switch path {
        case "pack.html": "book"
        case "pack.md": "markdown"
        case "pack.json": "snapshot"
        default: "table"
        }
      return Download(path: path, kind: kind, size: file.bytes.count)
    }.sorted { left, right in
      (left.kind == "table" ? 1 : 0, left.path) < (right.kind == "table" ? 1 : 0, right.path)
    }
  }

  private func assetFiles(markings: Set<Marking>) -> [RenderedFile] {
    let print = PrintStyle(context: context, markings: markings.sorted())
    let style = templates.text("assets/site.css") + templates.text("assets/charts.css") + print.css
    var files = [file("assets/site.css", Array(style.utf8), .clear)]
    for path in images.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      files.append(file(path, images[path] ?? [], context.packMarking))
    }
    return files
  }

  private func bookStyle(of entries: [any Page]) -> String {
    let print = PrintStyle(context: context, markings: Marking.allCases.filter { $0 >= .clear })
    return templates.text("assets/site.css") + templates.text("assets/charts.css") + print.css
  }
}
