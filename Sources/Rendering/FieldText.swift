internal import Diagnostics
internal import Figures
package import Narratives
package import Records

/// A field's value as readers see it and as data, by its type alone.
package struct FieldText: Sendable {
  package let context: RenderingContext

  package init(context: RenderingContext) {
    self.context = context
  }

  /// The value in words; `key` is the field's name, which decides the vocabulary of its terms.
  package func inlines(_ value: FieldValue, key: String) -> [ProseInline] {
    switch value {
    case .text(let text):
      if FieldText.codeKeys.contains(key) { return [.code(text)] }
      if FieldText.countryKeys.contains(key) { return [.text(context.vocabulary.country(text))] }
      if FieldText.addressKeys.contains(key) {
        return [.link(target: .url(text), title: "", content: [.text(text)])]
      }
      if FieldText.termKeys.contains(key) { return context.vocabulary.word(key, text) }
      return context.written(text, key: key)
    case .localized(let text): return context.inlines(text)
    case .date(let date): return [.text(context.dates.text(date))]
    case .amount(let amount):
      return [
        .text(
          context.formatter.display(value: amount, low: nil, high: nil, unit: nil, form: .full))
      ]
    case .wholeNumber(let number): return [.text(String(number))]
    case .boolean(let flag): return [.text(context.strings(flag ? "value.yes" : "value.no"))]
    case .marking(let marking): return [.text(marking.label)]
    case .reference(let reference): return context.link(to: reference)
    case .wallet(let wallet): return inlines(wallet)
    case .item(let item): return inlines(item)
    case .list(let values):
      let separator = FieldText.separator(of: key)
      var result: [ProseInline] = []
      for (index, value) in values.enumerated() {
        if index > 0 { result.append(.text(separator)) }
        result += inlines(value.value, key: key)
      }
      return result
    case .free: return []
    }
  }

  package func inlines(_ wallet: Wallet) -> [ProseInline] {
    switch wallet {
    case .entity(let id): context.link(to: RecordReference(.entities, id))
    case .address(let asset, let address): [.text(asset + " "), .code(address)]
    }
  }

  /// A nested item by the field that names it.
  private func inlines(_ item: Item) -> [ProseInline] {
    if let entity = item.reference("entity") { return context.link(to: entity) }
    if let document = item.reference("document") { return context.link(to: document) }
    if let name = item.localized("name") { return context.inlines(name) }
    if let money = MoneyText(context: context).text(item) { return [.text(money)] }
    if let id = item.text("external_id"), let registry = item.text("source_name") {
      return [.text(registry + " "), .code(id)]
    }
    for key in ["literal", "name", "attributingActor", "file", "url"] {
      if let text = item.text(key) { return context.written(text, key: key) }
    }
    if let family = item.text("family") {
      return [
        .isolated([item.text("given"), family].compactMap(\.self).joined(separator: " "))
      ]
    }
    return []
  }

  // MARK: - Data

  /// The value as data: ids, EDTF dates, plain decimals; `;` between a list's items.
  package func data(_ value: FieldValue) -> String {
    switch value {
    case .text(let text): text
    case .localized(let text):
      text.text(in: context.language, default: context.defaultLanguage).text
    case .date(let date): date.description
    case .amount(let amount): amount.description
    case .wholeNumber(let number): String(number)
    case .boolean(let flag): flag ? "true" : "false"
    case .marking(let marking): marking.label
    case .reference(let reference): reference.id
    case .wallet(let wallet): wallet.text
    case .item(let item): data(item)
    case .list(let values): values.map { data($0.value) }.joined(separator: ";")
    case .free: ""
    }
  }

  private func data(_ item: Item) -> String {
    if let entity = item.reference("entity") { return entity.id }
    if let document = item.reference("document") { return document.id }
    if let amount = item.amount("amount") {
      return [amount.description, item.text("currency")].compactMap(\.self).joined(separator: " ")
    }
    if let low = item.amount("amountMin"), let high = item.amount("amountMax") {
      return ["\(low)/\(high)", item.text("currency")].compactMap(\.self).joined(separator: " ")
    }
    for key in ["name", "literal", "attackId", "attributingActor", "external_id", "file", "url"] {
      if let value = item[key] { return data(value) }
    }
    return [item.text("given"), item.text("family")].compactMap(\.self).joined(separator: " ")
  }

  // MARK: - Which fields hold what

  /// Codes and identifiers, shown in monospace.
  static let codeKeys: Set<String> = [
    "id", "authorityId", "unscId", "attackId", "publicKey", "sha256",
  ]
  static let countryKeys: Set<String> = [
    "country", "attributingCountry", "attributedCountry", "presidency", "members", "nationality",
    "jurisdiction", "binds",
  ]
  static let addressKeys: Set<String> = ["URL", "archiveURL", "programUrl", "sourceUrl", "url"]
  /// Terms of vocabularies, each with strings of its own under its key.
  static let termKeys: Set<String> = [
    "status", "kind", "schema", "actorType", "confidence", "incidentType", "category",
    "subcategory", "attributionBasis", "attributionType", "basis", "delistingBasis", "provisions",
    "topics", "documentType", "type", "likelihood",
  ]

  /// Public bodies, whose names in other languages the strings may hold under `body`.
  static let bodyKeys: Set<String> = ["attributingActor", "owner"]
  /// Words of authors, in the language in which they write.
  static let proseKeys: Set<String> = [
    "asset", "attributingActor", "attributionLegalReference", "legalBasis", "locator", "note",
    "owner", "program",
  ]

  /// Long terms and names that hold commas are parted by semicolons.
  private static func separator(of key: String) -> String {
    countryKeys.contains(key) || key == "topics" ? ", " : "; "
  }
}
