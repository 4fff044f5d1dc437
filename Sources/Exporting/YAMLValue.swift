/// A value as YAML is written: block style, two spaces a level, one spelling for each value.
package indirect enum YAMLValue {
  /// Written bare: numbers, dates, labels and other words no reader takes for something else.
  case bare(String)
  /// Text of any kind, quoted where a reader might misread it.
  case text(String)
  /// Text in double quotes, whatever it is: digests, of which some look like numbers.
  case quoted(String)
  case list([YAMLValue])
  case map([(key: String, value: YAMLValue)])

  /// A map without the entries that have no value.
  package static func map(present entries: [(String, YAMLValue?)]) -> YAMLValue {
    .map(entries.compactMap { key, value in value.map { (key, $0) } })
  }

  /// A list, and nothing for an empty one.
  package static func list(nonEmpty values: [YAMLValue]) -> YAMLValue? {
    values.isEmpty ? nil : .list(values)
  }

  /// A whole document, its last line ended.
  package var document: String {
    var writer = YAMLWriter()
    writer.write(self, indent: 0)
    return writer.text
  }
}

/// Puts a `YAMLValue` down line by line.
private struct YAMLWriter {
  private(set) var text = ""

  mutating func write(_ value: YAMLValue, indent: Int) {
    switch value {
    case .map(let entries) where !entries.isEmpty:
      for (index, entry) in entries.enumerated() {
        // The first line of a list's item stands behind its dash.
        if index > 0 || atLineStart { pad(indent) }
        text += scalar(entry.key, indent: indent) + ":"
        write(nested: entry.value, indent: indent, isItem: false)
      }
    case .list(let values) where !values.isEmpty:
      for (index, value) in values.enumerated() {
        if index > 0 || atLineStart { pad(indent) }
        text += "-"
        write(nested: value, indent: indent, isItem: true)
      }
    default:
      if atLineStart { pad(indent) }
      text += inline(value, indent: indent) + "\n"
    }
  }

  private mutating func write(nested value: YAMLValue, indent: Int, isItem: Bool) {
    guard isFilled(value) else {
      text += " " + inline(value, indent: indent + 2) + "\n"
      return
    }
    text += isItem ? " " : "\n"
    write(value, indent: indent + 2)
  }

  private func isFilled(_ value: YAMLValue) -> Bool {
    switch value {
    case .list(let values): !values.isEmpty
    case .map(let entries): !entries.isEmpty
    case .bare, .text, .quoted: false
    }
  }

  private var atLineStart: Bool { text.isEmpty || text.utf8.last == 0x0A }

  private mutating func pad(_ count: Int) { text += String(repeating: " ", count: count) }

  /// A value that needs no lines of its own.
  private func inline(_ value: YAMLValue, indent: Int) -> String {
    switch value {
    case .bare(let word): word
    case .text(let text): scalar(text, indent: indent)
    case .quoted(let text): YAMLText.quoted(text)
    case .list: "[]"
    case .map: "{}"
    }
  }

  private func scalar(_ text: String, indent: Int) -> String {
    if YAMLText.isPlain(text) { return text }
    return YAMLText.literal(text, indent: indent) ?? YAMLText.quoted(text)
  }
}
