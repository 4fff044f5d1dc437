import Diagnostics
package import MarkdownTree

/// The bytes of a record or section that digests are taken of: what it says, not how its file is
/// laid out.
///
/// Every value is preceded by its kind and length, so that no two meanings share their bytes.
package struct CanonicalForm {
  /// What the end of a line inside a paragraph counts for.
  package enum LineEnds: Sendable {
    /// A sign of its own.
    case kept
    /// The space that readers see.
    case spaces
  }

  package private(set) var bytes: [UInt8] = []
  private let lineEnds: LineEnds

  package init(lineEnds: LineEnds = .kept) { self.lineEnds = lineEnds }

  package mutating func append(_ record: Record) {
    append(text: record.reference.description)
    append(text: record.marking.label)
    append(record.item)
    for narrative in record.narratives {
      append(text: narrative.language)
      append(narrative.document)
    }
  }

  package mutating func append(_ section: Section) {
    append(text: section.name)
    append(text: section.language)
    append(text: section.kind)
    append(text: section.marking?.label ?? "")
    append(section.title.content)
    append(section.document)
  }

  private mutating func append(text: String) {
    append(count: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func append(count: Int) {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: count).littleEndian) {
      bytes.append(contentsOf: $0)
    }
  }

  /// What is kept for the file alone, an importer's own map and remarks, is no part of what readers
  /// are given: a digest of it would let them test guesses.
  private mutating func append(_ item: Item) {
    let fields = item.fields.filter { field in
      if case .free = field.value { false } else { field.key != "notes" }
    }
    append(count: fields.count)
    for field in fields {
      append(text: field.key)
      append(field.value)
    }
  }

  private mutating func append(_ value: FieldValue) {
    switch value {
    case .text(let text), .free(let text): append(text: text)
    case .localized(let localized):
      append(count: localized.entries.count)
      for entry in localized.entries {
        append(text: entry.language ?? "")
        append(text: entry.text)
      }
    case .date(let date): append(text: date.description)
    case .amount(let amount): append(text: amount.description)
    case .wholeNumber(let number): append(text: String(number))
    case .boolean(let flag): append(text: flag ? "true" : "false")
    case .marking(let marking): append(text: marking.label)
    case .reference(let reference): append(text: reference.description)
    case .wallet(let wallet): append(text: wallet.text)
    case .item(let item): append(item)
    case .list(let values):
      append(count: values.count)
      for value in values { append(value.value) }
    }
  }

  // MARK: - Narrative

  package mutating func append(_ document: MarkdownDocument) {
    append(document.blocks)
    append(count: document.footnotes.count)
    for footnote in document.footnotes {
      append(text: footnote.label)
      append(footnote.blocks)
    }
  }

  private mutating func append(_ blocks: [Block]) {
    append(count: blocks.count)
    for block in blocks { append(block.kind) }
  }

  private mutating func append(_ kind: Block.Kind) {
    switch kind {
    case .paragraph(let content):
      bytes.append(1)
      append(content)
    case .heading(let level, let content):
      bytes.append(2)
      append(count: level)
      append(content)
    case .quote(let blocks):
      bytes.append(3)
      append(blocks)
    case .list(let list):
      bytes.append(4)
      append(text: "\(list.isOrdered) \(list.start) \(list.isTight)")
      append(count: list.items.count)
      for item in list.items {
        append(text: item.isDone.map { "\($0)" } ?? "")
        append(item.blocks)
      }
    case .code(let info, let text):
      bytes.append(5)
      append(text: info)
      append(text: text)
    case .table(let table):
      bytes.append(6)
      append(text: table.alignments.map { "\($0)" }.joined(separator: " "))
      append(count: table.rows.count + 1)
      for row in [table.header] + table.rows {
        append(count: row.count)
        for cell in row { append(cell) }
      }
    case .thematicBreak: bytes.append(7)
    case .html(let text):
      bytes.append(8)
      append(text: text)
    case .directive(let directive):
      bytes.append(9)
      append(text: directive.name.value)
      append(directive.argumentContent)
      append(count: directive.options.count)
      for option in directive.options {
        append(text: option.name.value)
        // Narrative counts as what it says: its spelling may hold what was taken out.
        append(text: option.content.isEmpty ? option.value.value : "")
        append(option.content)
      }
      append(directive.body)
    }
  }

  /// Adjacent texts count as one: a passage taken out between them leaves no trace.
  private mutating func append(_ inlines: [Inline]) {
    var pending = ""
    for inline in inlines {
      if case .text(let text) = inline {
        pending += text.value
        continue
      }
      if case .softBreak = inline, lineEnds == .spaces {
        pending += " "
        continue
      }
      flush(&pending)
      append(inline)
    }
    flush(&pending)
    bytes.append(0)
  }

  private mutating func flush(_ pending: inout String) {
    guard !pending.isEmpty else { return }
    leaf(1, pending)
    pending = ""
  }

  private mutating func append(_ inline: Inline) {
    switch inline {
    case .text: break
    case .softBreak: bytes.append(2)
    case .lineBreak: bytes.append(3)
    case .code(let text): leaf(4, text.value)
    case .emphasis(let content): branch(5, content)
    case .strong(let content): branch(6, content)
    case .strikethrough(let content): branch(7, content)
    case .link(let link):
      leaf(8, link.destination.value)
      append(text: link.title)
      append(link.content)
    case .image(let image):
      leaf(9, image.source.value)
      append(text: image.title)
      append(text: image.alternative)
    case .html(let text): leaf(10, text.value)
    case .footnoteReference(let label, _): leaf(11, label)
    case .role(let role):
      leaf(12, role.name.value)
      append(text: role.variant?.value ?? "")
      append(text: role.narrative.isEmpty ? role.content.value : "")
      append(role.narrative)
    case .citation(let citation):
      leaf(13, citation.isInText ? "text" : "note")
      append(count: citation.items.count)
      for item in citation.items {
        for part in [item.key.value, item.prefix, item.locator, item.suffix] { append(text: part) }
        append(text: item.suppressesAuthor ? "-" : "")
      }
    }
  }

  private mutating func leaf(_ kind: UInt8, _ text: String) {
    bytes.append(kind)
    append(text: text)
  }

  private mutating func branch(_ kind: UInt8, _ content: [Inline]) {
    bytes.append(kind)
    append(content)
  }
}
