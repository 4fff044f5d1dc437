import Diagnostics
import Records

/// Following `parent` comes to an end.
enum ParentCycle: CorpusRule {
  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    let corpus = loaded.project.corpus
    var finished: Set<String> = []
    var found: [Diagnostic] = []
    for start in corpus.records(.entities) where !finished.contains(start.id) {
      var path: [Record] = []
      var positions: [String: Int] = [:]
      var next: Record? = start
      while let record = next, !finished.contains(record.id) {
        if let first = positions[record.id] {
          found.append(report(Array(path[first...])))
          break
        }
        positions[record.id] = path.count
        path.append(record)
        next = record.item.reference("parent").flatMap { corpus[$0] }
      }
      finished.formUnion(path.map(\.id))
    }
    return found
  }

  /// Tells a cycle from its first id in byte order.
  private static func report(_ cycle: [Record]) -> Diagnostic {
    let first =
      cycle.indices.min { cycle[$0].id.utf8.lexicographicallyPrecedes(cycle[$1].id.utf8) } ?? 0
    let turned = cycle[first...] + cycle[..<first]
    let ids = turned.map(\.id) + [cycle[first].id]
    return .parentCycle(ids, at: cycle[first].item.span("parent"))
      .marked(cycle.map(\.marking).max() ?? .clear)
  }
}
