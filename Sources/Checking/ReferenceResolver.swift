import Diagnostics
import Records

/// Every id that is named stands for a record.
struct ReferenceResolver: CorpusRule {
  /// How many suggestions are looked for: each compares with every id of a collection.
  private static let maximumSuggestions = 20

  private let loaded: LoadedProject
  private var diagnostics: [Diagnostic] = []
  private var suggestions = 0

  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    var resolver = ReferenceResolver(loaded: loaded)
    for record in loaded.drafts { resolver.resolve(record) }
    for pack in loaded.project.packs { resolver.resolve(pack) }
    return resolver.diagnostics
  }

  private init(loaded: LoadedProject) {
    self.loaded = loaded
  }

  // MARK: Records

  private mutating func resolve(_ record: Record) {
    var found: [(reference: Located<RecordReference>, isWallet: Bool, marking: Marking)] = []
    record.forEachValue { _, value, marking in
      switch value.value {
      case .reference(let reference):
        found.append((Located(reference, at: value.span), false, marking))
      case .wallet(.entity(let id)):
        found.append((Located(RecordReference(.entities, id), at: value.span), true, marking))
      default: break
      }
    }
    for (reference, isWallet, marking) in found {
      guard resolve(reference, marking), isWallet else { continue }
      let schema = loaded.project.corpus[reference.value]?.item.text("schema")
      if let schema, schema != "CryptoWallet" {
        diagnostics.append(.notAWallet(reference, schema: schema).marked(marking))
      }
    }
  }

  // MARK: Packs

  private mutating func resolve(_ pack: Pack) {
    if let forum = pack.forum { _ = resolve(forum, pack.marking) }
    for entry in pack.contents {
      for entity in entry.entities {
        _ = resolve(entity, max(pack.marking, entry.marking ?? .clear))
      }
    }
    for figure in pack.figures {
      guard let source = figure.source else { continue }
      _ = resolve(source, max(pack.marking, figure.marking ?? .clear))
    }
    for term in pack.terms {
      for source in term.sources {
        _ = resolve(source, max(pack.marking, term.marking ?? .clear))
      }
    }
  }

  /// Whether a reference leads to a record; reports it where it does not.
  private mutating func resolve(
    _ reference: Located<RecordReference>, _ marking: Marking
  ) -> Bool {
    if loaded.project.corpus.contains(reference.value) { return true }
    // What seems missing may stand in a file that could not be read, which is reported already.
    if loaded.incomplete.contains(reference.value.collection) { return false }
    diagnostics.append(
      .unknownReference(reference, nearest: nearest(reference.value, marking)).marked(marking))
    return false
  }

  /// The nearest id that whoever may see the reference may see too.
  private mutating func nearest(_ wanted: RecordReference, _ marking: Marking) -> Located<String>? {
    guard suggestions < ReferenceResolver.maximumSuggestions else { return nil }
    suggestions += 1
    let visible = loaded.project.corpus.records(wanted.collection).lazy
      .filter { $0.marking <= marking }
    guard let id = NearestName.nearest(to: wanted.id, in: visible.map(\.id)),
      let record = loaded.project.corpus[RecordReference(wanted.collection, id)]
    else { return nil }
    return Located(id, at: record.idSpan)
  }
}
