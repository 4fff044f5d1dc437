internal import Diagnostics
internal import Rendering

/// The last look at an edition before it is written: what must hold whatever made it.
///
/// A fault here is ours or a template's, not a record's, and keeps everything from being published.
struct StagedCheck {
  private let edition: EditionOutput

  init(_ edition: EditionOutput) {
    self.edition = edition
  }

  func run() throws(PublishingError) {
    try checkManifest()
    for file in edition.files { try checkMarking(of: file) }
    guard edition.kind == .pages else { return }
    for file in edition.files {
      try checkLabel(of: file)
      try checkScript(file)
    }
    try checkPages()
  }

  private func checkManifest() throws(PublishingError) {
    guard edition.manifest.edition == edition.name, edition.manifest.marking <= edition.ceiling
    else { throw fault(Manifest.fileName, "the manifest is not that of this edition") }
    guard edition.manifest.files.count == edition.files.count else {
      throw fault(Manifest.fileName, "two files have the same path")
    }
    for file in edition.files {
      guard Manifest.isSound(path: file.path), file.path != Manifest.fileName else {
        throw fault(file.path, "the manifest cannot name this path")
      }
    }
  }

  private func checkMarking(of file: RenderedFile) throws(PublishingError) {
    guard file.marking <= edition.ceiling else {
      throw fault(
        file.path,
        "this is \(file.marking.label), above the edition's \(edition.ceiling.label)")
    }
  }

  /// Pages and Markdown files show the label of what they hold.
  private func checkLabel(of file: RenderedFile) throws(PublishingError) {
    let label = Array(file.marking.label.utf8)
    guard let first = file.pieces.first, let last = file.pieces.last else { return }
    let isLabelled: Bool
    switch FileFormat(path: file.path) {
    case .html:
      isLabelled = file.pieces.contains { MarkingScan.holds(label, in: $0) }
    case .markdown:
      isLabelled =
        first.starts(with: label + [0x0A])
        && last.reversed().starts(with: ([0x0A] + label + [0x0A]).reversed())
    default: return
    }
    guard isLabelled else {
      throw fault(file.path, "this does not show its label, \(file.marking.label)")
    }
  }

  /// No edition has a script but the pages' own and the index that it reads.
  private func checkScript(_ file: RenderedFile) throws(PublishingError) {
    guard FileFormat(path: file.path) == .script else { return }
    guard PageScripts.isOwn(file.path) else { throw fault(file.path, "no edition has this script") }
  }

  /// Pages are inert but for the edition's own script, and their relative links lead to places of
  /// the edition.
  ///
  /// Of a large edition an evenly spread part of the pages is looked at, since their markup comes
  /// from the same few writers and their links from the same table of addresses.
  private func checkPages() throws(PublishingError) {
    let pages = edition.files.filter { FileFormat(path: $0.path) == .html }
    let total = pages.reduce(0) { $0 + $1.count }
    let stride = max(1, total / StagedCheck.pageBudget)
    var links = PageLinks(manifest: edition.manifest)
    let scripts = PageScripts(manifest: edition.manifest)
    for (index, page) in pages.enumerated() where index % stride == 0 {
      guard stride == 1 || page.count <= StagedCheck.pageBudget / 4 else { continue }
      let bytes = page.bytes
      var markup = PageMarkup(bytes, script: scripts.address(from: page.path))
      if let reason = markup.firstFault() { throw fault(page.path, reason) }
      if let broken = links.firstBroken(in: bytes, of: EntryName(page.path)) {
        throw fault(page.path, "the link '\(VisibleText.quote(broken))' leads nowhere")
      }
    }
    try checkPlaces(links.places, on: pages)
  }

  /// The places within pages that links lead to.
  private func checkPlaces(
    _ places: [String: PageLinks.Places], on pages: [RenderedFile]
  ) throws(PublishingError) {
    for page in pages {
      guard let wanted = places[page.path], let missing = wanted.firstMissing(in: page.bytes) else {
        continue
      }
      let link = VisibleText.quote("\(page.path)#\(missing.place)")
      throw fault(missing.page, "the link to '\(link)' leads to no place of that page")
    }
  }

  /// Bytes of pages that are all looked at.
  private static let pageBudget = 8 << 20

  private func fault(_ path: String, _ reason: String) -> PublishingError {
    PublishingError(
      .unsoundEdition, path: "\(edition.name)/\(path)", reason: reason + "; nothing was published")
  }
}
