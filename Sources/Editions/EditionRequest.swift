package import Records

/// What to compile: an audience and the dates that decide what was true and known.
package struct EditionRequest: Sendable {
  package var edition: Edition
  /// `--as-of`; nil: the pack's own `asOf`, and without either nothing is cut.
  package var asOf: PartialDate?
  /// `--known-at`.
  package var knownAt: PartialDate?

  package init(edition: Edition, asOf: PartialDate? = nil, knownAt: PartialDate? = nil) {
    self.edition = edition
    self.asOf = asOf
    self.knownAt = knownAt
  }

  /// Whether a date option, not the pack, decides: what it empties is a warning, not an error.
  package var hasDateOption: Bool { asOf != nil || knownAt != nil }
}
