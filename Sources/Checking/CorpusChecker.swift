package import Diagnostics
package import Records

/// Checks a loaded project against itself: every reference leads somewhere, every rule holds.
///
/// The project is given back even with errors, so that later stages can report theirs too.
package struct CorpusChecker: Sendable {
  /// One rule a file, in the order of `design.md` section 2.
  private static let rules: [any (CorpusRule & SendableMetatype).Type] = [
    DuplicateIdentifier.self, ReservedName.self, ReferenceResolver.self, ParentCycle.self,
    DateOrder.self, DisclosureOrder.self, AmountRange.self, PreferredEstimate.self,
    EstimateQuote.self, UncitedSource.self, DuplicateIncident.self, DuplicateEntity.self,
    DuplicateSanction.self, ListedWallet.self, ListedName.self, MissingTranslation.self,
    MarkingParity.self, UnfinishedText.self,
  ]

  package init() {}

  package func check(_ loaded: LoadedProject) -> Checked<Project> {
    var diagnostics: [Diagnostic] = []
    for rule in CorpusChecker.rules { diagnostics += rule.check(loaded) }
    return Checked(loaded.project, diagnostics.sortedByPlace())
  }
}

/// A rule over a whole project.
protocol CorpusRule: Sendable {
  static func check(_ loaded: LoadedProject) -> [Diagnostic]
}
