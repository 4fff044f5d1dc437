/// What a field holds, how it is read, and how it is described.
package struct FieldSchema: Sendable {
  package let key: String
  package let type: FieldType
  /// Several values; a single value is accepted for a list of one.
  package let isList: Bool
  package let isRequired: Bool
  /// One sentence for authors, shown by documentation and editors.
  package let summary: String

  package init(
    _ key: String, _ type: FieldType, list isList: Bool = false, required isRequired: Bool = false,
    _ summary: String
  ) {
    self.key = key
    self.type = type
    self.isList = isList
    self.isRequired = isRequired
    self.summary = summary
  }
}

/// The type of a field's value; decoding, checking, SQL columns and editors' schemas follow it.
package indirect enum FieldType: Sendable {
  /// Language-neutral text, also open vocabularies.
  case text
  /// Text or a map of languages.
  case localizedText
  /// The record's own id.
  case identifier
  /// The id of a record of another collection.
  case reference(Collection)
  /// EDTF.
  case date
  /// Exact, never negative unless said otherwise.
  case amount
  case wholeNumber
  case boolean
  /// ISO 3166-1 alpha-2 in either case, or `eu`; kept lower.
  case country
  case marking
  /// A closed vocabulary.
  case oneOf([String])
  /// An `http`, `https` or `mailto` address.
  case url
  /// A CryptoWallet entity's id, or `ASSET:address`.
  case wallet
  /// A nested item; a plain scalar stands for the shorthand field, where there is one.
  case item(ItemSchema, shorthand: String?)
  /// Anything, kept for importers and never shown.
  case freeMap
}

/// The fields of a record or of a nested item, in the order authors write them.
package final class ItemSchema: Sendable {
  package let name: String
  package let fields: [FieldSchema]
  private let positions: [String: Int]

  package init(_ name: String, _ fields: [FieldSchema]) {
    self.name = name
    self.fields = fields
    positions = Dictionary(
      fields.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func field(_ key: String) -> FieldSchema? {
    positions[key].map { fields[$0] }
  }

  package func position(of key: String) -> Int? { positions[key] }
}
