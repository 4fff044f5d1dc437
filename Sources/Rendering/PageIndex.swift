package import Narratives
package import Records

/// Which pages a pack has, and the relative way from one to another.
package struct PageIndex: Sendable {
  /// A page's path from the pack's folder, without its ending, with an optional anchor.
  package struct Place: Sendable, Hashable {
    package var page: String
    package var fragment: String?

    package init(page: String, fragment: String?) {
      self.page = page
      self.fragment = fragment
    }
  }

  private let shown: Set<RecordReference>
  private let sections: Set<String>
  /// The annex that lists a collection's records, and which it lists.
  private let annexOfCollection: [Collection: (name: String, records: Set<RecordReference>)]
  private let annexOfSources: String?
  private let annexOfFigures: String?

  package init(_ pack: CompiledPack) {
    shown = pack.shown
    var sections: Set<String> = []
    var annexes: [Collection: (name: String, records: Set<RecordReference>)] = [:]
    var sources: String?
    var figures: String?
    for entry in pack.contents {
      switch entry {
      case .section(let section): sections.insert(section.name)
      case .annex(let annex):
        switch annex.content {
        case .records(let table):
          if annexes[table.collection] == nil {
            annexes[table.collection] = (annex.name, Set(table.records))
          }
        case .sources: sources = sources ?? annex.name
        case .figures: figures = figures ?? annex.name
        case .coverage, .timeline: break
        }
      }
    }
    self.sections = sections
    annexOfCollection = annexes
    annexOfSources = sources
    annexOfFigures = figures
  }

  /// Collections whose shown records have pages of their own.
  package static let pagedCollections: [Collection] = [.incidents, .sanctions, .entities]

  /// The id in HTML of a block of narrative: `p-` and digits as it is, anything an author chose
  /// behind `s-`, so that no heading can take an id of the page's own.
  package static func contentAnchor(_ id: String) -> String {
    id.utf8.starts(with: "p-".utf8) && id.utf8.count == 10 ? id : "s-" + id
  }

  /// Whether a page is an annex, by its path.
  static func isAnnex(_ page: String) -> Bool { page.utf8.starts(with: "annex/".utf8) }

  /// Where a target stands; nil where the pack has no page for it.
  package func place(of target: LinkTarget) -> Place? {
    switch target {
    case .url: nil
    case .here(let fragment): Place(page: "", fragment: PageIndex.contentAnchor(fragment))
    case .section(let name, let fragment):
      sections.contains(name)
        ? Place(page: name, fragment: fragment.map(PageIndex.contentAnchor)) : nil
    case .figure(let id):
      annexOfFigures.map { Place(page: "annex/\($0)", fragment: "figure-\(id)") }
    case .term(let id): Place(page: "index", fragment: "term-\(id)")
    case .record(let reference): place(of: reference)
    }
  }

  private func place(of reference: RecordReference) -> Place? {
    guard shown.contains(reference) else { return nil }
    if PageIndex.pagedCollections.contains(reference.collection) {
      return Place(page: reference.description, fragment: nil)
    }
    if reference.collection == .sources {
      return annexOfSources.map { Place(page: "annex/\($0)", fragment: "source-\(reference.id)") }
    }
    guard let annex = annexOfCollection[reference.collection], annex.records.contains(reference)
    else { return nil }
    return Place(
      page: "annex/\(annex.name)", fragment: "\(reference.collection.singular)-\(reference.id)")
  }

  /// The relative address of a target from a page, with the files' ending (`html` or `md`).
  package func address(
    of target: LinkTarget, from page: String, ending: String = "html"
  ) -> String? {
    if case .url(let url) = target { return url }
    return place(of: target).map { PageIndex.address(of: $0, from: page, ending: ending) }
  }

  /// The relative address of a place from a page.
  static func address(
    of place: Place, from page: String, ending: String = "html"
  ) -> String {
    let fragment = place.fragment.map { "#\($0)" } ?? ""
    if place.page.isEmpty || place.page == page { return fragment.isEmpty ? "#" : fragment }
    let depth = page.utf8.count { $0 == UInt8(ascii: "/") }
    return String(repeating: "../", count: depth) + place.page + ".\(ending)" + fragment
  }
}
