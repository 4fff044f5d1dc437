internal import Diagnostics
internal import Editions
internal import Figures
package import Narratives
package import Records

extension RecordColumns {
  /// A cell as readers see it.
  package func cell(_ column: Column, of record: Record) -> [ProseInline] {
    if let derived = derivedCell(column.key, of: record) { return derived }
    guard let value = record.item[column.key] else {
      return column.key == "id" ? [.code(record.id)] : unknown
    }
    if RecordColumns.nameKeys.contains(column.key), let title = record.item.localized(column.key) {
      return named(title, record)
    }
    return FieldText(context: context).inlines(value, key: column.key)
  }

  /// A cell as data: exact numbers, EDTF dates, ids; `;` between the items of a list.
  package func value(_ column: Column, of record: Record) -> String {
    if let derived = derivedValue(column.key, of: record) { return derived }
    guard let value = record.item[column.key] else { return column.key == "id" ? record.id : "" }
    return FieldText(context: context).data(value)
  }

  private static let nameKeys: Set<String> = ["name", "title", "text"]

  private func named(_ title: LocalizedText, _ record: Record) -> [ProseInline] {
    let text = context.inlines(title)
    guard PageIndex.pagedCollections.contains(record.collection),
      context.index.place(of: .record(record.reference)) != nil
    else { return text }
    return [.link(target: .record(record.reference), title: "", content: text)]
  }

  private var unknown: [ProseInline] { [.text(context.strings("value.none"))] }

  // MARK: - Columns that no field holds

  private func derivedCell(_ key: String, of record: Record) -> [ProseInline]? {
    switch (record.collection, key) {
    case (.incidents, "actor"):
      guard let actor = record.item.items("initiators").first?.reference("entity") else {
        return unknown
      }
      return context.link(to: actor)
    case (.incidents, "victim"):
      guard let receiver = record.item.items("receivers").first else { return unknown }
      return victim(receiver) ?? unknown
    case (.incidents, "country"):
      guard let country = country(of: record) else { return unknown }
      return [.text(context.vocabulary.country(country))]
    case (.incidents, "year"):
      guard let year = year(of: record) else { return unknown }
      return [.text(String(year))]
    case (.incidents, "lossUSD"): return loss(of: record)
    case (.incidents, "lossLow"): return amount(IncidentLoss(record).low)
    case (.incidents, "lossHigh"): return amount(IncidentLoss(record).high)
    case (.sanctions, "entity"):
      let target = context.target(of: record)
      guard context.index.place(of: .record(record.reference)) != nil else { return target }
      return [.link(target: .record(record.reference), title: "", content: target)]
    case (.sanctions, "status"): return RecordContent(context: context).sanctionStatus(of: record)
    case (.sanctions, "inForce"):
      return RecordContent(context: context).listOfDate(of: record)
        ?? [.text(context.strings(isInForce(record) ? "value.yes" : "value.no"))]
    case (.sources, "grade"):
      let grade = self.grade(of: record)
      return grade.isEmpty ? unknown : [.text(grade)]
    default: return nil
    }
  }

  private func derivedValue(_ key: String, of record: Record) -> String? {
    switch (record.collection, key) {
    case (.incidents, "actor"):
      record.item.items("initiators").first?.reference("entity")?.id ?? ""
    case (.incidents, "victim"):
      record.item.items("receivers").first.map { receiver in
        if let name = receiver.localized("name") {
          return name.text(in: context.language, default: context.defaultLanguage).text
        }
        return receiver.reference("entity")?.id ?? ""
      } ?? ""
    case (.incidents, "country"): country(of: record) ?? ""
    case (.incidents, "year"): year(of: record).map(String.init) ?? ""
    case (.incidents, "lossUSD"): IncidentLoss(record).point?.description ?? ""
    case (.incidents, "lossLow"): IncidentLoss(record).low?.description ?? ""
    case (.incidents, "lossHigh"): IncidentLoss(record).high?.description ?? ""
    case (.sanctions, "inForce"): isInForce(record) ? "1" : "0"
    case (.sanctions, "entity"):
      record.item.reference("entity")?.id ?? record.item.text("entityName") ?? ""
    case (.sources, "grade"): grade(of: record)
    default: nil
    }
  }

  /// A victim: the record where there is one, with the name given.
  func victim(_ receiver: Item) -> [ProseInline]? {
    let name = receiver.localized("name").map(context.inlines)
    guard let entity = receiver.reference("entity") else { return name }
    guard let name, context.index.place(of: .record(entity)) != nil else {
      return name ?? context.link(to: entity)
    }
    return [.link(target: .record(entity), title: "", content: name)]
  }

  private func country(of incident: Record) -> String? {
    incident.item.items("receivers").first?.text("country")
  }

  private func year(of incident: Record) -> Int? {
    (incident.item.date("startDate") ?? incident.item.date("disclosureDate"))?.earliest.year
  }

  /// The preferred estimate in dollars, as a range where it has no point.
  private func loss(of incident: Record) -> [ProseInline] {
    let loss = IncidentLoss(incident)
    if let point = loss.point { return amount(point) }
    guard let dollars = loss.preferred.flatMap(MoneyText.dollars) else { return unknown }
    return [.text(full(dollars.low) + "–" + full(dollars.high))]
  }

  private func amount(_ amount: ExactDecimal?) -> [ProseInline] {
    guard let amount else { return unknown }
    return [
      .number(
        NumberUse(display: full(amount), value: amount, origin: .calculation([])))
    ]
  }

  private func full(_ amount: ExactDecimal) -> String {
    context.formatter.display(value: amount, low: nil, high: nil, unit: nil, form: .full)
  }

  /// Whether a listing is in force at the edition's date: listed by then, and not ended by then.
  func isInForce(_ sanction: Record) -> Bool {
    sanction.item.isInForce(asOf: context.pack.edition.asOf)
  }

  /// The Admiralty grade: reliability and credibility together.
  private func grade(of source: Record) -> String {
    (source.item.text("reliability") ?? "") + (source.item.text("credibility") ?? "")
  }
}
