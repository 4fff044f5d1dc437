import Diagnostics
import Records

/// Of rival estimates exactly one is preferred: totals must know which.
enum PreferredEstimate: CorpusRule {
  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    loaded.drafts.compactMap { record in
      guard record.collection == .incidents, record.item.list("losses").count > 1 else {
        return nil
      }
      let losses = record.item.items("losses")
      let preferred = losses.filter { $0.flag("preferred") == true }
      let marking = losses.reduce(record.marking) { max($0, $1.marking ?? .clear) }
      if preferred.count > 1 {
        return .preferredEstimate(
          "one of several estimates is 'preferred', not two", at: preferred[1].span("preferred"),
          notes: [Note("the first one is here", at: preferred[0].span("preferred"))]
        ).marked(marking)
      }
      guard preferred.isEmpty else { return nil }
      return .preferredEstimate(
        "one of several estimates is 'preferred'", at: losses[1].span
      ).marked(marking)
    }
  }
}
