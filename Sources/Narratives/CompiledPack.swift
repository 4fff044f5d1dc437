package import Diagnostics
package import Editions
package import Figures
package import Records

/// A pack in one edition and language, finished but not yet laid out.
package struct CompiledPack: Sendable {
  package var edition: EditionPack
  package var figures: EvaluatedFigures
  package var language: String
  package var strings: InterfaceStrings
  package var title: [ProseInline]
  package var audience: [ProseInline]
  package var from: [ProseInline]
  package var handling: [ProseInline]
  /// In the order of `contents`.
  package var contents: [CompiledEntry]
  /// Sources cited in sections; number `n` stands at index `n - 1`.
  package var bibliography: [RecordReference]
  /// Every record that the pack shows or a shown record names; pages exist for its incidents,
  /// sanctions and entities.
  package var shown: Set<RecordReference>
  /// What queries and figures read and nothing shows: no page, yet what they give rests on it.
  package var read: Set<RecordReference>
  /// Every figure's label, by id.
  package var figureLabels: [String: [ProseInline]]
  /// Every reconciliation's `because`, in the order of the results.
  package var reconciliationReasons: [[ProseInline]]
  /// Where each figure is used, in reading order, by id.
  package var uses: [String: [FigureUse]]
  /// The glossary entries used, by folded term.
  package var terms: [CompiledTerm]
  package var waivers: [Waiver]
  /// Numbers that a cited source backs, in reading order.
  package var quoted: [QuotedNumber]
  /// The figures that a text, directive, claim, reconciliation or another of these uses; sorted.
  package var usedFigures: [String]
  /// By section, the clearances in force; nil where the edition says nothing of what is cleared.
  package var clearances: [String: [Clearance]]?

  package init(
    edition: EditionPack, figures: EvaluatedFigures, language: String, strings: InterfaceStrings,
    title: [ProseInline]
  ) {
    self.edition = edition
    self.figures = figures
    self.language = language
    self.strings = strings
    self.title = title
    audience = []
    from = []
    handling = []
    contents = []
    bibliography = []
    shown = []
    read = []
    figureLabels = [:]
    reconciliationReasons = []
    uses = [:]
    terms = []
    waivers = []
    quoted = []
    usedFigures = []
  }
}

/// A section or annex, in the order of the pack.
package enum CompiledEntry: Sendable {
  case section(CompiledSection)
  case annex(CompiledAnnex)

  /// The name of its file.
  package var name: String {
    switch self {
    case .section(let section): section.name
    case .annex(let annex): annex.name
    }
  }
}

/// A finished section.
package struct CompiledSection: Sendable {
  package var name: String
  package var title: [ProseInline]
  package var kind: String
  /// The highest marking of what it holds.
  package var marking: Marking
  /// The language its text is in; another than the pack's where no translation exists.
  package var language: String
  package var text: CompiledText
  package var path: String

  package init(
    name: String, title: [ProseInline], kind: String, marking: Marking, language: String,
    text: CompiledText, path: String
  ) {
    self.name = name
    self.title = title
    self.kind = kind
    self.marking = marking
    self.language = language
    self.text = text
    self.path = path
  }
}

/// The finished blocks of a section or of a record's narrative, with its notes.
package struct CompiledText: Sendable {
  package var blocks: [ProseBlock]
  /// Authors' own footnotes, in order of first reference.
  package var footnotes: [(label: String, blocks: [ProseBlock])]
  /// Sources cited here by number, ascending, with how often each is cited.
  package var citations: [(number: Int, source: RecordReference, count: Int, locators: [String])]
  /// The records that roles, directives and queries here name or select; sorted.
  package var records: [RecordReference]
  /// The highest marking of what the text holds or shows.
  package var marking: Marking = .clear
  /// Where the first paragraph stands that no other block holds.
  package var firstParagraph: SourceSpan?

  package init(
    blocks: [ProseBlock] = [], footnotes: [(label: String, blocks: [ProseBlock])] = [],
    citations: [(number: Int, source: RecordReference, count: Int, locators: [String])] = [],
    records: [RecordReference] = []
  ) {
    self.blocks = blocks
    self.footnotes = footnotes
    self.citations = citations
    self.records = records
  }
}

/// A finished annex.
package struct CompiledAnnex: Sendable {
  package enum Content: Sendable {
    case records(RecordTable)
    case coverage(CoverageMatrix)
    case timeline(Timeline)
    case figures
    case sources
  }

  package var name: String
  package var title: [ProseInline]
  package var marking: Marking
  package var content: Content

  package init(name: String, title: [ProseInline], marking: Marking, content: Content) {
    self.name = name
    self.title = title
    self.marking = marking
    self.content = content
  }
}

/// One sentence that uses a figure.
package struct FigureUse: Sendable, Equatable {
  /// The section's name, or `collection/id` for a record's narrative.
  package var place: String
  /// The block's id there.
  package var block: String
  /// The sentence as readers see it.
  package var sentence: String

  package init(place: String, block: String, sentence: String) {
    self.place = place
    self.block = block
    self.sentence = sentence
  }
}

/// A finished glossary entry.
package struct CompiledTerm: Sendable {
  package var id: String
  package var term: [ProseInline]
  package var definition: [ProseInline]
  package var sources: [RecordReference]

  package init(
    id: String, term: [ProseInline], definition: [ProseInline], sources: [RecordReference]
  ) {
    self.id = id
    self.term = term
    self.definition = definition
    self.sources = sources
  }
}

/// A number that an author vouches for.
package struct Waiver: Sendable {
  package var text: String
  package var reason: String
  package var span: SourceSpan

  package init(text: String, reason: String, span: SourceSpan) {
    self.text = text
    self.reason = reason
    self.span = span
  }
}
