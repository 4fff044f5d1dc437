import Diagnostics
import Records

/// Reads `clearances.EDITION.yaml`: a list, one map a clearance.
enum ClearancesDecoder {
  private static let keys = [
    "section", "language", "by", "role", "date", "head", "marking", "text", "figures", "records",
  ]

  /// Those that could be read, in the order in which they are written.
  static func decode(
    _ root: YAMLNode, rules: ContentRules, marking: Marking
  ) -> Checked<[Clearance]> {
    var values = ValueReader(rules: rules, marking: marking)
    if root.isAbsent { return Checked([], []) }
    guard let items = root.items else {
      values.report(.wrongType("a file of clearances", wants: "a list", root))
      return Checked([], values.diagnostics)
    }
    var found: [Clearance] = []
    for item in items {
      guard let clearance = clearance(item, &values) else { continue }
      if let first = found.first(where: clearance.replaces) {
        values.report(
          Diagnostic(
            .duplicateKey, .error,
            "a person clears a section once in each role: '\(clearance.by.quotation)' and "
              + "'\(clearance.section.value)' stand here twice", at: clearance.section.span,
            notes: [Note("first given here", at: first.section.span)]))
        continue
      }
      found.append(clearance)
    }
    return Checked(found, values.diagnostics)
  }

  private static func clearance(_ node: YAMLNode, _ values: inout ValueReader) -> Clearance? {
    let thing = "a clearance"
    guard let form = FormReader(node, thing, keys: keys, &values) else { return nil }
    let section = form.required("section", of: thing, &values).flatMap { node in
      values.identifier(node, "section").map { Located($0, at: node.span) }
    }
    let language = form.required("language", of: thing, &values)
      .flatMap { values.language($0, "language") }
    let by = form.required("by", of: thing, &values).flatMap { line($0, "by", &values) }
    let role = form.required("role", of: thing, &values).flatMap { line($0, "role", &values) }
    let date = form.required("date", of: thing, &values).flatMap { day($0, &values) }
    let meaning = meaning(form, &values)
    guard let section, let language, let by, let role, let date, let meaning else { return nil }
    return Clearance(
      section: section, language: language, by: by, role: role, date: date, meaning: meaning)
  }

  private static func meaning(
    _ form: FormReader, _ values: inout ValueReader
  ) -> SectionMeaning? {
    let thing = "a clearance"
    let head = form.required("head", of: thing, &values).flatMap { line($0, "head", &values) }
    let marking = form.required("marking", of: thing, &values).flatMap { values.marking($0) }
    var text: [String] = []
    if let node = form["text"] {
      text = values.items(node).compactMap { line($0, "text", &values) }
    }
    let figures = form["figures"].map { map($0, "figures", &values) } ?? [:]
    let records = form["records"].map { map($0, "records", &values) } ?? [:]
    guard let head, let marking else { return nil }
    return SectionMeaning(
      head: head, marking: marking, text: text, figures: figures, records: records)
  }

  private static func map(
    _ node: YAMLNode, _ field: String, _ values: inout ValueReader
  ) -> [String: String] {
    guard let pairs = node.pairs else {
      values.report(.wrongType(field, wants: "a map", node))
      return [:]
    }
    var result: [String: String] = [:]
    for pair in pairs {
      if let text = line(pair.value, field, &values) { result[pair.key.value] = text }
    }
    return result
  }

  /// Words on one line, in which nothing may hide.
  private static func line(
    _ node: YAMLNode, _ field: String, _ values: inout ValueReader
  ) -> String? {
    guard let text = values.plainText(node, field, wants: "text") else { return nil }
    guard Clearance.isLine(text) else {
      values.report(
        Diagnostic(.wrongType, .error, "'\(field)' of a clearance is one line", at: node.span))
      return nil
    }
    return text
  }

  private static func day(_ node: YAMLNode, _ values: inout ValueReader) -> PartialDate? {
    guard let date = values.date(node, "date") else { return nil }
    guard date.isFullDay else {
      values.report(.partialClearanceDate(date.description, at: node.span))
      return nil
    }
    return date
  }
}

extension Clearance {
  /// Whether a name or role is one line of at most 200 bytes with words in it.
  package static func isLine(_ text: String) -> Bool {
    (1...200).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
      && text.utf8.contains { $0 != 0x20 }
  }
}
