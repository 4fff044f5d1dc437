package import Diagnostics
import Records

extension Diagnostic {
  package static func partialClearanceDate(_ text: String, at span: SourceSpan?) -> Self {
    Self(
      .malformedDate, .error,
      "a clearance is given on a day, as 2025-06-08; '\(text.quotation)' is none", at: span)
  }

  package static func unknownEdition(
    _ name: String, among editions: [String], at span: SourceSpan?
  ) -> Self {
    var message = "'\(name.quotation)' is no edition of this project"
    if let nearest = NearestName.nearest(to: name, in: editions) {
      message += "; did you mean '\(nearest)'?"
    } else {
      message += "; 'editions' in dossier.yaml lists \(editions.joined(separator: ", "))"
    }
    return Self(.unknownEdition, .error, message, at: span)
  }
}
