package import Diagnostics

extension Diagnostic {
  /// No record has this id, whether it was never there or is not for this edition: both read alike.
  ///
  /// A suggestion comes from `corpus` and from nothing above `marking`.
  package static func unresolved(
    _ reference: Located<RecordReference>, in corpus: Corpus, marking: Marking
  ) -> Self {
    let message =
      "no \(reference.value.collection.singular) has the id '\(reference.value.id.quotation)'"
    let visible = corpus.records(reference.value.collection).lazy
      .filter { $0.marking <= marking }.map(\.id)
    guard let nearest = NearestName.nearest(to: reference.value.id, in: visible),
      let record = corpus[RecordReference(reference.value.collection, nearest)]
    else {
      return Self(.unknownReference, .error, message, at: reference.span, marking: marking)
    }
    return Self(
      .unknownReference, .error, message + "; did you mean '\(nearest)'?", at: reference.span,
      notes: [Note("'\(nearest)' is defined here", at: record.idSpan)],
      fixIts: [FixIt("replace with '\(nearest)'", replacing: reference.span, with: nearest)],
      marking: marking)
  }

  /// The same finding where a date option, not the author, brought it about.
  package func softened(_ isSoftened: Bool) -> Diagnostic {
    guard isSoftened, severity == .error else { return self }
    var copy = self
    copy.severity = .warning
    return copy
  }
}
