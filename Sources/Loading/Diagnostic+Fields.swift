import Diagnostics
import Records

// Findings about fields and their values; the caller marks them as strictly as what they quote.
extension Diagnostic {
  /// An unknown key, with the nearest of the keys that are valid there.
  static func unknownField(
    _ key: Located<String>, in thing: String, among valid: [String]
  ) -> Self {
    let message = "\(thing) has no field '\(key.value.quotation)'"
    guard let nearest = NearestName.nearest(to: key.value, in: valid) else {
      return Self(.unknownField, .error, message, at: key.span)
    }
    return Self(
      .unknownField, .error, message + "; did you mean '\(nearest)'?", at: key.span,
      fixIts: [FixIt("replace with '\(nearest)'", replacing: key.span, with: nearest)])
  }

  static func wrongType(_ field: String, wants wanted: String, _ node: YAMLNode) -> Self {
    Self(
      .wrongType, .error, "'\(field)' is \(wanted), not \(node.kindName)", at: node.span)
  }

  /// A mark that `dossier new` left where a value of one type belongs: nothing can stand for it.
  static func unfinishedValue(
    _ text: String, field: String, wants wanted: String, at span: SourceSpan
  ) -> Self {
    Self(
      .unfinished, .error,
      "'\(text.quotation)' is to be replaced: '\(field)' is \(wanted)", at: span)
  }

  static func emptyItem(_ field: String, at span: SourceSpan) -> Self {
    Self(.wrongType, .error, "an item of '\(field)' is empty", at: span)
  }

  static func missingField(_ field: String, of thing: String, at span: SourceSpan) -> Self {
    Self(.missingField, .error, "\(thing) needs the field '\(field)'", at: span)
  }

  static func malformedDate(_ text: String, at span: SourceSpan) -> Self {
    Self(
      .malformedDate, .error,
      "'\(text.quotation)' is no date of the calendar; write 2024, 2024-05, 2024-05-31 or a range "
        + "2024-05/2024-06", at: span)
  }

  static func malformedAmount(_ text: String, at span: SourceSpan) -> Self {
    Self(
      .malformedAmount, .error,
      "'\(text.quotation)' is no number; write digits, with a point before decimals: 1340000.50",
      at: span)
  }

  static func hugeAmount(_ text: String, at span: SourceSpan) -> Self {
    Self(
      .malformedAmount, .error, "'\(text.quotation)' has more than 15 digits", at: span)
  }

  static func negativeAmount(_ text: String, at span: SourceSpan) -> Self {
    Self(.negativeAmount, .error, "'\(text.quotation)' is below zero; an amount never is", at: span)
  }

  static func malformedIdentifier(_ text: String, at span: SourceSpan) -> Self {
    let message =
      text.utf8.count > Identifier.maximumBytes
      ? "an id has at most \(Identifier.maximumBytes) bytes"
      : "'\(text.quotation)' is no id; write lower-case letters and digits, joined by single hyphens"
    let suggestion = Identifier.suggestion(for: text)
    return Self(
      .malformedIdentifier, .error, message, at: span,
      fixIts: suggestion.map { [FixIt("replace with '\($0)'", replacing: span, with: $0)] } ?? [])
  }

  static func unknownTerm(
    _ text: String, field: String, among valid: [String], at span: SourceSpan
  ) -> Self {
    let nearest = NearestName.nearest(to: text, in: valid)
    let rest = nearest.map { "did you mean '\($0)'?" } ?? "write " + alternatives(valid)
    return Self(
      .unknownTerm, .error, "'\(text.quotation)' is no value of '\(field)'; \(rest)", at: span,
      fixIts: nearest.map { [FixIt("replace with '\($0)'", replacing: span, with: $0)] } ?? [])
  }

  static func malformedCountry(_ text: String, at span: SourceSpan) -> Self {
    Self(
      .unknownTerm, .error,
      "'\(text.quotation)' is no country code; write two letters of ISO 3166-1, or eu", at: span)
  }

  static func malformedMarking(_ text: String, at span: SourceSpan) -> Self {
    let labels = Marking.allCases.map(\.label)
    let nearest = NearestName.nearest(to: text, in: labels)
    let what =
      text.isEmpty || text == "~" ? "a marking is never empty" : "'\(text.quotation)' is no marking"
    let rest = nearest.map { "did you mean '\($0)'?" } ?? "write " + alternatives(labels)
    return Self(
      .malformedMarking, .error, "\(what); \(rest)", at: span,
      fixIts: nearest.map { [FixIt("replace with '\($0)'", replacing: span, with: $0)] } ?? [],
      marking: .red)
  }

  static func retiredMarking(at span: SourceSpan) -> Self {
    Self(
      .retiredMarking, .notice, "TLP 2.0 calls 'TLP:WHITE' 'TLP:CLEAR'", at: span,
      fixIts: [FixIt("replace with 'TLP:CLEAR'", replacing: span, with: "TLP:CLEAR")])
  }

  static func unmarked(_ thing: String, at span: SourceSpan) -> Self {
    Self(
      .unmarked, .error, "\(thing) needs a 'marking', as dossier.yaml sets no default", at: span,
      marking: .red)
  }

  static func malformedURL(_ text: String, _ reason: String, at span: SourceSpan) -> Self {
    Self(
      .malformedURL, .error, "'\(text.quotation)' is no address for a reader; \(reason)", at: span)
  }

  static func malformedWallet(_ text: String, at span: SourceSpan) -> Self {
    Self(
      .malformedIdentifier, .error,
      "'\(text.quotation)' is no wallet; write a CryptoWallet's id, or ASSET:address", at: span)
  }

  static func unknownLanguage(
    _ text: String, among languages: [String], at span: SourceSpan
  ) -> Self {
    Self(
      .unknownLanguage, .error,
      "'\(text.quotation)' is no language of this project; 'languages' in dossier.yaml lists "
        + languages.joined(separator: ", "), at: span)
  }

  static func alternatives(_ values: [String]) -> String {
    guard let last = values.last, values.count > 1 else { return values.first ?? "" }
    return values.dropLast().joined(separator: ", ") + " or " + last
  }
}
