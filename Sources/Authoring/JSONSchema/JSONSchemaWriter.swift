package import Diagnostics
internal import Loading
internal import Records

/// Writes the schema table as JSON Schema draft-07, which editors of YAML understand.
///
/// A schema accepts what Dossier reads, in the types that YAML gives to plain words: the text `2024`
/// is a number to an editor, and an absent value `null`. What no schema can say, such as whether a
/// date is in the calendar or an id exists, `dossier check` tells.
package struct JSONSchemaWriter {
  private var definitions: [String: JSONValue] = [:]
  private var started: Set<String> = []

  /// The schema of a kind of file, as canonical JSON.
  package static func bytes(of kind: SchemaKind) -> [UInt8] { schema(of: kind).lines }

  package static func schema(of kind: SchemaKind) -> JSONValue {
    var writer = JSONSchemaWriter()
    var members = writer.root(kind)
    members["$schema"] = .text("http://json-schema.org/draft-07/schema#")
    members["$comment"] = .text("Made by 'dossier schema \(kind.name)'.")
    members["definitions"] = .object(writer.definitions)
    return .object(members)
  }

  private mutating func root(_ kind: SchemaKind) -> [String: JSONValue] {
    switch kind.root {
    case .records(let collection):
      let record = reference(to: Schema.fields(of: collection))
      return [
        "title": .text("Records of \(collection.rawValue)"),
        "anyOf": .list([record, .object(["type": .text("array"), "items": record])]),
      ]
    case .form(let item):
      var members = members(of: item)
      members["title"] = .text(item.name)
      return members
    case .named(let item):
      var members = named(item)
      members["title"] = .text("A map of ids, each a \(item.name)")
      return members
    }
  }

  // MARK: Items

  private mutating func reference(to item: ItemSchema) -> JSONValue {
    let name = JSONSchemaWriter.definitionName(item.name)
    if started.insert(name).inserted { definitions[name] = .object(members(of: item)) }
    return .object(["$ref": .text("#/definitions/\(name)")])
  }

  /// `external reference` is `externalReference`.
  private static func definitionName(_ name: String) -> String {
    let words = name.split { !$0.isLetter }
    return words.enumerated().map { index, word in
      index == 0 ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
    }.joined()
  }

  private mutating func members(of item: ItemSchema) -> [String: JSONValue] {
    var properties: [String: JSONValue] = [:]
    for field in item.fields { properties[field.key] = schema(of: field) }
    let required = item.fields.filter(\.isRequired).map { JSONValue.text($0.key) }
    var members: [String: JSONValue] = [
      "type": .text("object"), "properties": .object(properties),
      "additionalProperties": .boolean(false),
    ]
    if !required.isEmpty { members["required"] = .list(required) }
    return members
  }

  private mutating func named(_ item: ItemSchema) -> [String: JSONValue] {
    [
      "type": .text("object"),
      "propertyNames": .object([
        "pattern": .text(SchemaPattern.identifier),
        "maxLength": .integer(Identifier.maximumBytes),
      ]),
      "additionalProperties": reference(to: item),
    ]
  }

  // MARK: Fields

  private mutating func schema(of field: FieldSchema) -> JSONValue {
    var choices = choices(for: field.type, isRequired: field.isRequired)
    if field.isList {
      let item = JSONSchemaWriter.anyOf(choices)
      choices.append(["type": .text("array"), "items": .object(item)])
    }
    // An absent value is written as nothing or `~`; a marking never is.
    var isMarking = false
    if case .marking = field.type { isMarking = true }
    if !field.isRequired, !isMarking { choices.append(["type": .text("null")]) }
    var members = JSONSchemaWriter.anyOf(choices)
    members["description"] = .text(field.summary + (field.isRequired ? " (required)" : ""))
    if let example = JSONSchemaWriter.example(of: field) { members["examples"] = .list([example]) }
    return .object(members)
  }

  private static func anyOf(_ choices: [[String: JSONValue]]) -> [String: JSONValue] {
    if let only = choices.first, choices.count == 1 { return only }
    return ["anyOf": .list(choices.map(JSONValue.object))]
  }

  private static func example(of field: FieldSchema) -> JSONValue? {
    guard let text = field.example else { return nil }
    switch field.type {
    case .amount, .wholeNumber, .form(.decimal): return Int(text).map(JSONValue.integer)
    case .boolean: return .boolean(text == "true")
    default: return .text(text)
    }
  }

  private mutating func choices(
    for type: FieldType, isRequired: Bool
  ) -> [[String: JSONValue]] {
    switch type {
    case .text: [SchemaPattern.anyScalar(isRequired: isRequired)]
    case .localizedText:
      [SchemaPattern.anyScalar(isRequired: isRequired), SchemaPattern.languageMap]
    case .identifier, .reference: SchemaPattern.identifiers
    case .date: SchemaPattern.dates
    case .amount: SchemaPattern.numbers(isSigned: false)
    case .wholeNumber: SchemaPattern.wholeNumbers
    case .boolean: [["enum": .list([.boolean(true), .boolean(false)])]]
    case .country: [SchemaPattern.text(SchemaPattern.country)]
    case .marking: [["enum": .list(Marking.allCases.map { .text($0.label) })]]
    case .oneOf(let terms): [["enum": .list(SchemaPattern.spellings(of: terms))]]
    case .url: [SchemaPattern.text(SchemaPattern.address)]
    case .wallet: [SchemaPattern.text(SchemaPattern.wallet)]
    case .freeMap: [["type": .text("object")]]
    case .item(let item, let shorthand): itemChoices(item, shorthand)
    case .form(let form): choices(for: form, isRequired: isRequired)
    }
  }

  private mutating func itemChoices(
    _ item: ItemSchema, _ shorthand: String?
  ) -> [[String: JSONValue]] {
    let map: [String: JSONValue] =
      if case .object(let members) = reference(to: item) { members } else { [:] }
    guard let field = shorthand.flatMap(item.field) else { return [map] }
    let short = choices(for: field.type, isRequired: true).filter { $0["type"] != .text("object") }
    return short + [map]
  }

  private mutating func choices(
    for form: FormType, isRequired: Bool
  ) -> [[String: JSONValue]] {
    switch form {
    case .narrative:
      return [SchemaPattern.anyScalar(isRequired: isRequired), SchemaPattern.languageMap]
    case .expression: return [SchemaPattern.anyScalar(isRequired: isRequired)]
    case .decimal: return SchemaPattern.numbers(isSigned: true)
    case .percentage:
      return [
        ["type": .text("number"), "minimum": .integer(0)],
        SchemaPattern.text(SchemaPattern.percentage),
      ]
    case .language: return [SchemaPattern.text(SchemaPattern.language)]
    case .named(let item): return [named(item)]
    case .variants(let items):
      return SchemaPattern.identifiers
        + items.map { item in
          if case .object(let members) = reference(to: item) { members } else { [:] }
        }
    case .limits:
      var properties: [String: JSONValue] = [:]
      for limit in LoadingLimits.defaults {
        properties[limit.name] = .object([
          "type": .text("integer"), "minimum": .integer(limit.value),
        ])
      }
      return [
        [
          "type": .text("object"), "properties": .object(properties),
          "additionalProperties": .boolean(false),
        ]
      ]
    }
  }
}
