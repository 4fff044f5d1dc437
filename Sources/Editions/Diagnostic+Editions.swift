internal import Diagnostics

extension Diagnostic {
  static func unsourced(at span: SourceSpan, marking: Marking) -> Self {
    Self(
      .unsourcedItem, .error, "what an edition keeps needs a source that the edition keeps too",
      at: span, marking: marking)
  }

  static func markedBelow(_ label: Marking, container: Marking, at span: SourceSpan) -> Self {
    Self(
      .markedBelowContainer, .warning,
      "a passage marked \(label.label) inside \(container.label) stays \(container.label); "
        + "the inner label has no effect", at: span, marking: container)
  }
}
