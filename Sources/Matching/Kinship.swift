package import Records

/// Who belongs to whom: an entity, what it is part of, and what is part of it.
package struct Kinship: Sendable {
  private let corpus: Corpus

  package init(_ corpus: Corpus) { self.corpus = corpus }

  /// Whether two entities are one, or one is above the other.
  package func areRelated(_ left: RecordReference, _ right: RecordReference) -> Bool {
    left == right || isAbove(left, right) || isAbove(right, left)
  }

  private func isAbove(_ upper: RecordReference, _ lower: RecordReference) -> Bool {
    var seen: Set<RecordReference> = [lower]
    var next = corpus[lower]?.item.reference("parent")
    while let present = next, seen.insert(present).inserted {
      if present == upper { return true }
      next = corpus[present]?.item.reference("parent")
    }
    return false
  }

  /// Whether both are persons, or neither is.
  package func areOfOneKind(_ left: RecordReference, _ right: RecordReference) -> Bool {
    isPerson(left) == isPerson(right)
  }

  private func isPerson(_ reference: RecordReference) -> Bool {
    corpus[reference]?.item.text("schema") == "Person"
  }
}
