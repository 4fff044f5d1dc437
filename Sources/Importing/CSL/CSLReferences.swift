internal import Diagnostics
internal import Loading
internal import Matching
internal import Records

/// CSL-JSON: citations as Zotero and its like export them.
package struct CSLReferences: ListFormat {
  package init() {}

  package let name = "csl-json"
  package let title = "CSL-JSON citations"
  package let entry = "item"
  package let owns = ListOwnership([:])

  package func recognises(_ opening: ListOpening) -> Bool {
    opening.isJSON && opening.contains("\"type\"") && opening.contains("\"title\"")
      && (opening.isJSONList || opening.contains("\"references\""))
  }

  package func profile(_ opening: ListOpening) -> ListProfile {
    var profile = ListProfile(
      key: "csl", stem: "citations", title: "Citations", publisher: "unknown")
    profile.isSourceless = true
    return profile
  }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files {
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      _ = try JSONStream(gate: gate, limits: bundle.limits, member: "references")
        .read { node, line in try add(node, line, to: sink) }
      sink.finished(gate)
    }
  }

  private func add(_ node: JSONNode, _ line: Int, to sink: ImportSink) throws {
    guard let key = node.value("id"), let type = node.value("type") else {
      throw ListFault(.listCut("an item has an id and a type", sink.place(line)))
    }
    let slug = NameKey.words(key).joined(separator: "-")
    // A citation key is what narrative writes: it is kept as it is, where it is an id at all.
    let id = Identifier.isValid(slug) ? slug : ListSlug.id(prefix: "csl", key: key)
    let issued = date(node["issued"], "issued", line, key, sink)
    let candidate = ImportRequest.Candidate(ids: [key, id], dates: [issued].compactMap { $0 })
    guard sink.takes(candidate, .init(.sources, id)) else { return }
    let title = node.value("title") ?? key
    var map = MapBuilder()
    map.add("type", type)
    map.add("title", title)
    map.add("author", maps: (node["author"]?.items ?? []).map(name))
    for field in ["publisher", "container-title", "number", "language", "note"] {
      map.add(field, node.value(field))
    }
    map.add("issued", issued)
    map.add("accessed", date(node["accessed"], "accessed", line, key, sink))
    map.add("event-date", date(node["event-date"], "event-date", line, key, sink))
    if let url = node.value("URL") {
      if let reason = PublicAddress.fault(of: url) {
        sink.report(.listValue("URL", reason, sink.place(line, key)))
      } else {
        map.add("URL", url)
      }
    }
    let custom = node["custom"] ?? .null
    map.add("archiveURL", custom.value("archiveURL"))
    if let grade = custom.value("reliability"), "ABCDEF".contains(grade), grade.utf8.count == 1 {
      map.add("reliability", grade)
    }
    if let grade = custom.value("credibility"), "123456".contains(grade), grade.utf8.count == 1 {
      map.add("credibility", grade)
    }
    var original = MapBuilder()
    original.add("list", sink.profile.stem)
    original.add("id", key)
    let known: Set<String> = [
      "id", "type", "title", "author", "publisher", "container-title", "number", "language",
      "note", "issued", "accessed", "event-date", "URL", "custom",
    ]
    for member in node.members.sorted(by: { $0.key.precedesInBytes($1.key) })
    where !known.contains(member.key) {
      original.add(member.key, member.value.value)
    }
    map.add("original", map: original.members)
    // Citations are their authors' from the first import on.
    try sink.add(
      ImportedRecord(.sources, id, title: title, fields: map.members), line: line, shown: key)
  }

  private func name(_ node: JSONNode) -> [ImportedValue.Member] {
    var map = MapBuilder()
    for field in ["family", "given", "literal"] { map.add(field, node.value(field)) }
    return map.members
  }

  /// `{"date-parts": [[2025, 6, 17]]}`, two of them for a range, or text.
  private func date(
    _ node: JSONNode?, _ field: String, _ line: Int, _ key: String, _ sink: ImportSink
  ) -> String? {
    guard let node else { return nil }
    let ends = (node["date-parts"]?.items ?? []).compactMap { parts -> String? in
      let values = parts.items.map(\.value)
      return ListDate.parts(
        values.first ?? nil, values.count > 1 ? values[1] : nil,
        values.count > 2 ? values[2] : nil)
    }
    let circa = node["circa"].map { $0 != .boolean(false) && $0 != .null } ?? false
    if let first = ends.first {
      let text = ends.count > 1 ? "\(first) to \(ends[1])" : first
      return sink.date(text, field, line, key).map { circa ? $0 + "~" : $0 }
    }
    let text = node.value("literal") ?? node.value("raw") ?? node.value
    return sink.date(text, field, line, key)
  }
}
