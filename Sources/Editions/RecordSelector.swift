internal import Diagnostics
internal import MarkdownTree
internal import Records

/// Takes out of a kept record what its edition may not hold: nested items, references to removed
/// records, ends that had not come, marked passages.
struct RecordSelector {
  let rules: SelectionRules
  /// Records left out, with the reason.
  let removed: [RecordReference: SelectionRules.Removal]
  /// What is left, for suggestions.
  let corpus: Corpus
  private(set) var diagnostics: [Diagnostic] = []

  init(
    rules: SelectionRules, removed: [RecordReference: SelectionRules.Removal], corpus: Corpus
  ) {
    self.rules = rules
    self.removed = removed
    self.corpus = corpus
  }

  /// The record as the edition sees it; the same storage where nothing is taken out.
  mutating func select(_ record: Record) -> Record {
    var result = record
    let future = record.item.fields.first { rules.isFuture($0, of: record.collection) }
    if future != nil {
      result.item.fields.removeAll { rules.isFuture($0, of: record.collection) }
      if record.collection == .sanctions { reopen(&result.item) }
    }
    if isTouched(result.item) {
      result.item = select(result.item, marking: record.marking)
      checkPreferred(in: result, before: record)
    }
    guard record.narratives.contains(where: \.document.holdsMarked) else { return result }
    var pruner = NarrativePruner(rules: rules)
    result.narratives = record.narratives.compactMap { narrative in
      var kept = narrative
      pruner.prune(&kept.document, marking: record.marking)
      // A narrative of which nothing is left is none.
      return kept.document.blocks.isEmpty && !narrative.document.blocks.isEmpty ? nil : kept
    }
    diagnostics += pruner.diagnostics
    return result
  }

  /// The preferred estimate may be what an edition may not see, or not yet: then it must know which
  /// of the others counts, as if that one had never been.
  private mutating func checkPreferred(in record: Record, before: Record) {
    let losses = record.item.items("losses")
    let all = before.item.items("losses")
    guard losses.count > 1, losses.count < all.count,
      !losses.contains(where: { $0.flag("preferred") == true })
    else { return }
    let marking = losses.reduce(record.marking) { max($0, $1.marking ?? .clear) }
    let gone = all.filter { !losses.map(\.span).contains($0.span) }
    let byOption = gone.allSatisfy { rules.removal(of: $0) == .dateOption }
    diagnostics.append(
      .preferredRemoved(at: losses[1].span, marking: marking).softened(byOption))
  }

  /// Before its end a listing is active, and how it ended is not known.
  private func reopen(_ item: inout Item) {
    item.fields.removeAll { $0.key == "delistingBasis" }
    for index in item.fields.indices where item.fields[index].key == "status" {
      item.fields[index].value = .text("active")
    }
  }

  // MARK: - Items

  private func isTouched(_ item: Item) -> Bool {
    item.fields.contains { isTouched($0.value) }
  }

  private func isTouched(_ value: FieldValue) -> Bool {
    switch value {
    case .item(let item): rules.removal(of: item) != nil || isTouched(item)
    case .list(let values): values.contains { isTouched($0.value) }
    case .reference(let reference): !removed.isEmpty && removed[reference] != nil
    case .wallet(.entity(let id)):
      !removed.isEmpty && removed[RecordReference(.entities, id)] != nil
    default: false
    }
  }

  private mutating func select(_ item: Item, marking: Marking) -> Item {
    var fields: [Field] = []
    fields.reserveCapacity(item.fields.count)
    for field in item.fields {
      var field = field
      switch field.value {
      case .list(let values):
        let kept = select(values, marking: marking)
        if kept.isEmpty, !values.isEmpty {
          if field.key == "sources" { report(unsourced: item, field, marking: marking) }
          continue
        }
        field.value = .list(kept)
      case .item(let inner):
        if rules.removal(of: inner) != nil { continue }
        field.value = .item(select(inner, marking: max(marking, inner.marking ?? .clear)))
      case .reference(let reference):
        if let reason = removed[reference] {
          report(dangling: Located(reference, at: field.span), reason, marking: marking)
          continue
        }
      default: break
      }
      fields.append(field)
    }
    return Item(fields: fields, span: item.span)
  }

  private mutating func select(
    _ values: [Located<FieldValue>], marking: Marking
  ) -> [Located<FieldValue>] {
    var kept: [Located<FieldValue>] = []
    for value in values {
      switch value.value {
      case .reference(let reference):
        if removed[reference] == nil { kept.append(value) }
      case .wallet(.entity(let id)):
        if removed[RecordReference(.entities, id)] == nil { kept.append(value) }
      case .item(let item):
        if rules.removal(of: item) != nil || namesRemoved(item) { continue }
        let inner = select(item, marking: max(marking, item.marking ?? .clear))
        kept.append(Located(.item(inner), at: value.span))
      default: kept.append(value)
      }
    }
    return kept
  }

  /// Whether a list item is about a removed record: it goes with it.
  private func namesRemoved(_ item: Item) -> Bool {
    item.fields.contains { field in
      if case .reference(let reference) = field.value { removed[reference] != nil } else { false }
    }
  }

  // MARK: - Findings

  private mutating func report(
    dangling reference: Located<RecordReference>, _ reason: SelectionRules.Removal, marking: Marking
  ) {
    diagnostics.append(
      .unresolved(reference, in: corpus, marking: marking)
        .softened(reason == .dateOption))
  }

  /// An item or record whose every source is left out stands unproven in this edition.
  private mutating func report(unsourced item: Item, _ field: Field, marking: Marking) {
    let byOption = item.references("sources").allSatisfy { removed[$0] == .dateOption }
    diagnostics.append(.unsourced(at: field.span, marking: marking).softened(byOption))
  }
}
