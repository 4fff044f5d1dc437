import Diagnostics
import Records

/// A place where a record names another.
enum NamedRecord {
  case reference(RecordReference)
  /// A wallet given as an entity's id.
  case wallet(RecordReference)

  var reference: RecordReference {
    switch self {
    case .reference(let reference), .wallet(let reference): reference
    }
  }
}

extension Record {
  /// Visits every place of the record and its nested items that names a record, with the marking
  /// in force there.
  func forEachNamed(_ visit: (NamedRecord, SourceSpan, Marking) -> Void) {
    Record.walk(item, marking, visit)
  }

  private static func walk(
    _ item: borrowing Item, _ marking: Marking,
    _ visit: (NamedRecord, SourceSpan, Marking) -> Void
  ) {
    for field in item.fields { step(field.value, field.span, marking, visit) }
  }

  private static func step(
    _ value: FieldValue, _ span: SourceSpan, _ marking: Marking,
    _ visit: (NamedRecord, SourceSpan, Marking) -> Void
  ) {
    switch value {
    case .reference(let reference): visit(.reference(reference), span, marking)
    case .wallet(.entity(let id)): visit(.wallet(RecordReference(.entities, id)), span, marking)
    case .item(let item): walk(item, max(marking, item.marking ?? .clear), visit)
    case .list(let values):
      for value in values { step(value.value, value.span, marking, visit) }
    case .text, .localized, .date, .amount, .wholeNumber, .boolean, .marking, .wallet, .free: break
    }
  }
}

extension Item {
  /// The place of a field's value.
  func span(_ key: String) -> SourceSpan { field(key)?.span ?? span }
}
