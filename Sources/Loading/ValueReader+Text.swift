import Diagnostics
import MarkdownTree
import Records

// Text in languages, narrative, and importers' free maps.
extension ValueReader {
  /// Plain text, or a map of this project's languages.
  mutating func localizedText(_ node: YAMLNode, _ field: String) -> LocalizedText? {
    let entries = languageEntries(node, field) { reader, value in
      reader.text(value, field, wants: "text").map { ($0, value.span) }
    }
    guard let entries, !entries.isEmpty else { return nil }
    return LocalizedText(
      entries: entries.map {
        LocalizedText.Entry(language: $0.language, text: $0.value.0, span: $0.value.1)
      },
      isNeutral: field == "name" && entries.count == 1 && entries[0].language == nil)
  }

  /// Inline narrative, plain or in a map of languages.
  mutating func localizedNarrative(_ node: YAMLNode, _ field: String) -> LocalizedNarrative? {
    let entries = languageEntries(node, field) { reader, value in
      reader.inlineNarrative(value, field)
    }
    guard let entries, !entries.isEmpty else { return nil }
    return LocalizedNarrative(
      entries: entries.map {
        LocalizedNarrative.Entry(language: $0.language, narrative: $0.value)
      })
  }

  mutating func inlineNarrative(_ node: YAMLNode, _ field: String) -> InlineNarrative? {
    guard let text = text(node, field, wants: "text") else { return nil }
    // A block scalar's last line break is no part of a title.
    var trimmed = text
    while trimmed.utf8.last == 0x0A { trimmed.unicodeScalars.removeLast() }
    var options = MarkdownOptions()
    options.doublesBackslashes = node.scalar?.style == .doubleQuoted
    let parsed = MarkdownParser(limits: rules.limits.markdown, options: options)
      .parseInline(trimmed, origin: node.origin)
    report(parsed.diagnostics)
    return InlineNarrative(source: Located(trimmed, at: node.span), content: parsed.value)
  }

  /// Reads a value for each language given; nil where the node is neither text nor map.
  private mutating func languageEntries<Value>(
    _ node: YAMLNode, _ field: String, _ read: (inout ValueReader, YAMLNode) -> Value?
  ) -> [(language: String?, value: Value)]? {
    switch node.kind {
    case .scalar:
      return read(&self, node).map { [(nil, $0)] }
    case .sequence:
      report(.wrongType(field, wants: "text or a map of languages", node))
      return nil
    case .mapping(let pairs):
      if pairs.isEmpty { report(.wrongType(field, wants: "text or a map of languages", node)) }
      var entries: [(language: String?, value: Value)] = []
      for pair in pairs {
        guard rules.languages.contains(pair.key.value) else {
          report(
            .unknownLanguage(pair.key.value, among: rules.languages, at: pair.key.span))
          continue
        }
        if pair.value.isAbsent { continue }
        if let value = read(&self, pair.value) { entries.append((pair.key.value, value)) }
      }
      return entries
    }
  }

  /// Little languages such as SQL: text with the way back into its file.
  mutating func sourceText(_ node: YAMLNode, _ field: String) -> SourceText? {
    guard let text = plainText(node, field, wants: "an expression") else { return nil }
    guard text.utf8.count <= rules.limits.queryBytes else {
      report(.limit("queryBytes", rules.limits.queryBytes, at: node.span))
      return nil
    }
    return SourceText(text, origin: node.origin)
  }

  /// An importer's map as JSON: keys sorted by bytes, every scalar a string, absent ones null.
  mutating func freeMap(_ node: YAMLNode, _ field: String) -> String? {
    guard node.pairs != nil else {
      report(.wrongType(field, wants: "a map", node))
      return nil
    }
    var json = ""
    appendJSON(node, to: &json)
    return json
  }

  private func appendJSON(_ node: YAMLNode, to json: inout String) {
    switch node.kind {
    case .scalar(let scalar):
      if node.isAbsent { json += "null" } else { appendJSON(scalar.text, to: &json) }
    case .sequence(let items):
      json += "["
      for (index, item) in items.enumerated() {
        if index > 0 { json += "," }
        appendJSON(item, to: &json)
      }
      json += "]"
    case .mapping(let pairs):
      json += "{"
      let sorted = pairs.sorted { $0.key.value.utf8.lexicographicallyPrecedes($1.key.value.utf8) }
      for (index, pair) in sorted.enumerated() {
        if index > 0 { json += "," }
        appendJSON(pair.key.value, to: &json)
        json += ":"
        appendJSON(pair.value, to: &json)
      }
      json += "}"
    }
  }

  private func appendJSON(_ text: String, to json: inout String) {
    json += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\n": json += "\\n"
      case "\t": json += "\\t"
      default: json.unicodeScalars.append(scalar)
      }
    }
    json += "\""
  }
}
