internal import Diagnostics
internal import MarkdownTree
internal import Records

/// One record as files: `ID.yaml`, or `ID.md` with its translations where it has a narrative.
struct RecordText {
  let record: Record
  let defaultLanguage: String

  /// Paths from the project's root, each with its text.
  var files: [(path: String, text: String)] {
    let base = "Content/records/\(record.collection.rawValue)/\(record.id)"
    let matter = RecordText.map(record.item).document
    guard !record.narratives.isEmpty else { return [(base + ".yaml", matter)] }
    var narratives = record.narratives[...]
    // The record's own file holds the first text if it is in the default language; what stood in
    // files beside it, in whatever language, stays beside it.
    let isFirst = narratives.first?.language == defaultLanguage
    let body = isFirst ? narratives.removeFirst() : nil
    var files = [(base + ".md", FrontText.file(matter, body?.document))]
    for narrative in narratives {
      files.append(("\(base).\(narrative.language).md", BlockText.text(narrative.document)))
    }
    return files
  }

  // MARK: - Fields

  /// Fields in the schema's order, without an importer's free map, which nothing reads.
  private static func map(_ item: Item) -> YAMLValue {
    .map(present: item.fields.map { ($0.key, value(of: $0.value)) })
  }

  private static func value(of field: FieldValue) -> YAMLValue? {
    switch field {
    case .text(let text): .text(text)
    case .localized(let text): localized(text)
    case .date(let date): .bare(date.description)
    case .amount(let amount): .bare(amount.description)
    case .wholeNumber(let number): .bare(String(number))
    case .boolean(let flag): .bare(flag ? "true" : "false")
    case .marking(let marking): .bare(marking.label)
    case .reference(let reference): .text(reference.id)
    case .wallet(let wallet): .text(wallet.text)
    case .item(let item): map(item)
    case .list(let values): .list(nonEmpty: values.compactMap { value(of: $0.value) })
    case .free: nil
    }
  }

  private static func localized(_ text: LocalizedText) -> YAMLValue {
    if let plain = text.entries.first, text.entries.count == 1, plain.language == nil {
      return .text(plain.text)
    }
    return .map(text.entries.map { ($0.language ?? "", .text($0.text)) })
  }
}
