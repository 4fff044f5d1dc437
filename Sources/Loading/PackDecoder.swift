import Diagnostics
import Records

/// Reads a pack's `pack.yaml`.
enum PackDecoder {
  static func decode(
    _ root: YAMLNode, id: String, rules: ContentRules
  ) -> Checked<Pack?> {
    var values = ValueReader(rules: rules, marking: rules.marking ?? .red)
    let own = root.value("marking")
    if let own { values.marking = own.scalar.flatMap { Marking(label: $0.text) } ?? .red }
    guard let form = FormReader(root, "pack.yaml", keys: Schema.pack.keys, &values) else {
      return Checked(nil, values.diagnostics)
    }
    var marking = rules.marking
    if let node = form.marking {
      marking = values.marking(node) ?? .red
    } else if marking == nil {
      values.report(.unmarked("this pack", at: form.span))
    }
    values.marking = marking ?? .red
    let title = form.required("title", of: "pack.yaml", &values)
      .flatMap { values.localizedNarrative($0, "title") }
    var pack = Pack(
      id: id, title: title ?? LocalizedNarrative(entries: []), marking: marking ?? .red,
      span: root.span)
    pack.forum = form["forum"].flatMap { values.reference($0, "forum", .forums) }
    pack.audience = form["audience"].flatMap { values.localizedNarrative($0, "audience") }
    pack.from = form["from"].flatMap { values.localizedNarrative($0, "from") }
    pack.handling = form["handling"].flatMap { values.localizedNarrative($0, "handling") }
    pack.decisionBy = form["decisionBy"].flatMap { date($0, "decisionBy", &values) }
    pack.asOf = form["asOf"].flatMap { date($0, "asOf", &values) }
    pack.revision = form["revision"].flatMap { values.text($0, "revision") }
    pack.paper =
      form["paper"].flatMap { values.term($0, "paper", among: ["a4", "letter", "both"]) } ?? "a4"
    pack.likelihoodScale = form["likelihoodScale"]
      .flatMap { values.term($0, "likelihoodScale", among: ["icd-203", "phia"]) }
    pack.numbered = form["numbered"].flatMap { values.boolean($0, "numbered") } ?? false
    if let node = form["languages"] {
      pack.languages = values.items(node).compactMap { values.language($0, "languages") }
    }
    if let contents = form.required("contents", of: "pack.yaml", &values) {
      pack.contents = decodeContents(contents, &values)
    }
    return Checked(pack, values.diagnostics)
  }

  private static func date(
    _ node: YAMLNode, _ field: String, _ values: inout ValueReader
  ) -> Located<PartialDate>? {
    values.date(node, field).map { Located($0, at: node.span) }
  }

  // MARK: Contents

  private static func decodeContents(
    _ node: YAMLNode, _ values: inout ValueReader
  ) -> [ContentsEntry] {
    var entries: [ContentsEntry] = []
    var names: [String: SourceSpan] = [:]
    for item in values.items(node) {
      let outer = values.marking
      defer { values.marking = outer }
      guard let entry = decodeEntry(item, &values) else { continue }
      if let first = names[entry.name] {
        values.report(
          Diagnostic(
            .duplicateKey, .error, "the contents name '\(entry.name)' twice", at: entry.span,
            notes: [Note("first named here", at: first)]))
        continue
      }
      names[entry.name] = entry.span
      entries.append(entry)
    }
    return entries
  }

  private static func decodeEntry(
    _ node: YAMLNode, _ values: inout ValueReader
  ) -> ContentsEntry? {
    guard node.pairs != nil else {
      guard let name = values.identifier(node, "contents") else { return nil }
      return ContentsEntry(kind: .section(name), name: name, span: node.span)
    }
    if node.value("section") != nil {
      guard
        let form = FormReader(node, "a section's entry", keys: Schema.sectionEntry.keys, &values)
      else { return nil }
      let marking = values.enterMarking(form.marking)
      guard let section = form["section"], let name = values.identifier(section, "section") else {
        return nil
      }
      var entry = ContentsEntry(kind: .section(name), name: name, span: section.span)
      entry.marking = marking
      return entry
    }
    guard let form = FormReader(node, "an annex's entry", keys: Schema.annexEntry.keys, &values)
    else {
      return nil
    }
    let marking = values.enterMarking(form.marking)
    let kinds = ContentsEntry.Annex.allCases.map(\.rawValue)
    guard let annex = form.required("annex", of: "an entry of the contents", &values),
      let text = values.term(annex, "annex", among: kinds),
      let kind = ContentsEntry.Annex(rawValue: text)
    else { return nil }
    let name = form["name"].flatMap { values.identifier($0, "name") }
    var entry = ContentsEntry(
      kind: .annex(kind), name: name ?? text, span: form["name"]?.span ?? annex.span)
    entry.marking = marking
    decodeAnnex(form, kind, into: &entry, &values)
    return entry
  }

  private static func decodeAnnex(
    _ form: FormReader, _ kind: ContentsEntry.Annex, into entry: inout ContentsEntry,
    _ values: inout ValueReader
  ) {
    entry.title = form["title"].flatMap { values.localizedNarrative($0, "title") }
    entry.where = form["where"].flatMap { values.sourceText($0, "where") }
    entry.order = form["order"].flatMap { values.sourceText($0, "order") }
    if let node = form["columns"] {
      entry.columns = values.items(node).compactMap { item in
        values.plainText(item, "columns", wants: "a column's name")
          .map { Located($0, at: item.span) }
      }
    }
    for key in ["entities", "members"] where kind != .coverage {
      guard let span = form.keySpan(key) else { continue }
      values.report(
        Diagnostic(
          .unknownField, .error, "only the annex 'coverage' has the field '\(key)'", at: span))
    }
    guard kind == .coverage else { return }
    if let node = form["entities"] {
      entry.entities = values.items(node).compactMap {
        values.reference($0, "entities", .entities)
      }
    }
    if let node = form["members"] {
      entry.members = values.items(node).compactMap { item in
        values.country(item, "members").map { Located($0, at: item.span) }
      }
    }
  }
}
