package import Diagnostics
internal import Narratives
internal import Records

/// The pages of one pack in one language, each laid out when somebody asks for it.
///
/// They are the pages that `SiteRenderer.render` makes, by the same functions, but for what rests
/// on all of them: where a footer names the snapshot's digest there are dots.
package struct PagesOnDemand: Sendable {
  private let renderer: PackRenderer
  private let writers: PackRenderer.Writers
  /// What is wrong with every page.
  private let shared: [Diagnostic]

  init(_ renderer: Checked<PackRenderer>) {
    self.renderer = renderer.value
    shared = renderer.diagnostics
    writers = renderer.value.writers()
  }

  /// The page at a path from the pack's folder, `incidents/bybit-2025.html`, and what is wrong
  /// with it; nil where there is none, and for the cover, which tells of every file of the pack.
  package func page(_ path: String) -> Checked<RenderedFile>? {
    guard path.utf8.hasSuffix(".html") else { return nil }
    let name = String(decoding: path.utf8.dropLast(5), as: UTF8.self)
    if let entry = writers.entries.first(where: { $0.path == name }) {
      let page = writers.frames.file(of: entry)
      return file(path, page.value, entry.marking, page.diagnostics)
    }
    guard let record = record(ofPage: name) else { return nil }
    let output = renderer.output(of: record, writers)
    return file(
      path, output.page.file, output.page.marking, output.page.diagnostics + output.diagnostics)
  }

  private func file(
    _ path: String, _ page: [UInt8], _ marking: Marking, _ diagnostics: [Diagnostic]
  ) -> Checked<RenderedFile> {
    var page = page
    DigestSlot.fill(&page, with: DigestSlot.unknown)
    return Checked(renderer.file(path, page, marking), shared + diagnostics)
  }

  private func record(ofPage path: String) -> Record? {
    let parts = path.split(separator: "/")
    guard parts.count == 2,
      let collection = PageIndex.pagedCollections.first(where: { $0.rawValue == parts[0] })
    else { return nil }
    let reference = RecordReference(collection, String(parts[1]))
    let context = renderer.context
    return context.pack.shown.contains(reference) ? context.corpus[reference] : nil
  }
}
