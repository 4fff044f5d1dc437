internal import Figures
internal import Narratives
internal import Records

extension RecordContent {
  func incidentFacts(of record: Record) -> [Fact] {
    let item = record.item
    let receivers = item.items("receivers")
    let columns = RecordColumns(context: context)
    let victims = joined(receivers.map { columns.victim($0) ?? [] }, by: "; ")
    let sectors = distinct(receivers.map { term($0, "category") })
    let countries = distinct(
      receivers.compactMap { $0.text("country") }.map { [.text(context.vocabulary.country($0))] })
    let actors = joined(
      item.items("initiators").map { initiator in
        if let entity = initiator.reference("entity") { return context.link(to: entity) }
        return initiator.text("country").map { [.text(context.vocabulary.country($0))] } ?? []
      }, by: "; ")
    return [
      fact("status", of: record), fact("confidence", of: record),
      fact("startDate", of: record), fact("endDate", of: record),
      fact("discoveryDate", of: record), fact("disclosureDate", of: record),
      fact("incidentType", of: record),
      fact("victim", victims), fact("sector", sectors), fact("country", countries),
      fact("actor", actors),
      fact("losses", lossText(of: record)), fact("recovered", recoveredText(of: record)),
      fact("techniques", techniques(of: record)),
      fact("wallets", of: record), fact("alias", of: record),
      fact("externalReferences", of: record),
    ].compactMap(\.self)
  }

  func incidentParts(of record: Record) -> [Part] {
    [
      part("estimates", estimates(of: record)),
      part("attributions", attributions(of: record)),
      part("response", response(to: record)),
    ].compactMap(\.self)
  }

  /// Each text once, in order.
  private func distinct(_ values: [[ProseInline]]) -> [ProseInline] {
    var seen: Set<String> = []
    return joined(
      values.filter { !$0.isEmpty && seen.insert(InlineText.plain($0)).inserted }, by: "; ")
  }

  // MARK: - Losses

  /// The preferred estimate with its method, and how far the others reach.
  private func lossText(of record: Record) -> [ProseInline] {
    let losses = record.item.items("losses")
    guard !losses.isEmpty else { return [] }
    let loss = IncidentLoss(record)
    var result: [ProseInline] = []
    if let preferred = loss.preferred, let money = MoneyText(context: context).text(preferred) {
      result.append(.text(money))
      if preferred.text("currency") != "USD", let dollars = preferred.amount("amountUSD") {
        result.append(.text(" (\(MoneyText(context: context).text(dollars, "USD")))"))
      }
      let basis = term(preferred, "basis")
      if !basis.isEmpty { result += [.text(", ")] + basis }
      if let day = preferred.date("valuationDate") {
        result.append(
          .text(
            ", "
              + TextPattern.fill(
                context.strings("loss.valued"), ["date": context.dates.text(day)])))
      }
    }
    if losses.count > 1, let low = loss.low, let high = loss.high, low != high {
      let range = context.formatter.display(
        value: nil, low: low, high: high, unit: "USD", form: .range)
      let text = TextPattern.fill(context.strings("loss.span"), ["range": range])
      result.append(.text(result.isEmpty ? text : "; " + text))
    }
    return result
  }

  private func recoveredText(of record: Record) -> [ProseInline] {
    let recovered = record.item.items("losses").compactMap { loss -> [ProseInline]? in
      guard let amount = loss.amount("recoveredAmount") else { return nil }
      let money = MoneyText(context: context).text(amount, loss.text("currency"))
      guard let day = loss.date("recoveredDate") else { return [.text(money)] }
      return [.text("\(money) (\(context.dates.text(day)))")]
    }
    return distinct(recovered)
  }

  /// Rival estimates side by side, the preferred one in words and bold.
  private func estimates(of record: Record) -> [ProseBlock] {
    let losses = record.item.items("losses")
    guard !losses.isEmpty else { return [] }
    let money = MoneyText(context: context)
    let rows: [[[ProseInline]]] = losses.map { loss in
      var amount: [ProseInline] = money.text(loss).map { [.text($0)] } ?? []
      if loss.text("currency") != "USD", let dollars = loss.amount("amountUSD") {
        amount.append(.text(" (\(money.text(dollars, "USD")))"))
      }
      if loss.flag("preferred") == true, losses.count > 1 {
        amount = [.strong(amount), .text(" (" + context.strings("loss.preferred") + ")")]
      }
      var asset: [ProseInline] = []
      if let units = loss.amount("assetAmount") {
        asset.append(
          .text(
            context.formatter.display(value: units, low: nil, high: nil, unit: nil, form: .full)
              + " "))
      }
      if let name = loss.text("asset") { asset += context.written(name, key: "asset") }
      return [
        amount, term(loss, "basis"), asset, date(loss, "valuationDate"),
        sources(of: loss, in: record),
      ]
    }
    return table(
      ["estimate", "basis", "asset", "valuationDate", "sources"], numeric: ["estimate"], rows)
  }

  private func techniques(of record: Record) -> [ProseInline] {
    joined(
      record.item.items("techniques").map { technique in
        let name = technique.text("name").map { context.vocabulary.word("technique", $0) } ?? []
        guard let id = technique.text("attackId") else { return name }
        return name.isEmpty ? [.code(id)] : name + [.text(" ("), .code(id), .text(")")]
      }, by: "; ")
  }

  // MARK: - Attributions and response

  /// Who says so, since when, on what ground, how sure.
  private func attributions(of record: Record) -> [ProseBlock] {
    let rows: [[[ProseInline]]] = record.item.items("attributions").map { statement in
      var actor: [ProseInline] =
        statement.text("attributingActor").map { context.written($0, key: "attributingActor") }
        ?? []
      if let country = statement.text("attributingCountry") {
        let name = context.vocabulary.country(country)
        actor.append(.text(actor.isEmpty ? name : " (\(name))"))
      }
      return [
        actor, date(statement, "attributionDate"), named(by: statement),
        term(statement, "attributionBasis"), sureness(of: statement),
        sources(of: statement, in: record),
      ]
    }
    return table(
      [
        "attributingActor", "attributionDate", "attributedInitiator", "attributionBasis",
        "confidence", "sources",
      ], rows)
  }

  private func named(by statement: Item) -> [ProseInline] {
    if let initiator = statement.text("attributedInitiator") {
      let reference = RecordReference(.entities, initiator)
      return context.corpus.contains(reference)
        ? context.link(to: reference) : [.text(initiator)]
    }
    return statement.text("attributedCountry").map { [.text(context.vocabulary.country($0))] } ?? []
  }

  private func sureness(of statement: Item) -> [ProseInline] {
    var parts = [term(statement, "confidence"), term(statement, "likelihood")]
    if statement.flag("contested") == true {
      parts.append([.text(context.strings("value.contested"))])
    }
    return joined(parts, by: ", ")
  }

  /// Listings of the actor or of what it belongs to, and measures that name the incident.
  private func response(to record: Record) -> [ProseBlock] {
    var listings: [RecordReference] = []
    for actor in record.item.items("initiators").compactMap({ $0.reference("entity") }) {
      for entity in ancestry(of: actor) {
        for sanction in context.relations.sanctions(of: entity) where !listings.contains(sanction) {
          listings.append(sanction)
        }
      }
    }
    for wallet in record.item.wallets("wallets") {
      for other in context.relations.records(with: wallet)
      where other.collection == .sanctions && !listings.contains(other) {
        listings.append(other)
      }
    }
    return sanctionTable(listings, withTarget: true)
      + measureList(context.relations.measures(naming: record.reference))
  }

  /// The entity and what it is part of, nearest first; a cycle ends it.
  private func ancestry(of entity: RecordReference) -> [RecordReference] {
    var result: [RecordReference] = []
    var next: RecordReference? = entity
    while let current = next, !result.contains(current), isShown(current) {
      result.append(current)
      next = context.corpus[current]?.item.reference("parent")
    }
    return result
  }
}
