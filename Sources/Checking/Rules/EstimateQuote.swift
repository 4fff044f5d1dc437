import Diagnostics
import Records

/// An estimate with a `quote` is the number the source states.
enum EstimateQuote: CorpusRule {
  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    loaded.drafts.flatMap { record -> [Diagnostic] in
      guard record.collection == .incidents else { return [] }
      return record.item.items("losses").flatMap { loss -> [Diagnostic] in
        guard let quote = loss.text("quote") else { return [] }
        let stated = QuotedNumber.values(in: quote)
        let keys = loss.field("amount") == nil ? ["amountMin", "amountMax"] : ["amount"]
        return keys.compactMap { loss.amount($0) }.filter { !stated.contains($0) }.map {
          .estimateQuote($0, at: loss.span("quote"))
            .marked(max(record.marking, loss.marking ?? .clear))
        }
      }
    }
  }
}
