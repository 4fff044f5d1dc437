import Diagnostics
import Records

extension JSONExport {
  /// The JSON Schema (2020-12) of the document, made from the table that decodes records.
  static var schema: JSONValue {
    .object([
      "$schema": .text("https://json-schema.org/draft/2020-12/schema"),
      "title": .text("Records of a Dossier project, as one edition sees them"),
      "type": .text("object"), "additionalProperties": .boolean(false),
      "required": .list(["schema", "edition", "marking", "records"].map(JSONValue.text)),
      "properties": .object([
        "schema": .object(["const": .integer(1)]),
        "edition": string("the edition's name"),
        "marking": reference("marking"), "language": string("the language of localized texts"),
        "asOf": reference("date"), "knownAt": reference("date"),
        "records": .object([
          "type": .text("object"), "additionalProperties": .boolean(false),
          "properties": .object(
            Dictionary(
              uniqueKeysWithValues: Records.Collection.allCases.map { collection in
                (
                  collection.rawValue,
                  .object([
                    "type": .text("array"),
                    "items": reference(collection.singular),
                  ])
                )
              })),
        ]),
      ]),
      "$defs": .object(definitions),
    ])
  }

  private static var definitions: [String: JSONValue] {
    var result: [String: JSONValue] = [
      "marking": .object(["enum": .list(Marking.allCases.map { .text($0.label) })]),
      "date": pattern(
        "^\\d{4}(-\\d{2}(-\\d{2})?)?(/\\d{4}(-\\d{2}(-\\d{2})?)?)?[~?%]?$",
        "EDTF: a year, month or day, an interval, `~` approximate, `?` uncertain, `%` both"),
      "amount": pattern("^-?\\d+(\\.\\d+)?$", "an exact decimal"),
      "country": pattern("^[a-z]{2}$", "ISO 3166-1 alpha-2, or eu"),
      "localized": .object([
        "oneOf": .list([
          .object(["type": .text("string")]),
          .object([
            "type": .text("object"),
            "additionalProperties": .object(["type": .text("string")]),
          ]),
        ]),
        "description": .text("one text, or texts by language"),
      ]),
    ]
    for collection in Records.Collection.allCases {
      result[collection.singular] = record(collection)
    }
    return result
  }

  private static func record(_ collection: Records.Collection) -> JSONValue {
    let schema = Schema.fields(of: collection)
    var members = self.members(of: schema)
    members["narrative"] = .object([
      "type": .text("object"),
      "additionalProperties": .object(["type": .text("string")]),
      "description": .text("the record's own text in Markdown, by language"),
    ])
    let required = schema.fields.filter(\.isRequired).map(\.key) + ["marking"]
    return .object([
      "type": .text("object"), "additionalProperties": .boolean(false),
      "required": .list(required.map(JSONValue.text)), "properties": .object(members),
    ])
  }

  private static func members(of schema: ItemSchema) -> [String: JSONValue] {
    var result: [String: JSONValue] = [:]
    for field in schema.fields {
      if case .freeMap = field.type { continue }
      if field.key == "notes" { continue }
      let type = type(field.type, field.summary)
      result[field.key] =
        field.isList
        ? .object([
          "type": .text("array"), "items": type, "description": .text(field.summary),
        ]) : type
    }
    return result
  }

  private static func type(_ type: FieldType, _ summary: String) -> JSONValue {
    switch type {
    case .text: string(summary)
    case .localizedText: reference("localized")
    case .identifier: pattern("^[a-z0-9]+(-[a-z0-9]+)*$", summary)
    case .reference(let collection): pattern("^\(collection.rawValue)/[a-z0-9-]+$", summary)
    case .date: reference("date")
    case .amount: reference("amount")
    case .wholeNumber: .object(["type": .text("integer"), "description": .text(summary)])
    case .boolean: .object(["type": .text("boolean"), "description": .text(summary)])
    case .country: reference("country")
    case .marking: reference("marking")
    case .oneOf(let words):
      .object(["enum": .list(words.map(JSONValue.text)), "description": .text(summary)])
    case .url: string(summary)
    case .wallet: pattern("^(entities/[a-z0-9-]+|[^:]+:.+)$", summary)
    case .item(let schema, _):
      .object([
        "type": .text("object"), "additionalProperties": .boolean(false),
        "properties": .object(members(of: schema)), "description": .text(summary),
      ])
    // Of the files of packs only, which are no records.
    case .form: .object([:])
    case .freeMap: .object([:])
    }
  }

  private static func reference(_ name: String) -> JSONValue {
    .object(["$ref": .text("#/$defs/\(name)")])
  }

  private static func string(_ summary: String) -> JSONValue {
    .object(["type": .text("string"), "description": .text(summary)])
  }

  private static func pattern(_ expression: String, _ summary: String) -> JSONValue {
    .object([
      "type": .text("string"), "pattern": .text(expression), "description": .text(summary),
    ])
  }
}
