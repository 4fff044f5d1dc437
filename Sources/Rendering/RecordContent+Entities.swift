internal import Narratives
internal import Records

extension RecordContent {
  func entityFacts(of record: Record) -> [Fact] {
    let kind: [ProseInline] =
      record.item.text("actorType").map { context.vocabulary.word("actorType", $0) }
      ?? term(record.item, "schema")
    return [
      fact("entityKind", kind),
      fact("alias", of: record), fact("weakAlias", of: record), fact("previousName", of: record),
      fact("parent", of: record), fact("country", of: record), fact("nationality", of: record),
      fact("birthDate", of: record), fact("topics", of: record), fact("attackId", of: record),
      fact("publicKey", of: record), fact("currency", of: record), fact("holder", of: record),
      fact("seen", seen(record)),
      fact("externalReferences", of: record),
    ].compactMap(\.self)
  }

  /// The first and the last dated thing the pack shows of an entity.
  private func seen(_ record: Record) -> [ProseInline] {
    let dates =
      (context.relations.incidents(of: record.reference)
      + context.relations.sanctions(of: record.reference))
      .compactMap { context.corpus[$0].flatMap(RecordRelations.date) }
    guard let first = dates.min(), let last = dates.max() else { return [] }
    if first == last { return [.text(context.dates.text(first))] }
    return [
      .text(
        TextPattern.fill(
          context.strings("entity.seen"),
          ["first": context.dates.text(first), "last": context.dates.text(last)]))
    ]
  }

  func entityParts(of record: Record) -> [Part] {
    [
      part("relations", relations(of: record)),
      part("incidents", incidentTable(context.relations.incidents(of: record.reference))),
      part(
        "sanctions",
        sanctionTable(context.relations.sanctions(of: record.reference), withTarget: false)),
    ].compactMap(\.self)
  }

  /// Relations in words: part of, includes, holds.
  private func relations(of record: Record) -> [ProseBlock] {
    var lines: [[ProseInline]] = []
    if let parent = record.item.reference("parent"), isShown(parent) {
      lines.append(sentence("relation.partOf", [context.link(to: parent)]))
    }
    let children = context.relations.children(of: record.reference).map(context.link)
    if !children.isEmpty { lines.append(sentence("relation.includes", children)) }
    if let holder = record.item.reference("holder"), isShown(holder) {
      lines.append(sentence("relation.heldBy", [context.link(to: holder)]))
    }
    let wallets = context.relations.wallets(of: record.reference).map(context.link)
    if !wallets.isEmpty { lines.append(sentence("relation.holds", wallets)) }
    return list(lines)
  }

  private func sentence(_ key: String, _ names: [[ProseInline]]) -> [ProseInline] {
    [.text(context.strings(key) + " ")] + joined(names, by: "; ")
  }

  // MARK: - Measures

  func measureParts(of record: Record) -> [Part] {
    [
      part("incidents", incidentTable(record.item.references("incidents"))),
      part("sanctions", sanctionTable(record.item.references("sanctions"), withTarget: true)),
    ].compactMap(\.self)
  }
}
