import Diagnostics
import Records

/// A range has two ends, the least first, and holds the estimate beside it.
enum AmountRange: CorpusRule {
  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    loaded.drafts.flatMap { record -> [Diagnostic] in
      guard record.collection == .incidents else { return [] }
      return record.item.items("losses").compactMap { loss in
        check(loss)?.marked(max(record.marking, loss.marking ?? .clear))
      }
    }
  }

  private static func check(_ loss: Item) -> Diagnostic? {
    switch (loss.amount("amountMin"), loss.amount("amountMax")) {
    case (let least?, let most?):
      if least > most {
        return .amountRange("'amountMin' is at most 'amountMax'", at: loss.span("amountMin"))
      }
      guard let amount = loss.amount("amount"), amount < least || amount > most else { return nil }
      return .amountRange(
        "an 'amount' lies between its 'amountMin' and 'amountMax'", at: loss.span("amount"))
    case (_?, nil) where loss.field("amountMax") == nil:
      return .amountRange("'amountMin' has an 'amountMax'", at: loss.span("amountMin"))
    case (nil, _?) where loss.field("amountMin") == nil:
      return .amountRange("'amountMax' has an 'amountMin'", at: loss.span("amountMax"))
    default: return nil
    }
  }
}
