import Diagnostics
import Records

/// Records as one JSON document, field for field.
struct JSONExport {
  private let view: DataExport.View

  init(_ view: DataExport.View) { self.view = view }

  var document: JSONValue {
    var members: [String: JSONValue] = [
      "schema": .integer(1), "edition": .text(view.edition), "marking": .text(view.marking.label),
      "records": .object(
        Dictionary(
          uniqueKeysWithValues: Records.Collection.allCases.map { collection in
            (collection.rawValue, .list(view.corpus.records(collection).map(record)))
          })),
    ]
    if let date = view.asOf { members["asOf"] = .text(date.description) }
    if let date = view.knownAt { members["knownAt"] = .text(date.description) }
    if let language = view.language { members["language"] = .text(language) }
    return .object(members)
  }

  private func record(_ record: Record) -> JSONValue {
    var members = self.members(of: record.item)
    members["id"] = .text(record.id)
    members["marking"] = .text(record.marking.label)
    let narratives = record.narratives.filter {
      view.language == nil || $0.language == view.language
    }
    if !narratives.isEmpty {
      members["narrative"] = .object(
        Dictionary(
          narratives.map { ($0.language, .text(BlockText.text($0.document))) },
          uniquingKeysWith: { first, _ in first }))
    }
    return .object(members)
  }

  private func members(of item: Item) -> [String: JSONValue] {
    Dictionary(
      item.fields.filter(FieldValue.isOpen).map { ($0.key, value($0.value)) },
      uniquingKeysWith: { first, _ in first })
  }

  private func value(_ value: FieldValue) -> JSONValue {
    switch value {
    case .text(let text): .text(text)
    case .localized(let text): localized(text)
    case .date(let date): .text(date.description)
    case .amount(let amount): .text(amount.description)
    case .wholeNumber(let number): .integer(number)
    case .boolean(let flag): .boolean(flag)
    case .marking(let marking): .text(marking.label)
    case .reference(let reference): .text(reference.description)
    case .wallet(.entity(let id)): .text(RecordReference(.entities, id).description)
    case .wallet(let wallet): .text(wallet.text)
    case .item(let item): .object(members(of: item))
    case .list(let values): .list(values.map { self.value($0.value) })
    case .free: .null
    }
  }

  /// One text where a language was asked for or the text is the same in all; else by language.
  private func localized(_ text: LocalizedText) -> JSONValue {
    if view.language != nil { return .text(view.text(text) ?? "") }
    if text.entries.count == 1, let plain = text.entries.first, plain.language == nil {
      return .text(plain.text)
    }
    return .object(
      Dictionary(
        text.entries.map { ($0.language ?? view.defaultLanguage, .text($0.text)) },
        uniquingKeysWith: { first, _ in first }))
  }
}
