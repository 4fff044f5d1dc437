internal import Diagnostics
internal import MarkdownTree
internal import Records

/// Goes through every text of a project and tells which readers up to a ceiling may see.
///
/// It asks each thing for its label anew and shares nothing with selection, so that both must fail
/// before anything gets out unnoticed.
final class MarkedTexts {
  private let project: Project
  private let ceiling: Marking
  /// The labels of records above the ceiling.
  private let hidden: [RecordReference: Marking]
  private let narrative: NarrativeTexts

  init(_ project: Project, ceiling: Marking) {
    self.project = project
    self.ceiling = ceiling
    var hidden: [RecordReference: Marking] = [:]
    for collection in Collection.allCases {
      for record in project.corpus.records(collection) where record.marking > ceiling {
        hidden[record.reference] = record.marking
      }
    }
    self.hidden = hidden
    narrative = NarrativeTexts(
      corpus: project.corpus, language: project.settings.defaultLanguage)
  }

  /// Visits the texts above the ceiling, or those that are not.
  func forEach(hidden wantsHidden: Bool, _ visit: (HiddenPhrase) -> Void) {
    let ceiling = ceiling
    func filtered(_ phrase: HiddenPhrase) {
      if (phrase.marking > ceiling) == wantsHidden, !phrase.text.isEmpty { visit(phrase) }
    }
    for record in project.corpus.all where !wantsHidden || mayHoldHidden(record) {
      self.visit(record, filtered)
    }
    for pack in project.packs { self.visit(pack, filtered) }
    let place = SourceSpan(file: "Content/dossier.yaml")
    for text in project.settings.title.texts + [project.settings.contact ?? ""] {
      filtered(HiddenPhrase(text: text, kind: .prose, span: place, marking: .clear))
    }
    for edition in project.settings.editions {
      let texts = [edition.name] + (edition.title?.texts ?? []) + (edition.handling?.texts ?? [])
      for text in texts {
        filtered(HiddenPhrase(text: text, kind: .prose, span: edition.span, marking: .clear))
      }
    }
  }

  /// Whether anything of a record is above the ceiling: of most nothing is, and their texts need
  /// not be taken apart to know.
  private func mayHoldHidden(_ record: Record) -> Bool {
    record.marking > ceiling || mayHoldHidden(record.item)
      || record.narratives.contains(where: \.document.holdsMarked)
  }

  private func mayHoldHidden(_ item: Item) -> Bool {
    item.fields.contains { mayHoldHidden($0.value) }
  }

  private func mayHoldHidden(_ value: FieldValue) -> Bool {
    switch value {
    case .marking(let marking): marking > ceiling
    case .reference(let reference): !hidden.isEmpty && hidden[reference] != nil
    case .wallet(.entity(let id)):
      !hidden.isEmpty && hidden[RecordReference(.entities, id)] != nil
    case .item(let item): mayHoldHidden(item)
    case .list(let values): values.contains { mayHoldHidden($0.value) }
    default: false
    }
  }

  // MARK: Records

  private func visit(_ record: Record, _ visit: (HiddenPhrase) -> Void) {
    self.visit(record.item, record.marking, visit)
    for text in record.narratives { narrative.visit(text.document, record.marking, visit) }
  }

  private func visit(_ item: Item, _ marking: Marking, _ visit: (HiddenPhrase) -> Void) {
    for field in item.fields { self.visit(field.value, field, field.span, marking, visit) }
  }

  private func visit(
    _ value: FieldValue, _ field: Field, _ span: SourceSpan, _ marking: Marking,
    _ visit: (HiddenPhrase) -> Void
  ) {
    func report(_ text: String, _ kind: HiddenPhrase.Kind, _ own: Marking? = nil) {
      visit(
        HiddenPhrase(text: text, kind: kind, span: span, marking: max(marking, own ?? .clear)))
    }
    switch value {
    case .text(let text):
      guard field.key != "notes" else { return }
      report(text, MarkedTexts.kind(of: field.key))
    case .localized(let text):
      for entry in text.entries { report(entry.text, MarkedTexts.kind(of: field.key)) }
    case .reference(let reference): report(reference.id, .id, hidden[reference])
    case .wallet(.entity(let id)):
      report(id, .id, hidden[RecordReference(.entities, id)])
    case .wallet(let wallet): report(wallet.text, .name)
    case .item(let item):
      var inner = max(marking, item.marking ?? .clear)
      for field in item.fields {
        // An item about a hidden record goes with it.
        if case .reference(let reference) = field.value {
          inner = max(inner, hidden[reference] ?? .clear)
        }
      }
      self.visit(item, inner, visit)
    case .list(let values):
      for value in values { self.visit(value.value, field, value.span, marking, visit) }
    case .date, .amount, .wholeNumber, .boolean, .marking, .free: return
    }
  }

  private static let names: Set<String> = [
    "name", "alias", "weakAlias", "previousName", "title", "family", "given", "literal",
    "entityName", "attributingActor", "publicKey", "authorityId", "attackId", "number",
  ]

  private static func kind(of key: String) -> HiddenPhrase.Kind {
    key == "id" ? .id : names.contains(key) ? .name : .prose
  }

  // MARK: Packs

  private func visit(_ pack: Pack, _ visit: (HiddenPhrase) -> Void) {
    func report(_ text: String?, _ kind: HiddenPhrase.Kind, _ span: SourceSpan, _ own: Marking?) {
      guard let text else { return }
      visit(
        HiddenPhrase(
          text: text, kind: kind, span: span, marking: max(pack.marking, own ?? .clear)))
    }
    func report(_ text: LocalizedNarrative?, _ own: Marking?) {
      for entry in text?.entries ?? [] {
        narrative.visit(
          entry.narrative.content, max(pack.marking, own ?? .clear), entry.narrative.source.span,
          visit)
      }
    }
    report(pack.id, .id, pack.span, nil)
    report(pack.revision, .prose, pack.span, nil)
    for text in [pack.title, pack.audience, pack.from, pack.handling] { report(text, nil) }
    var labels: [String: Marking] = [:]
    for entry in pack.contents {
      report(entry.name, .id, entry.span, entry.marking)
      report(entry.title, entry.marking)
      for text in [entry.where, entry.order] {
        report(text?.text, .prose, entry.span, entry.marking)
      }
      if case .section(let name) = entry.kind { labels[name] = entry.marking ?? .clear }
    }
    for section in pack.sections {
      labels[section.name] = max(labels[section.name] ?? .clear, section.marking ?? .clear)
    }
    for section in pack.sections {
      let marking = max(pack.marking, labels[section.name] ?? .clear)
      report(section.name, .id, section.title.source.span, marking)
      narrative.visit(section.title.content, marking, section.title.source.span, visit)
      narrative.visit(section.document, marking, visit)
    }
    for figure in pack.figures {
      report(figure.id.value, .id, figure.id.span, figure.marking)
      report(figure.label, figure.marking)
      for text in [figure.where?.text, figure.value?.text, figure.quote?.value, figure.locator] {
        report(text, .prose, figure.span, figure.marking)
      }
    }
    for claim in pack.claims {
      report(claim.id.value, .id, claim.id.span, claim.marking)
      report(claim.label, claim.marking)
      report(claim.holds.text, .prose, claim.holds.span, claim.marking)
    }
    for entry in pack.reconciliations { report(entry.because, entry.marking) }
    for term in pack.terms {
      report(term.id.value, .id, term.id.span, term.marking)
      report(term.term, term.marking)
      report(term.definition, term.marking)
    }
  }
}

extension LocalizedNarrative {
  fileprivate var texts: [String] { entries.map(\.narrative.source.value) }
}
