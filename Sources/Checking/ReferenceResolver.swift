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
    let corpus = loaded.project.corpus
    var dangling: [(reference: Located<RecordReference>, marking: Marking)] = []
    record.forEachNamed { named, span, marking in
      let reference = named.reference
      guard corpus.contains(reference) else {
        dangling.append((Located(reference, at: span), marking))
        return
      }
      guard case .wallet = named, let schema = corpus[reference]?.item.text("schema"),
        schema != "CryptoWallet"
      else { return }
      diagnostics.append(
        .notAWallet(Located(reference, at: span), schema: schema).marked(marking))
    }
    for (reference, marking) in dangling { resolve(reference, marking) }
  }

  // MARK: Packs

  private mutating func resolve(_ pack: Pack) {
    if let forum = pack.forum { resolve(forum, pack.marking) }
    for entry in pack.contents {
      for entity in entry.entities {
        resolve(entity, max(pack.marking, entry.marking ?? .clear))
      }
    }
    for figure in pack.figures {
      guard let source = figure.source else { continue }
      resolve(source, max(pack.marking, figure.marking ?? .clear))
    }
    for term in pack.terms {
      for source in term.sources {
        resolve(source, max(pack.marking, term.marking ?? .clear))
      }
    }
  }

  /// Reports a reference that leads to no record.
  private mutating func resolve(_ reference: Located<RecordReference>, _ marking: Marking) {
    if loaded.project.corpus.contains(reference.value) { return }
    // What seems missing may stand in a file that could not be read, which is reported already.
    if loaded.incomplete.contains(reference.value.collection) { return }
    suggestions += 1
    let isSuggested = suggestions <= ReferenceResolver.maximumSuggestions
    diagnostics.append(
      .unresolved(
        reference, in: isSuggested ? loaded.project.corpus : Corpus([]), marking: marking))
  }
}
