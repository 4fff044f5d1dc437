import Diagnostics
import Records

/// What ends, ends on or after the day it starts.
///
/// Only certain contradictions count: `2024-05` to `2024` may be in order, and so may `2024~`.
enum DateOrder: CorpusRule {
  private static let pairs: [(collection: Collection, start: String, end: String, rule: String)] = [
    (.incidents, "startDate", "endDate", "an incident ends on or after the day it starts"),
    (.forums, "startDate", "endDate", "a forum ends on or after the day it starts"),
    (.sanctions, "listingDate", "endDate", "a listing ends on or after the day of the listing"),
    (.sanctions, "startDate", "endDate", "a sanction ends on or after the day it takes effect"),
  ]

  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    loaded.drafts.flatMap { record in
      pairs.compactMap { pair in
        guard pair.collection == record.collection, let start = record.item.date(pair.start),
          let end = record.item.date(pair.end), start.isCertainlyAfter(end)
        else { return nil }
        return .dateOrder(
          pair.rule, at: record.item.span(pair.end), since: record.item.span(pair.start)
        ).marked(record.marking)
      }
    }
  }
}

extension PartialDate {
  /// Whether no reading of the two dates puts this one first.
  func isCertainlyAfter(_ other: PartialDate) -> Bool {
    guard !isApproximate, !isUncertain, !other.isApproximate, !other.isUncertain else {
      return false
    }
    return earliest > other.latest
  }
}
