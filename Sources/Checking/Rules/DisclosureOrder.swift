import Diagnostics
import Records

/// An incident begins before anyone discloses or records it.
enum DisclosureOrder: CorpusRule {
  private static let rules = [
    (key: "disclosureDate", rule: "an incident is disclosed on or after the day it starts"),
    (key: "recorded", rule: "an incident is recorded on or after the day it starts"),
  ]

  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    loaded.drafts.flatMap { record -> [Diagnostic] in
      guard record.collection == .incidents, let start = record.item.date("startDate") else {
        return []
      }
      return rules.compactMap { key, rule in
        guard let later = record.item.date(key), start.isCertainlyAfter(later) else { return nil }
        return .disclosureOrder(
          rule, at: record.item.span(key), start: record.item.span("startDate")
        ).marked(record.marking)
      }
    }
  }
}
