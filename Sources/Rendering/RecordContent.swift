internal import MarkdownTree
package import Narratives
package import Records

/// What a record's page says, as finished narrative, so that HTML and Markdown say the same.
package struct RecordContent: Sendable {
  package let context: RenderingContext

  package init(context: RenderingContext) {
    self.context = context
  }

  /// One labelled fact: `Status`, `confirmed`.
  package struct Fact: Sendable {
    package var key: String
    package var label: String
    package var value: [ProseInline]

    package init(key: String, label: String, value: [ProseInline]) {
      self.key = key
      self.label = label
      self.value = value
    }
  }

  /// A titled part of the page: estimates, attributions, listings, sources.
  package struct Part: Sendable {
    package var id: String
    package var title: String
    package var blocks: [ProseBlock]

    package init(id: String, title: String, blocks: [ProseBlock]) {
      self.id = id
      self.title = title
      self.blocks = blocks
    }
  }

  /// The facts at the top of the page, in the order of `ux.md`'s page anatomy.
  package func facts(of record: Record) -> [Fact] {
    switch record.collection {
    case .incidents: incidentFacts(of: record)
    case .sanctions: sanctionFacts(of: record)
    case .entities: entityFacts(of: record)
    case .measures:
      facts(
        of: record,
        ["kind", "forum", "document", "locator", "date", "owner", "due", "status", "topics"])
    case .sources: sourceFacts(of: record)
    case .authorities: facts(of: record, ["jurisdiction", "binds", "checked"])
    case .forums:
      facts(of: record, ["place", "presidency", "startDate", "endDate", "members", "documents"])
    }
  }

  /// The parts below the record's narrative.
  package func parts(of record: Record) -> [Part] {
    var parts: [Part] =
      switch record.collection {
      case .incidents: incidentParts(of: record)
      case .sanctions: sanctionParts(of: record)
      case .entities: entityParts(of: record)
      case .measures: measureParts(of: record)
      case .sources: sourceParts(of: record)
      case .authorities, .forums: []
      }
    if let sources = sourcesPart(of: record) { parts.append(sources) }
    return parts
  }

  /// The record's summary or text as a paragraph, where it has one; pages show it above the
  /// narrative.
  package func summary(of record: Record) -> [ProseBlock] {
    ["summary", "description", "text"].compactMap { key in
      record.item.localized(key).map {
        ProseBlock(id: "", kind: .paragraph(context.inlines($0)))
      }
    }
  }

  // MARK: - Building blocks

  func isShown(_ reference: RecordReference) -> Bool {
    context.pack.shown.contains(reference) && context.corpus.contains(reference)
  }

  func label(_ key: String) -> String { context.vocabulary.label(key) }

  func fact(_ key: String, _ value: [ProseInline]) -> Fact? {
    value.isEmpty ? nil : Fact(key: key, label: label(key), value: value)
  }

  /// The facts of fields that are present, in this order.
  func facts(of record: Record, _ keys: [String]) -> [Fact] {
    let text = FieldText(context: context)
    return keys.compactMap { key in
      record.item[key].flatMap { fact(key, text.inlines($0, key: key)) }
    }
  }

  func fact(_ key: String, of record: Record) -> Fact? {
    record.item[key].flatMap { fact(key, FieldText(context: context).inlines($0, key: key)) }
  }

  func part(_ id: String, _ blocks: [ProseBlock]) -> Part? {
    blocks.isEmpty ? nil : Part(id: id, title: context.strings("part.\(id)"), blocks: blocks)
  }

  func paragraph(_ content: [ProseInline]) -> ProseBlock {
    ProseBlock(id: "", kind: .paragraph(content))
  }

  /// A bullet list with one line an entry; nothing for no entries.
  func list(_ entries: [[ProseInline]]) -> [ProseBlock] {
    guard !entries.isEmpty else { return [] }
    let items = entries.map { (blocks: [paragraph($0)], isDone: Bool?.none) }
    return [
      ProseBlock(
        id: "", kind: .list(ProseList(isOrdered: false, start: 1, isTight: true, items: items)))
    ]
  }

  /// A table of strings' headers and finished cells; nothing for no rows.
  ///
  /// A column that says nothing in any row is left out; other empty cells say `unknown`.
  func table(
    _ headers: [String], numeric: Set<String> = [], _ rows: [[[ProseInline]]]
  ) -> [ProseBlock] {
    let kept = headers.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    guard !kept.isEmpty else { return [] }
    let table = ProseTable(
      alignments: kept.map { numeric.contains(headers[$0]) ? .right : .none },
      header: kept.map { [.text(label(headers[$0]))] },
      rows: rows.map { row in kept.map { cell(row[$0]) } })
    return [ProseBlock(id: "", kind: .table(table))]
  }

  /// The sources of a nested item, else of its record, as links; empty where none is shown.
  func sources(of item: Item, in record: Record) -> [ProseInline] {
    let own = item.references("sources").filter(context.corpus.contains)
    var result: [ProseInline] = []
    for (index, source) in (own.isEmpty ? record.item.references("sources") : own).enumerated() {
      if index > 0 { result.append(.text("; ")) }
      result += shortReference(source)
    }
    return result
  }

  func joined(_ values: [[ProseInline]], by separator: String) -> [ProseInline] {
    var result: [ProseInline] = []
    for value in values where !value.isEmpty {
      if !result.isEmpty { result.append(.text(separator)) }
      result += value
    }
    return result
  }

  func date(_ item: Item, _ key: String) -> [ProseInline] {
    item.date(key).map { [.text(context.dates.text($0))] } ?? []
  }

  func term(_ item: Item, _ key: String) -> [ProseInline] {
    item.text(key).map { context.vocabulary.word(key, $0) } ?? []
  }

  /// `unknown` in words where a cell has nothing.
  func cell(_ content: [ProseInline]) -> [ProseInline] {
    content.isEmpty ? [.text(context.strings("value.none"))] : content
  }
}
