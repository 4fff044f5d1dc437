package import Diagnostics
package import Figures
package import MarkdownTree
package import Records

/// Finished narrative: no role or directive left, every number and citation resolved.
package struct ProseBlock: Sendable {
  /// Stable while the text is: `p-` and eight hex digits of its source, or a heading's slug; unique
  /// in its page.
  package var id: String
  package var kind: Kind
  /// What its text rests on: `figures/id`, `claims/id`, `collection/id`; sorted.
  package var depends: [String]

  package init(id: String, kind: Kind, depends: [String] = []) {
    self.id = id
    self.kind = kind
    self.depends = depends
  }

  package indirect enum Kind: Sendable {
    case paragraph([ProseInline])
    /// Level as written, 1 to 6; pages shift it below their own title.
    case heading(level: Int, content: [ProseInline])
    case quote([ProseBlock])
    case list(ProseList)
    case code(info: String, text: String)
    case table(ProseTable)
    case thematicBreak
    case html(String)
    /// A `marked` passage; its label is shown at its start.
    case marked(Marking, [ProseBlock])
    /// `only` with `format`: `html`, `markdown`; editions and languages are decided already.
    case only(formats: [String], [ProseBlock])
    /// `recommendation`, `keymessage`, `ifraised`, `qa`, `note`, `warning`.
    case admonition(kind: String, title: [ProseInline], [ProseBlock])
    case keyFigures([KeyFigure])
    case records(RecordTable)
    case data(DataTable)
    case chart(ChartSpecification)
    case coverage(CoverageMatrix)
    case timeline(Timeline)
  }
}

/// A list of finished blocks.
package struct ProseList: Sendable {
  package var isOrdered: Bool
  package var start: Int
  package var isTight: Bool
  package var items: [(blocks: [ProseBlock], isDone: Bool?)]

  package init(
    isOrdered: Bool, start: Int, isTight: Bool, items: [(blocks: [ProseBlock], isDone: Bool?)]
  ) {
    self.isOrdered = isOrdered
    self.start = start
    self.isTight = isTight
    self.items = items
  }
}

/// A written table of finished cells.
package struct ProseTable: Sendable {
  package var alignments: [MarkdownTable.Alignment]
  package var header: [[ProseInline]]
  package var rows: [[[ProseInline]]]

  package init(
    alignments: [MarkdownTable.Alignment], header: [[ProseInline]], rows: [[[ProseInline]]]
  ) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
  }
}

/// Finished inline narrative.
package indirect enum ProseInline: Sendable {
  case text(String)
  case softBreak
  case lineBreak
  case code(String)
  case emphasis([ProseInline])
  case strong([ProseInline])
  case strikethrough([ProseInline])
  case link(target: LinkTarget, title: String, content: [ProseInline])
  case image(path: String, title: String, alternative: String)
  case html(String)
  /// An author's own footnote, by label.
  case footnote(label: String)
  case number(NumberUse)
  case citation(CitationUse)
  /// A glossary term's first or later use.
  case term(id: String, content: [ProseInline])
  case marked(Marking, [ProseInline])
  /// Text that fell back to another language.
  case foreign(language: String, [ProseInline])
}

/// Where a link leads; pages turn it into a relative address, or into plain text where the pack has
/// no such page.
package enum LinkTarget: Sendable, Hashable {
  case url(String)
  /// A record's page, or its row in an annex.
  case record(RecordReference)
  /// A section, or a block in it.
  case section(name: String, fragment: String?)
  /// An anchor of the page at hand.
  case here(fragment: String)
  case figure(String)
  case term(String)
}

/// A number in the text, with its proof.
package struct NumberUse: Sendable {
  package enum Origin: Sendable, Equatable {
    case figure(String)
    /// A `{calc}`, with the rows behind it.
    case calculation([RecordReference])
    /// A `{literal}`, with its reason.
    case waiver(String)
  }

  package var display: String
  package var value: ExactDecimal?
  package var low: ExactDecimal?
  package var high: ExactDecimal?
  package var origin: Origin

  package init(
    display: String, value: ExactDecimal?, low: ExactDecimal? = nil, high: ExactDecimal? = nil,
    origin: Origin
  ) {
    self.display = display
    self.value = value
    self.low = low
    self.high = high
    self.origin = origin
  }
}

/// One citation in the text.
package struct CitationUse: Sendable {
  package struct Item: Sendable {
    package var source: RecordReference
    /// The note's number: pack-wide in sections, page-local on record pages.
    package var number: Int
    /// Counts the citations of this source on its page from 1: `ref-SOURCE-2` is its anchor.
    package var occurrence: Int
    package var prefix: String
    package var locator: String
    package var suffix: String

    package init(
      source: RecordReference, number: Int, occurrence: Int, prefix: String, locator: String,
      suffix: String
    ) {
      self.source = source
      self.number = number
      self.occurrence = occurrence
      self.prefix = prefix
      self.locator = locator
      self.suffix = suffix
    }
  }

  package var items: [Item]
  /// The author's name to print in running text, for `@key`; empty otherwise.
  package var leadText: String

  package init(items: [Item], leadText: String) {
    self.items = items
    self.leadText = leadText
  }
}

/// One entry of a `keyfigures` directive.
package struct KeyFigure: Sendable {
  package var number: NumberUse
  package var label: [ProseInline]

  package init(number: NumberUse, label: [ProseInline]) {
    self.number = number
    self.label = label
  }
}

/// A table of records by directive or annex; the page chooses how each column looks.
package struct RecordTable: Sendable {
  package var collection: Collection
  package var title: [ProseInline]
  package var records: [RecordReference]
  /// Field or derived column names; empty: the collection's standard ones.
  package var columns: [String]
  /// For file names and anchors.
  package var name: String

  package init(
    collection: Collection, title: [ProseInline], records: [RecordReference], columns: [String],
    name: String
  ) {
    self.collection = collection
    self.title = title
    self.records = records
    self.columns = columns
    self.name = name
  }
}

/// The result of a `table` directive's query.
package struct DataTable: Sendable {
  package var title: [ProseInline]
  package var result: QueryResult
  package var name: String

  package init(title: [ProseInline], result: QueryResult, name: String) {
    self.title = title
    self.result = result
    self.name = name
  }
}

/// What a `chart` directive asks for, with its data.
package struct ChartSpecification: Sendable {
  package enum Form: String, CaseIterable, Sendable {
    case bar, grouped, stacked, line, cumulative, lag
  }

  /// One series: a value, a range or nothing for each label.
  package struct Series: Sendable {
    package var name: String
    package var values: [ExactDecimal?]
    package var lows: [ExactDecimal?]
    package var highs: [ExactDecimal?]

    package init(
      name: String, values: [ExactDecimal?], lows: [ExactDecimal?], highs: [ExactDecimal?]
    ) {
      self.name = name
      self.values = values
      self.lows = lows
      self.highs = highs
    }
  }

  package var form: Form
  package var name: String
  package var title: [ProseInline]
  package var subtitle: [ProseInline]
  package var unit: String?
  package var note: [ProseInline]
  package var source: [ProseInline]
  package var labels: [String]
  package var series: [Series]
  package var records: [RecordReference]

  package init(
    form: Form, name: String, title: [ProseInline], subtitle: [ProseInline], unit: String?,
    note: [ProseInline], source: [ProseInline], labels: [String], series: [Series],
    records: [RecordReference]
  ) {
    self.form = form
    self.name = name
    self.title = title
    self.subtitle = subtitle
    self.unit = unit
    self.note = note
    self.source = source
    self.labels = labels
    self.series = series
    self.records = records
  }
}

/// Dated events of records, oldest first.
package struct Timeline: Sendable {
  package struct Event: Sendable {
    /// The field that dates it: `startDate`, `disclosureDate`, `listingDate`, `endDate`, `date`.
    package var field: String
    package var date: PartialDate
    package var record: RecordReference

    package init(field: String, date: PartialDate, record: RecordReference) {
      self.field = field
      self.date = date
      self.record = record
    }
  }

  package var title: [ProseInline]
  package var name: String
  package var events: [Event]

  package init(title: [ProseInline], name: String, events: [Event]) {
    self.title = title
    self.name = name
    self.events = events
  }
}
