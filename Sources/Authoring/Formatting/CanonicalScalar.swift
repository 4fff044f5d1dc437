internal import Loading
internal import Records

/// The one spelling of a date, an amount or a country; other text stays as it is written.
enum CanonicalScalar {
  /// Nil where the value has no other spelling than its own.
  static func spelling(of scalar: YAMLScalar, _ type: FieldType) -> String? {
    switch type {
    case .date: PartialDate(scalar.text)?.description
    case .amount, .wholeNumber, .form(.decimal): number(scalar.text)
    case .country: country(scalar)
    default: nil
    }
  }

  private static func number(_ text: String) -> String? {
    guard let value = ExactDecimal(text), value.digitCount <= 15 else { return nil }
    return value.description
  }

  /// Quoted ones keep their quotes.
  private static func country(_ scalar: YAMLScalar) -> String? {
    guard scalar.style == .plain, scalar.text.utf8.count == 2 else { return nil }
    return scalar.text.lowercased()
  }

  /// What a text says: equal for two spellings of one value.
  static func meaning(of scalar: YAMLScalar, _ type: FieldType?) -> String {
    guard let type else { return scalar.text }
    if case .country = type { return scalar.text.lowercased() }
    return spelling(of: scalar, type) ?? scalar.text
  }
}
