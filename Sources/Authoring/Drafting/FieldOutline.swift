internal import Diagnostics
internal import Exporting
internal import Records

/// The fields of an item as an author finds them in a new file: those given, marks in place of those
/// that are required, and a commented line for each of the others.
///
/// A line becomes sound YAML by taking the `# ` before it away.
struct FieldOutline {
  /// Values by field, as they are written on a command line.
  let given: [String: [String]]
  /// Where what a field is for begins.
  private static let remarkColumn = 40

  init(given: [String: [String]] = [:]) { self.given = given }

  func text(_ item: ItemSchema) -> String {
    item.fields.map(lines).joined()
  }

  private func lines(_ field: FieldSchema) -> String {
    if let values = given[field.key], let first = values.first {
      let written =
        field.isList
        ? "[\(values.map(FieldOutline.scalar).joined(separator: ", "))]"
        : FieldOutline.scalar(first)
      return "\(field.key): \(written)\n"
    }
    if field.isRequired {
      return "\(field.key): \(UnfinishedMark.word) \(FieldOutline.remark(field))\n"
    }
    return FieldOutline.commented(field, margin: "")
  }

  /// A text as YAML takes it.
  static func scalar(_ text: String) -> String {
    // Dates, labels and numbers are bare, as authors write them.
    let isBare =
      PartialDate(text) != nil || Marking(label: text) != nil || ExactDecimal(text) != nil
      || Identifier.isValid(text)
    if isBare { return text }
    return String(YAMLValue.text(text).document.dropLast())
  }

  // MARK: Comments

  static func commented(_ field: FieldSchema, margin: String) -> String {
    let start = "# \(margin)\(field.key):"
    switch field.type {
    case .item(let item, _):
      var text = line(start, remark(field))
      for (index, inner) in item.fields.enumerated() {
        let dash = field.isList ? (index == 0 ? "  - " : "    ") : "  "
        text += commented(inner, margin: margin + dash)
      }
      return text
    case .freeMap, .form(.limits): return line(start + " {}", remark(field))
    case .form(.named(let item)):
      var text = line(start, remark(field))
      text += "# \(margin)  example:\n"
      for inner in item.fields { text += commented(inner, margin: margin + "    ") }
      return text
    default:
      let example = scalar(field.example ?? "")
      return line(start + " " + (field.isList ? "[\(example)]" : example), remark(field))
    }
  }

  private static func line(_ text: String, _ remark: String) -> String {
    let width = text.unicodeScalars.count
    let padding = String(repeating: " ", count: max(2, remarkColumn - width))
    return text + padding + "# " + remark + "\n"
  }

  /// What a field is for, with the words that a closed list allows.
  private static func remark(_ field: FieldSchema) -> String {
    guard case .oneOf(let terms) = field.type else { return field.summary }
    return field.summary + "; one of " + terms.joined(separator: " | ")
  }
}
