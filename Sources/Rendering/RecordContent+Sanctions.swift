internal import Figures
internal import MarkdownTree
internal import Narratives
internal import Records

extension RecordContent {
  func sanctionFacts(of record: Record) -> [Fact] {
    let item = record.item
    let target: [ProseInline] =
      item.reference("entity").map(context.link) ?? item.text("entityName").map { [.isolated($0)] }
      ?? []
    return [
      fact("target", target),
      fact("authority", of: record), fact("program", of: record), fact("programId", of: record),
      fact("legalBasis", of: record),
      fact("status", sanctionStatus(of: record)),
      fact("listingDate", of: record), fact("startDate", of: record),
      fact("modifiedAt", of: record), fact("endDate", of: record),
      fact("delistingBasis", of: record),
      fact("provisions", of: record),
      fact("authorityId", of: record), fact("unscId", of: record),
      fact("wallets", of: record),
      fact("reason", of: record),
      fact("programUrl", of: record), fact("sourceUrl", of: record),
      fact("snapshot", snapshot(of: record)),
      fact("externalReferences", of: record),
    ].compactMap(\.self)
  }

  /// The status in words; an ended listing says so even where its status does not, and one that is
  /// known from a dated list alone says which.
  func sanctionStatus(of record: Record) -> [ProseInline] {
    if let words = listOfDate(of: record) { return words }
    guard let status = record.item.text("status") else {
      let isInForce = RecordColumns(context: context).isInForce(record)
      return context.vocabulary.word("status", isInForce ? "active" : "ended")
    }
    return context.vocabulary.word("status", status)
  }

  /// What is known of a listing that was read in a dated list and of whose end nothing is said.
  ///
  /// `on the list of 29 October 2018`. Some lists state no date; then the source that describes the
  /// list may.
  func listOfDate(of record: Record) -> [ProseInline]? {
    guard case .item(let snapshot) = record.item["snapshot"],
      let date = snapshot.date("generatedAt") ?? issueDate(ofListOf: record),
      record.item.date("endDate") == nil,
      RecordColumns(context: context).isInForce(record)
    else { return nil }
    let key = date.isFullDay ? "page.onListOfDay" : "page.onListOf"
    return [.text(TextPattern.fill(context.strings(key), ["date": context.dates.text(date)]))]
  }

  private func issueDate(ofListOf record: Record) -> PartialDate? {
    let sources = SourceReferences.of(record.item)
    guard sources.count == 1, let reference = sources.first,
      let source = context.corpus[reference], source.item.text("type") == "dataset"
    else { return nil }
    return source.item.date("issued")
  }

  private func snapshot(of record: Record) -> [ProseInline] {
    guard case .item(let snapshot) = record.item["snapshot"] else { return [] }
    let digest: [ProseInline] =
      snapshot.text("sha256").map { [.text("SHA-256 "), .code($0)] } ?? []
    return joined(
      [
        snapshot.text("file").map { [.code($0)] } ?? [], date(snapshot, "generatedAt"), digest,
      ], by: ", ")
  }

  func sanctionParts(of record: Record) -> [Part] {
    var incidents: [RecordReference] = []
    if let entity = record.item.reference("entity") {
      incidents = context.relations.incidents(of: entity)
    }
    for wallet in record.item.wallets("wallets") {
      for other in context.relations.records(with: wallet)
      where other.collection == .incidents && !incidents.contains(other) {
        incidents.append(other)
      }
    }
    return [
      part("incidents", incidentTable(incidents)),
      part("elsewhere", elsewhere(record)),
      part("measures", measureList(context.relations.measures(naming: record.reference))),
    ].compactMap(\.self)
  }

  /// Other authorities' listings of the same entity, with the days between.
  private func elsewhere(_ record: Record) -> [ProseBlock] {
    guard let entity = record.item.reference("entity") else { return [] }
    let rows: [[[ProseInline]]] = context.relations.sanctions(of: entity)
      .filter { $0 != record.reference }
      .compactMap { reference in
        guard let other = context.corpus[reference] else { return nil }
        return [
          linked(other, other.item.reference("authority").map(context.name) ?? []),
          date(other.item, "listingDate"), sanctionStatus(of: other),
          lag(from: record, to: other),
        ]
      }
    return table(["authority", "listingDate", "status", "lag"], rows)
  }

  /// `31 days later`, `12 days earlier`, `the same day`; nothing unless both dates are full days.
  private func lag(from record: Record, to other: Record) -> [ProseInline] {
    guard let first = record.item.date("listingDate"), let second = other.item.date("listingDate"),
      first.isFullDay, second.isFullDay
    else { return [] }
    let days = second.earliest.ordinal - first.earliest.ordinal
    return [.text(LagWords.text(days, strings: context.strings))]
  }

  /// Text that leads to a record's page where it has one.
  func linked(_ record: Record, _ content: [ProseInline]) -> [ProseInline] {
    guard context.index.place(of: .record(record.reference)) != nil else { return content }
    return [.link(target: .record(record.reference), title: "", content: content)]
  }

  /// Listings by date: by whom, when, under what, in which state.
  func sanctionTable(_ references: [RecordReference], withTarget: Bool) -> [ProseBlock] {
    let rows: [[[ProseInline]]] = references.filter(isShown).compactMap { reference in
      guard let record = context.corpus[reference] else { return nil }
      let authority = record.item.reference("authority").map(context.name) ?? []
      let base: [[ProseInline]] = [
        linked(record, cell(authority)), date(record.item, "listingDate"),
        record.item["program"].map { FieldText(context: context).inlines($0, key: "program") }
          ?? [],
        sanctionStatus(of: record),
      ]
      guard withTarget else { return base }
      let target = record.item.reference("entity").map(context.link) ?? context.target(of: record)
      return [target] + base
    }
    let headers = ["authority", "listingDate", "program", "status"]
    return table(withTarget ? ["target"] + headers : headers, rows)
  }

  /// Incidents by date: what, to whom, how much.
  func incidentTable(_ references: [RecordReference]) -> [ProseBlock] {
    let columns = RecordColumns(context: context)
    let chosen = ["startDate", "name", "victim", "lossUSD", "status"]
      .map { columns.column($0, of: .incidents) }
    let rows: [[[ProseInline]]] = references.filter(isShown).compactMap { reference in
      context.corpus[reference].map { record in chosen.map { columns.cell($0, of: record) } }
    }
    guard !rows.isEmpty else { return [] }
    let table = ProseTable(
      alignments: chosen.map { $0.isNumeric ? .right : .none },
      header: chosen.map { [.text($0.label)] }, rows: rows)
    return [ProseBlock(id: "", kind: .table(table))]
  }

  /// Measures by date, each with its words, forum and status.
  func measureList(_ references: [RecordReference]) -> [ProseBlock] {
    list(
      references.filter(isShown).compactMap { reference in
        guard let record = context.corpus[reference] else { return nil }
        let forum = record.item.reference("forum").map(context.name) ?? []
        let details = joined(
          [date(record.item, "date"), forum, term(record.item, "status")], by: ", ")
        let name = context.link(to: reference)
        return details.isEmpty ? name : name + [.text(" (")] + details + [.text(")")]
      })
  }
}
