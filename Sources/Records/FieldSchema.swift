/// What a field holds, how it is read, and how it is described.
package struct FieldSchema: Sendable {
  package let key: String
  package let type: FieldType
  /// Several values; a single value is accepted for a list of one.
  package let isList: Bool
  package let isRequired: Bool
  /// One sentence for authors, shown by documentation and editors.
  package let summary: String
  /// A value as an author might write it, where the type alone does not suggest one.
  private let ownExample: String?

  package init(
    _ key: String, _ type: FieldType, list isList: Bool = false, required isRequired: Bool = false,
    _ summary: String, example: String? = nil
  ) {
    self.key = key
    self.type = type
    self.isList = isList
    self.isRequired = isRequired
    self.summary = summary
    ownExample = example
  }

  /// A value as an author might write it; nil for maps.
  package var example: String? { ownExample ?? type.example }
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
  /// What settings, packs and figures hold, and no record does.
  case form(FormType)

  /// A value of the type as an author might write it.
  var example: String? {
    switch self {
    case .identifier: "northport-2025"
    case .reference(let collection): collection.exampleID
    case .date: "2025-02-21"
    case .amount: "12500000"
    case .wholeNumber: "2"
    case .boolean: "true"
    case .country: "ca"
    case .marking: "TLP:AMBER"
    case .oneOf(let terms): terms.first
    case .url: "https://www.example.org/northport-report"
    case .wallet: "ETH:0x098B716B8Aaf21512996dC57EB0615e2383E2f96"
    case .form(let type): type.example
    case .text, .localizedText, .item, .freeMap: nil
    }
  }
}

/// The types of settings, packs and figures, whose files have decoders of their own.
package indirect enum FormType: Sendable {
  /// Inline narrative, plain or in a map of languages.
  case narrative
  /// SQL.
  case expression
  /// Exact, of either sign.
  case decimal
  /// A number with a percent sign, which may be left out.
  case percentage
  /// A BCP 47 tag in lower case.
  case language
  /// A map of ids, each with an item.
  case named(ItemSchema)
  /// One item of several kinds, told apart by their keys; a plain id stands for the first kind.
  case variants([ItemSchema])
  /// A map of limits by name.
  case limits

  var example: String? {
    switch self {
    case .expression: "year = 2024"
    case .decimal: "0"
    case .percentage: "25%"
    case .language: "en"
    case .narrative, .named, .variants, .limits: nil
    }
  }
}

/// The fields of a record or of a nested item, in the order authors write them.
package final class ItemSchema: Sendable {
  package let name: String
  package let fields: [FieldSchema]
  /// The keys in the same order.
  package let keys: [String]
  private let positions: [String: Int]

  package init(_ name: String, _ fields: [FieldSchema]) {
    self.name = name
    self.fields = fields
    keys = fields.map(\.key)
    positions = Dictionary(
      fields.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func field(_ key: String) -> FieldSchema? {
    positions[key].map { fields[$0] }
  }

  package func position(of key: String) -> Int? { positions[key] }
}
