import Diagnostics
import Records

/// A source is cited somewhere in the project.
enum UncitedSource: CorpusRule {
  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    // What cites it may stand where nothing was read.
    guard loaded.isWhole, loaded.incomplete.isEmpty else { return [] }
    var cited = CitationCollector()
    var referenced: Set<String> = []
    for record in loaded.drafts {
      record.forEachNamed { named, _, _ in
        let reference = named.reference
        guard reference.collection == .sources, reference != record.reference else { return }
        referenced.insert(reference.id)
      }
      for narrative in record.narratives { cited.add(narrative.document) }
    }
    for pack in loaded.project.packs {
      collect(pack, into: &cited)
      referenced.formUnion(pack.figures.compactMap { $0.source?.value.id })
      referenced.formUnion(pack.terms.flatMap { $0.sources.map(\.value.id) })
    }
    return loaded.project.corpus.records(.sources)
      .filter { !referenced.contains($0.id) && !cited.keys.contains($0.id) }
      .map { .uncitedSource($0) }
  }

  private static func collect(_ pack: Pack, into cited: inout CitationCollector) {
    for text in [pack.title, pack.audience, pack.from, pack.handling] { cited.add(text) }
    for entry in pack.contents { cited.add(entry.title) }
    for figure in pack.figures { cited.add(figure.label) }
    for claim in pack.claims { cited.add(claim.label) }
    for reconciliation in pack.reconciliations { cited.add(reconciliation.because) }
    for term in pack.terms {
      cited.add(term.term)
      cited.add(term.definition)
    }
    for section in pack.sections {
      cited.add(section.title.content)
      cited.add(section.document)
    }
  }
}
