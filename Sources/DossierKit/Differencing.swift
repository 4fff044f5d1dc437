internal import Diagnostics
internal import Editions
internal import Figures
internal import Records

/// The figures that one edition of a pack publishes, and what they were made from.
package struct PublishedFigures: Sendable {
  let edition: Edition
  let pack: String
  /// By id.
  let figures: [FigureResult]
  let corpus: Corpus
}

/// Finds figures whose values in two editions give away what single hidden records hold: who reads
/// both may subtract.
struct Differencing {
  /// A difference that rests on more records than these tells little of each.
  static let fewest = 3

  /// One warning a figure and pair of editions.
  static func diagnostics(of published: [PublishedFigures]) -> [Diagnostic] {
    var result: [Diagnostic] = []
    for lower in published {
      for upper in published
      where upper.pack == lower.pack && upper.edition.ceiling > lower.edition.ceiling {
        result += compare(lower, upper)
      }
    }
    return result
  }

  private static func compare(
    _ lower: PublishedFigures, _ upper: PublishedFigures
  ) -> [Diagnostic] {
    let known = Dictionary(
      upper.figures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return lower.figures.compactMap { open in
      guard let full = known[open.id],
        (open.value, open.low, open.high) != (full.value, full.low, full.high)
      else { return nil }
      let hidden = hidden(open, lower.corpus, full, upper.corpus)
      guard !hidden.isEmpty, hidden.count <= fewest else { return nil }
      let marking = hidden.reduce(max(open.marking, full.marking)) { marking, reference in
        max(marking, upper.corpus[reference]?.marking ?? .clear)
      }
      return .isolatedRecords(
        open, lower.edition.name, upper.edition.name, count: hidden.count,
        marking: max(marking, upper.edition.ceiling))
    }
  }

  /// The records on which the difference of two values rests: the rows that only one selects and
  /// those that both select and only one knows whole; without rows, all that was read.
  private static func hidden(
    _ open: FigureResult, _ lower: Corpus, _ full: FigureResult, _ upper: Corpus
  ) -> Set<RecordReference> {
    for keyPath in [\FigureResult.selected, \FigureResult.records] {
      let left = Set(open[keyPath: keyPath])
      let right = Set(full[keyPath: keyPath])
      let common = left.intersection(right).filter { lower[$0] != upper[$0] }
      let found = left.symmetricDifference(right).union(common)
      if !found.isEmpty { return found }
    }
    return []
  }
}

extension Diagnostic {
  static func isolatedRecords(
    _ figure: FigureResult, _ lower: String, _ upper: String, count: Int, marking: Marking
  ) -> Self {
    let records = count == 1 ? "one hidden record" : "\(count) hidden records"
    return Self(
      .isolatedRecords, .warning,
      "a figure of two editions hides more than \(Differencing.fewest) records in their difference: "
        + "'\(figure.id)' in '\(lower)' and '\(upper)' sets \(records) apart",
      at: figure.definition.id.span, marking: marking)
  }
}
