internal import Diagnostics
internal import Figures
internal import MarkdownTree
internal import Records

/// What pages name, before what that names in turn.
struct NamedThings {
  var records: Set<RecordReference> = []
  /// What queries read beside.
  var read: Set<RecordReference> = []
  var figures: Set<String> = []
  var terms: Set<String> = []

  mutating func add(_ page: PageCompiler) {
    records.formUnion(page.records)
    read.formUnion(page.read)
    figures.formUnion(page.figures)
    terms.formUnion(page.terms)
  }
}

/// Follows everything a pack names to everything it shows.
///
/// A shown record shows what its fields, wallets and narrative name; a used figure shows the rows
/// it holds and the sources it rests on, and uses the figures it is made from.
struct ShownRecords {
  let lookups: NarrativeLookups
  private(set) var records: Set<RecordReference> = []
  /// What queries read; some of it may be shown as well.
  private(set) var read: Set<RecordReference> = []
  private(set) var usedFigures: Set<String> = []
  private(set) var usedTerms: Set<String> = []
  private var narratives: [RecordReference: PageCompiler] = [:]
  private var openRecords: [RecordReference] = []
  private var openFigures: [String] = []

  init(lookups: NarrativeLookups) {
    self.lookups = lookups
    for claim in lookups.figures.claims { use(claim.figures) }
    for reconciliation in lookups.figures.reconciliations {
      use([reconciliation.definition.figure.value, reconciliation.definition.with.value])
    }
  }

  /// The uses of figures in the narratives of shown records, by record.
  var narrativeUses: [(figure: String, use: FigureUse)] {
    narratives.keys.sorted().flatMap { narratives[$0]?.uses ?? [] }
  }

  /// The waivers in the narratives of shown records, by record.
  var narrativeWaivers: [Waiver] {
    narratives.keys.sorted().flatMap { narratives[$0]?.waivers ?? [] }
  }

  mutating func add(_ named: NamedThings) {
    show(named.records)
    read.formUnion(named.read)
    use(named.figures)
    usedTerms.formUnion(named.terms)
    follow()
  }

  private mutating func show(_ references: some Sequence<RecordReference>) {
    for reference in references { show(reference) }
  }

  private mutating func show(_ reference: RecordReference) {
    guard !records.contains(reference), lookups.corpus.contains(reference) else { return }
    records.insert(reference)
    openRecords.append(reference)
  }

  private mutating func use(_ ids: some Sequence<String>) {
    for id in ids where !usedFigures.contains(id) && lookups.figures.figure(id) != nil {
      usedFigures.insert(id)
      openFigures.append(id)
    }
  }

  private mutating func follow() {
    while true {
      if let id = openFigures.popLast() {
        guard let figure = lookups.figures.figure(id) else { continue }
        show(figure.held)
        read.formUnion(figure.records)
        show(figure.sources)
        use(figure.figures)
      } else if let reference = openRecords.popLast() {
        guard let record = lookups.corpus[reference] else { continue }
        follow(record.item)
        follow(narrativeOf: record)
      } else {
        return
      }
    }
  }

  /// What was read and is not shown, and what that names in turn.
  var onlyRead: Set<RecordReference> {
    var found: Set<RecordReference> = []
    var open = Array(read)
    while let reference = open.popLast() {
      guard !records.contains(reference), let record = lookups.corpus[reference],
        found.insert(reference).inserted
      else { continue }
      ShownRecords.visit(record.item) { open.append($0) }
    }
    return found
  }

  private mutating func follow(_ item: Item) { ShownRecords.visit(item) { show($0) } }

  /// Gives what an item's fields name.
  private static func visit(_ item: Item, _ body: (RecordReference) -> Void) {
    for field in item.fields { visit(field.value, body) }
    // An attribution may name an entity by its id.
    if let initiator = item.text("attributedInitiator") {
      body(RecordReference(.entities, initiator))
    }
  }

  private static func visit(_ value: FieldValue, _ body: (RecordReference) -> Void) {
    switch value {
    case .reference(let reference): body(reference)
    case .wallet(.entity(let id)): body(RecordReference(.entities, id))
    case .item(let item): visit(item, body)
    case .list(let values):
      for value in values { visit(value.value, body) }
    case .text, .localized, .date, .amount, .wholeNumber, .boolean, .marking, .free,
      .wallet(.address):
      return
    }
  }

  private mutating func follow(narrativeOf record: Record) {
    guard
      let narrative = record.narrative(in: lookups.language, default: lookups.defaultLanguage)
    else { return }
    let uses = NarrativeUses(narrative.document)
    guard uses.needsCompiling else {
      show(uses.records)
      show(uses.citations.lazy.map { RecordReference(.sources, $0.id.value) })
      return
    }
    // Its findings are reported when its page is made.
    var page = PageCompiler(
      lookups: lookups, place: .record(record.reference), language: narrative.language,
      marking: record.marking)
    _ = page.compileText(narrative.document)
    show(page.records)
    read.formUnion(page.read)
    use(page.figures)
    usedTerms.formUnion(page.terms)
    narratives[record.reference] = page
  }
}
