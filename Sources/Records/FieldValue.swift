package import Diagnostics

/// The value of one field, decoded by its schema.
package indirect enum FieldValue: Sendable, Equatable {
  case text(String)
  case localized(LocalizedText)
  case date(PartialDate)
  case amount(ExactDecimal)
  case wholeNumber(Int)
  case boolean(Bool)
  case marking(Marking)
  /// A checked or yet unchecked reference.
  case reference(RecordReference)
  /// `ASSET:address`, or a reference to a CryptoWallet.
  case wallet(Wallet)
  case item(Item)
  /// In written order, each with its place.
  case list([Located<FieldValue>])
  /// An importer's free map as canonical JSON text.
  case free(String)
}

/// A wallet as written: an entity's id, or an asset and an address.
package enum Wallet: Sendable, Hashable {
  case entity(String)
  case address(asset: String, address: String)

  /// As written in records.
  package var text: String {
    switch self {
    case .entity(let id): id
    case .address(let asset, let address): "\(asset):\(address)"
    }
  }
}

/// A field that is present.
package struct Field: Sendable, Equatable {
  package let key: String
  package var value: FieldValue
  /// The value's place.
  package let span: SourceSpan

  package init(key: String, value: FieldValue, span: SourceSpan) {
    self.key = key
    self.value = value
    self.span = span
  }
}

/// The fields of a record or of a nested item, in schema order, only those present.
package struct Item: Sendable, Equatable {
  package var fields: [Field]
  package var span: SourceSpan

  package init(fields: [Field], span: SourceSpan) {
    self.fields = fields
    self.span = span
  }

  package func field(_ key: String) -> Field? {
    fields.first { $0.key == key }
  }

  package subscript(key: String) -> FieldValue? { field(key)?.value }

  package func text(_ key: String) -> String? {
    switch self[key] {
    case .text(let text): text
    case .wallet(let wallet): wallet.text
    default: nil
    }
  }

  package func localized(_ key: String) -> LocalizedText? {
    if case .localized(let text) = self[key] { text } else { nil }
  }

  package func date(_ key: String) -> PartialDate? {
    if case .date(let date) = self[key] { date } else { nil }
  }

  package func amount(_ key: String) -> ExactDecimal? {
    if case .amount(let amount) = self[key] { amount } else { nil }
  }

  package func flag(_ key: String) -> Bool? {
    if case .boolean(let flag) = self[key] { flag } else { nil }
  }

  /// The id a single reference names.
  package func reference(_ key: String) -> RecordReference? {
    if case .reference(let reference) = self[key] { reference } else { nil }
  }

  /// A list's values with their places; a single value is never stored bare for a list field.
  package func list(_ key: String) -> [Located<FieldValue>] {
    if case .list(let values) = self[key] { values } else { [] }
  }

  package func texts(_ key: String) -> [String] {
    list(key).compactMap { if case .text(let text) = $0.value { text } else { nil } }
  }

  package func items(_ key: String) -> [Item] {
    list(key).compactMap { if case .item(let item) = $0.value { item } else { nil } }
  }

  package func references(_ key: String) -> [RecordReference] {
    list(key).compactMap { if case .reference(let reference) = $0.value { reference } else { nil } }
  }

  package func wallets(_ key: String) -> [Wallet] {
    list(key).compactMap { if case .wallet(let wallet) = $0.value { wallet } else { nil } }
  }

  /// The item's own label; nil where it has none.
  package var marking: Marking? {
    if case .marking(let marking) = self["marking"] { marking } else { nil }
  }

  /// When the registry learnt it.
  package var recorded: PartialDate? { date("recorded") }
}
