internal import Diagnostics

extension Diagnostic {
  static func unsourced(at span: SourceSpan, marking: Marking) -> Self {
    Self(
      .unsourcedItem, .error, "what an edition keeps needs a source that the edition keeps too",
      at: span, marking: marking)
  }

  /// The same words as where several estimates are written and none is preferred.
  static func preferredRemoved(at span: SourceSpan, marking: Marking) -> Self {
    Self(
      .preferredEstimate, .error, "one of several estimates is 'preferred'", at: span,
      marking: marking)
  }

  /// The same words whether nothing was written or nothing is left for this edition.
  static func emptySection(_ name: String, at span: SourceSpan, marking: Marking) -> Self {
    Self(
      .emptySection, .warning,
      "a section has text in every edition that lists it: '\(name)' has none", at: span,
      marking: marking)
  }

  static func markedBelow(_ label: Marking, container: Marking, at span: SourceSpan) -> Self {
    Self(
      .markedBelowContainer, .warning,
      "a passage marked \(label.label) inside \(container.label) stays \(container.label); "
        + "the inner label has no effect", at: span, marking: container)
  }
}
