import Diagnostics
import Records

extension Record {
  /// Visits every value of the record and of its nested items, lists item by item, with the
  /// marking in force there.
  func forEachValue(_ visit: (FieldSchema, Located<FieldValue>, Marking) -> Void) {
    Record.walk(item, Schema.fields(of: collection), marking, visit)
  }

  private static func walk(
    _ item: Item, _ schema: ItemSchema, _ marking: Marking,
    _ visit: (FieldSchema, Located<FieldValue>, Marking) -> Void
  ) {
    for field in item.fields {
      guard let type = schema.field(field.key) else { continue }
      if case .list(let values) = field.value {
        for value in values { step(value, type, marking, visit) }
      } else {
        step(Located(field.value, at: field.span), type, marking, visit)
      }
    }
  }

  private static func step(
    _ value: Located<FieldValue>, _ field: FieldSchema, _ marking: Marking,
    _ visit: (FieldSchema, Located<FieldValue>, Marking) -> Void
  ) {
    visit(field, value, marking)
    if case .item(let nested) = value.value, case .item(let schema, _) = field.type {
      walk(nested, schema, max(marking, nested.marking ?? .clear), visit)
    }
  }
}

extension Item {
  /// The place of a field's value.
  func span(_ key: String) -> SourceSpan { field(key)?.span ?? span }
}

extension ItemSchema {
  /// `an incident`, `a sanction`.
  var nameWithArticle: String {
    switch name.utf8.first {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"): "an " + name
    default: "a " + name
    }
  }
}
