package import Diagnostics
package import MarkdownTree

/// One briefing pack: its `pack.yaml`, figures, terms and sections.
package struct Pack: Sendable {
  package var id: String
  package var title: LocalizedNarrative
  package var forum: Located<RecordReference>?
  package var audience: LocalizedNarrative?
  package var from: LocalizedNarrative?
  package var decisionBy: Located<PartialDate>?
  package var revision: String?
  package var asOf: Located<PartialDate>?
  /// The label in force: the pack's own, else the project's default.
  package var marking: Marking
  package var handling: LocalizedNarrative?
  /// Empty: the project's.
  package var languages: [String]
  /// `a4`, `letter` or `both`.
  package var paper: String
  package var likelihoodScale: String?
  /// Whether paragraphs are numbered.
  package var numbered: Bool
  package var contents: [ContentsEntry]
  package var figures: [FigureDefinition]
  package var claims: [ClaimDefinition]
  package var reconciliations: [ReconciliationDefinition]
  /// By id.
  package var terms: [TermDefinition]
  /// Every section file by name, then language, also those `contents` does not list.
  package var sections: [Section]
  /// Paths of the files under `assets/`, from the project's root.
  package var assets: [String]
  /// By edition; an edition without an entry says nothing of what is cleared.
  package var clearances: [EditionClearances]
  /// Where `pack.yaml` stands.
  package var span: SourceSpan

  package init(id: String, title: LocalizedNarrative, marking: Marking, span: SourceSpan) {
    self.id = id
    self.title = title
    self.marking = marking
    self.span = span
    languages = []
    paper = "a4"
    numbered = false
    contents = []
    figures = []
    claims = []
    reconciliations = []
    terms = []
    sections = []
    assets = []
    clearances = []
  }
}

/// One line of a pack's `contents`.
package struct ContentsEntry: Sendable {
  package enum Kind: Sendable, Equatable {
    /// A section by its name.
    case section(String)
    case annex(Annex)
  }

  package enum Annex: String, CaseIterable, Sendable {
    case incidents, sanctions, entities, measures, coverage, timeline, figures, sources
  }

  package var kind: Kind
  /// The name of its file; sections' own name, annexes' kind unless `name` says otherwise.
  package var name: String
  package var title: LocalizedNarrative?
  package var `where`: SourceText?
  package var order: SourceText?
  /// Column names of an annex table; empty: the standard ones.
  package var columns: [Located<String>]
  /// Rows of the coverage matrix; empty: all that sanctions name.
  package var entities: [Located<RecordReference>]
  /// Columns of the coverage matrix; empty: the forum's members.
  package var members: [Located<String>]
  package var marking: Marking?
  package var span: SourceSpan

  package init(kind: Kind, name: String, span: SourceSpan) {
    self.kind = kind
    self.name = name
    self.span = span
    columns = []
    entities = []
    members = []
  }
}

/// SQL or another little language inside a file, with the way from its offsets to the file's.
package struct SourceText: Sendable, Equatable {
  package var text: String
  package var origin: TextOrigin

  package init(_ text: String, origin: TextOrigin) {
    self.text = text
    self.origin = origin
  }

  package var span: SourceSpan { origin.span(0, text.utf8.count) }
}

/// A section in one language.
package struct Section: Sendable {
  package var name: String
  package var language: String
  package var title: InlineNarrative
  /// A kind of `formats.md` section 8: `summary`, `keyMessages` …; empty where none is given.
  package var kind: String
  package var marking: Marking?
  package var markingSpan: SourceSpan?
  package var document: MarkdownDocument
  package var path: String

  package init(
    name: String, language: String, title: InlineNarrative, kind: String, marking: Marking?,
    markingSpan: SourceSpan? = nil, document: MarkdownDocument, path: String
  ) {
    self.name = name
    self.language = language
    self.title = title
    self.kind = kind
    self.marking = marking
    self.markingSpan = markingSpan
    self.document = document
    self.path = path
  }
}

/// A named number of `figures.yaml`: computed where it has no `source`, else quoted.
package struct FigureDefinition: Sendable {
  package var id: Located<String>
  package var label: LocalizedNarrative?
  package var from: Located<String>?
  package var `where`: SourceText?
  package var value: SourceText?
  package var unit: Located<String>?
  package var source: Located<RecordReference>?
  package var quote: Located<String>?
  package var locator: String?
  package var decimals: Int?
  /// The value over no rows.
  package var empty: Located<ExactDecimal>?
  package var marking: Marking?
  package var span: SourceSpan

  package init(id: Located<String>, span: SourceSpan) {
    self.id = id
    self.span = span
  }
}

/// A sentence the data must keep true.
package struct ClaimDefinition: Sendable {
  package var id: Located<String>
  package var holds: SourceText
  package var label: LocalizedNarrative?
  package var marking: Marking?
  package var span: SourceSpan

  package init(id: Located<String>, holds: SourceText, span: SourceSpan) {
    self.id = id
    self.holds = holds
    self.span = span
  }
}

/// Two figures that should tell the same story.
package struct ReconciliationDefinition: Sendable {
  package var figure: Located<String>
  package var with: Located<String>
  /// Percent of `with`.
  package var within: ExactDecimal
  package var because: LocalizedNarrative?
  package var marking: Marking?
  package var span: SourceSpan

  package init(
    figure: Located<String>, with: Located<String>, within: ExactDecimal,
    because: LocalizedNarrative?, marking: Marking?, span: SourceSpan
  ) {
    self.figure = figure
    self.with = with
    self.within = within
    self.because = because
    self.marking = marking
    self.span = span
  }
}

/// An entry of `terms.yaml`.
package struct TermDefinition: Sendable {
  package var id: Located<String>
  package var term: LocalizedNarrative
  package var definition: LocalizedNarrative
  package var sources: [Located<RecordReference>]
  package var marking: Marking?

  package init(
    id: Located<String>, term: LocalizedNarrative, definition: LocalizedNarrative,
    sources: [Located<RecordReference>], marking: Marking?
  ) {
    self.id = id
    self.term = term
    self.definition = definition
    self.sources = sources
    self.marking = marking
  }
}
