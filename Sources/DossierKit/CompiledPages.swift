internal import Diagnostics
internal import Narratives
internal import Records
internal import Rendering
internal import Serving
internal import Synchronization

/// The pages of a compilation, laid out as somebody asks for them.
final class CompiledPages: PreviewPages {
  let packs: NarratedPacks
  /// By `EDITION/LANGUAGE/PACK`.
  private let onDemand = Mutex<[String: PagesOnDemand]>([:])
  private let laidOut = Mutex<[String: Checked<RenderedFile>]>([:])

  init(_ packs: NarratedPacks) {
    self.packs = packs
  }

  /// Lays out these pages, as far as they are any; what is wrong with them and with their packs.
  func prepare(_ paths: [String]) throws -> [Diagnostic] {
    var found: [Diagnostic] = []
    var packs: Set<String> = []
    for path in paths {
      guard let place = try Place(path, in: self.packs) else { continue }
      if packs.insert("\(place.edition.name)/\(place.pack.id)").inserted {
        found += try self.packs.pack(place.pack, in: place.edition).diagnostics
      }
      found += try checkedPage(path)?.diagnostics ?? []
    }
    return found
  }

  func page(_ path: String) async -> RenderedFile? {
    do {
      // What is wrong is told once everything is compiled.
      guard let page = try checkedPage(path), !page.diagnostics.hasErrors,
        let place = try Place(path, in: packs),
        try !packs.pack(place.pack, in: place.edition).diagnostics.hasErrors
      else { return nil }
      return page.value
    } catch {
      return nil
    }
  }

  private func checkedPage(_ path: String) throws -> Checked<RenderedFile>? {
    if let page = laidOut.withLock({ $0[path] }) { return page }
    guard let place = try Place(path, in: packs), let pages = try pages(at: place),
      let page = pages.page(place.page)
    else { return nil }
    laidOut.withLock { $0[path] = page }
    return page
  }

  private func pages(at place: Place) throws -> PagesOnDemand? {
    let narrated = try packs.pack(place.pack, in: place.edition)
    guard let narration = narrated.narrations.first(where: { $0.pack.language == place.language })
    else { return nil }
    // Under the lock: two pages that are asked for at once share what is made for all.
    return onDemand.withLock { made in
      let key = "\(place.edition.name)/\(place.language)/\(place.pack.id)"
      if let known = made[key] { return known }
      let pages = packs.compilation.renderer.pages(
        of: narration.pack, compiler: narration.narrator, languages: narrated.languages,
        shownElsewhere: narrated.shown)
      made[key] = pages
      return pages
    }
  }

  /// Where a page stands: `EDITION/LANGUAGE/PACK/PAGE`.
  private struct Place {
    let edition: Edition
    let language: String
    let pack: Pack
    /// From the pack's folder.
    let page: String

    init?(_ path: String, in packs: NarratedPacks) throws {
      let parts = path.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4,
        let edition = try packs.compilation.editions(packs.request)
          .first(where: { $0.name == parts[0] }),
        let pack = try packs.compilation.packs(in: edition, packs.request)
          .first(where: { $0.id == parts[2] })
      else { return nil }
      self.edition = edition
      language = String(parts[1])
      self.pack = pack
      page = String(parts[3])
    }
  }
}
