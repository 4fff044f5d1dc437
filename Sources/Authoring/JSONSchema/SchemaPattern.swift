internal import Diagnostics
internal import Records

/// The spellings of single values, as a schema can tell them.
enum SchemaPattern {
  static let identifier = "^[a-z0-9]+(-[a-z0-9]+)*$"
  static let country = "^[A-Za-z]{2}$"
  static let language = "^[a-z]{2,3}(-[a-z0-9]+)*$"
  static let percentage = "^[0-9]+(\\.[0-9]+)?%?$"
  static let address =
    "^([Hh][Tt][Tt][Pp][Ss]?://[^\\s\\\\/?#@:][^\\s\\\\]*|[Mm][Aa][Ii][Ll][Tt][Oo]:[^\\s\\\\@?]+@[^\\s\\\\@?]+)$"
  static let wallet = "^([a-z0-9]+(-[a-z0-9]+)*|[A-Z0-9]{1,16}:[!-~]{1,200})$"
  private static let point = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"

  static func text(_ pattern: String) -> [String: JSONValue] {
    ["type": .text("string"), "pattern": .text(pattern)]
  }

  /// Any single value: to us they are all text.
  static func anyScalar(isRequired: Bool) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "type": .list([.text("string"), .text("number"), .text("boolean")])
    ]
    if isRequired { members["minLength"] = .integer(1) }
    return members
  }

  static let languageMap: [String: JSONValue] = [
    "type": .text("object"), "minProperties": .integer(1),
    "propertyNames": .object(["pattern": .text(language)]),
    "additionalProperties": .object([
      "type": .list([.text("string"), .text("number"), .text("boolean"), .text("null")])
    ]),
  ]

  /// An id; one of digits alone is a number to an editor.
  static let identifiers: [[String: JSONValue]] = [
    [
      "type": .text("string"), "pattern": .text(identifier),
      "maxLength": .integer(Identifier.maximumBytes),
    ],
    ["type": .text("integer"), "minimum": .integer(0)],
  ]

  /// EDTF; a year alone is a number to an editor.
  static let dates: [[String: JSONValue]] = [
    text("^\(point)(/\(point))?[~?%]?$"),
    ["type": .text("integer"), "minimum": .integer(1000), "maximum": .integer(9999)],
  ]

  /// A decimal of at most fifteen digits.
  static func numbers(isSigned: Bool) -> [[String: JSONValue]] {
    let most = 999_999_999_999_999
    return [
      [
        "type": .text("number"), "minimum": .integer(isSigned ? -most : 0),
        "maximum": .integer(most),
      ],
      text(isSigned ? "^-?[0-9]+(\\.[0-9]+)?$" : "^[0-9]+(\\.[0-9]+)?$"),
    ]
  }

  static let wholeNumbers: [[String: JSONValue]] = [
    ["type": .text("integer")], text("^-?[0-9]+$"),
  ]

  /// Terms, and where they are digits the numbers that an editor takes them for.
  static func spellings(of terms: [String]) -> [JSONValue] {
    terms.map(JSONValue.text) + terms.compactMap { Int($0).map(JSONValue.integer) }
  }
}
