import Diagnostics
import Records

// Findings about records as a whole; the caller marks them as strictly as what they quote.
extension Diagnostic {
  static func notAWallet(_ reference: Located<RecordReference>, schema: String) -> Self {
    Self(
      .unknownReference, .error,
      "'\(reference.value.id)' has the schema \(schema); wallets name a CryptoWallet",
      at: reference.span)
  }

  static func duplicateIdentifier(_ record: Record, first: Record) -> Self {
    Self(
      .duplicateIdentifier, .error,
      "two \(record.collection.rawValue) have the id '\(record.id)'", at: record.idSpan,
      notes: [Note("first defined here", at: first.idSpan)],
      marking: max(record.marking, first.marking))
  }

  static func reservedName(_ name: String, at span: SourceSpan) -> Self {
    Self(
      .duplicateIdentifier, .error, "every pack has a page '\(name)'; name this one differently",
      at: span)
  }

  static func parentCycle(_ path: [String], at span: SourceSpan) -> Self {
    // A long chain is told by its ends.
    let shown = path.count > 12 ? path.prefix(6) + ["…"] + path.suffix(5) : path[...]
    return Self(
      .parentCycle, .error,
      "an entity is never its own ancestor: " + shown.joined(separator: " -> "), at: span)
  }

  static func dateOrder(_ rule: String, at span: SourceSpan, since first: SourceSpan) -> Self {
    Self(.dateOrder, .error, rule, at: span, notes: [Note("it starts here", at: first)])
  }

  static func disclosureOrder(_ rule: String, at span: SourceSpan, start: SourceSpan) -> Self {
    Self(.disclosureOrder, .error, rule, at: span, notes: [Note("it begins here", at: start)])
  }

  static func amountRange(_ rule: String, at span: SourceSpan) -> Self {
    Self(.amountRange, .error, rule, at: span)
  }

  static func preferredEstimate(_ rule: String, at span: SourceSpan, notes: [Note] = []) -> Self {
    Self(.preferredEstimate, .error, rule, at: span, notes: notes)
  }

  static func estimateQuote(_ amount: ExactDecimal, at span: SourceSpan) -> Self {
    Self(
      .estimateQuote, .error,
      "the quote states the estimate exactly, and no number in it is \(amount)", at: span)
  }

  static func unfinishedText(_ text: String, at span: SourceSpan, marking: Marking) -> Self {
    Self(
      .unfinished, .warning, "'\(text.quotation)' is to be replaced by a text of yours", at: span,
      marking: marking)
  }

  static func uncitedSource(_ source: Record) -> Self {
    Self(
      .uncitedSource, .warning, "nothing cites the source '\(source.id)'", at: source.idSpan,
      marking: source.marking)
  }

  static func duplicate(
    _ code: DiagnosticCode, _ rule: String, _ record: Record, first: Record
  ) -> Self {
    Self(
      code, .warning, rule, at: record.idSpan,
      notes: [Note("'\(first.id)' is defined here", at: first.idSpan)],
      marking: max(record.marking, first.marking))
  }

  static func listedWallet(
    _ wallet: String, _ owner: String, at span: SourceSpan, listing: SourceSpan?, marking: Marking
  ) -> Self {
    Self(
      .listedWallet, .warning,
      "the wallet '\(wallet)' is listed under '\(owner)', whom this incident does not name",
      at: span, notes: [Note("listed here", at: listing)], marking: marking)
  }

  static func listedName(
    _ name: String, _ other: String, at span: SourceSpan, first: SourceSpan, marking: Marking
  ) -> Self {
    Self(
      .listedName, .warning,
      "another authority lists '\(name)' as '\(other)'; if they are one, name one entity", at: span,
      notes: [Note("listed here", at: first)], marking: marking)
  }

  static func missingTranslation(_ what: String, into language: String, at span: SourceSpan) -> Self
  {
    Self(.missingTranslation, .warning, "\(what) lacks a text in '\(language)'", at: span)
  }

  static func markedInOneLanguage(
    _ what: String, _ label: Marking, in language: String, not other: String, at span: SourceSpan
  ) -> Self {
    Self(
      .markingParity, .warning,
      "\(what) is marked \(label.label) in '\(language)' and not in '\(other)'; "
        + "the stricter label holds in every language", at: span)
  }

  static func passagesDiffer(
    _ what: String, _ label: Marking, _ more: (language: String, count: Int),
    _ fewer: (language: String, count: Int), at span: SourceSpan
  ) -> Self {
    Self(
      .markingParity, .warning,
      "\(what) has \(more.count) passage\(more.count == 1 ? "" : "s") marked \(label.label) in "
        + "'\(more.language)' and \(fewer.count) in '\(fewer.language)'", at: span)
  }
}
