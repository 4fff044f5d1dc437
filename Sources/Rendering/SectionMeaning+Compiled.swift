internal import Diagnostics
internal import Digests
internal import Figures
package import Narratives
package import Records

extension SectionMeaning {
  /// What a finished section says, in the edition and language of `context`.
  package init(of section: CompiledSection, in context: RenderingContext) {
    let writer = MarkdownWriter(context: context, page: section.name)
    let blocks =
      section.text.blocks.map { [$0] } + section.text.footnotes.map { $0.blocks }
    self.init(
      head: Self.digest([
        writer.markdown(section.title), section.kind, section.language,
      ]),
      marking: max(context.packMarking, section.marking),
      text: blocks.map { Self.digest([Self.words(of: writer.markdown($0))]) },
      figures: [:], records: [:])
    for name in BlockDependence.all(blocks.flatMap(\.self)) {
      let parts = name.split(separator: "/", maxSplits: 1)
      guard parts.first == "figures", let id = parts.last,
        let figure = context.pack.figures.figure(String(id))
      else { continue }
      figures[figure.id] = Self.value(of: figure)
    }
    for reference in NamedRecords.of(blocks.flatMap(\.self)) {
      guard let record = context.corpus[reference] else { continue }
      records[reference.description] = Self.digest(of: record, in: context)
    }
  }

  /// `1340000000 USD`; with the estimates that span it, `1460000000 (1400000000..1500000000) USD`.
  private static func value(of figure: FigureResult) -> String {
    var parts: [String] = []
    if let value = figure.value { parts.append(value.description) }
    if let low = figure.low, let high = figure.high, low != high {
      let range = "\(low)..\(high)"
      parts.append(parts.isEmpty ? range : "(\(range))")
    }
    if parts.isEmpty { parts.append("none") }
    if let unit = figure.unit { parts.append(unit) }
    return parts.joined(separator: " ")
  }

  /// Digest of a record as the snapshot of this language has it, and of its own narrative.
  private static func digest(of record: Record, in context: RenderingContext) -> String {
    var bytes = SnapshotWriter(context: context).line(of: record, narrative: nil, prepared: [:])
    let narrative = record.narrative(in: context.language, default: context.defaultLanguage)
    if let narrative {
      var form = CanonicalForm(lineEnds: .spaces)
      form.append(narrative.document)
      bytes += form.bytes
    }
    return String(SHA256Digest(of: bytes).hex.prefix(digits))
  }

  /// Enough that nobody finds another text with the same digest by chance.
  private static let digits = 16

  private static func digest(_ parts: [String]) -> String {
    // No part holds a line break that its length would have to tell apart: words are folded.
    String(SHA256Digest(of: parts.joined(separator: "\n")).hex.prefix(digits))
  }

  /// A text with single spaces, and without the addresses of links inside the pack, which are made
  /// of the names of files and records.
  private static func words(of markdown: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(markdown.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "]"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "("),
        let close = bytes[index...].firstIndex(of: UInt8(ascii: ")")),
        !isAbsolute(bytes[(index + 2)..<close])
      {
        result += [byte, UInt8(ascii: "("), UInt8(ascii: ")")]
        index = close + 1
        continue
      }
      let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n")
      if !isBlank {
        result.append(byte)
      } else if result.last != UInt8(ascii: " ") {
        result.append(UInt8(ascii: " "))
      }
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isAbsolute(_ address: ArraySlice<UInt8>) -> Bool {
    ["https:", "http:", "mailto:", "<https:", "<http:", "<mailto:"].contains { scheme in
      address.starts(with: scheme.utf8)
    }
  }
}

/// Records that blocks name, cite or list for readers to see, unlike those that only a query reads.
enum NamedRecords {
  static func of(_ blocks: [ProseBlock]) -> Set<RecordReference> {
    var found: Set<RecordReference> = []
    for block in blocks { collect(block.kind, into: &found) }
    return found
  }

  private static func collect(_ kind: ProseBlock.Kind, into found: inout Set<RecordReference>) {
    switch kind {
    case .paragraph(let content), .heading(_, let content): collect(content, into: &found)
    case .quote(let inner), .marked(_, let inner), .only(_, let inner):
      found.formUnion(of(inner))
    case .admonition(_, let title, let inner):
      collect(title, into: &found)
      found.formUnion(of(inner))
    case .list(let list): for item in list.items { found.formUnion(of(item.blocks)) }
    case .table(let table):
      for row in [table.header] + table.rows { for cell in row { collect(cell, into: &found) } }
    case .records(let table): found.formUnion(table.records)
    case .coverage(let matrix):
      for row in matrix.rows { found.formUnion(row.records) }
    case .timeline(let timeline): found.formUnion(timeline.events.map(\.record))
    case .code, .thematicBreak, .html, .keyFigures, .data, .chart: break
    }
  }

  private static func collect(
    _ inlines: [ProseInline], into found: inout Set<RecordReference>
  ) {
    for inline in inlines {
      switch inline {
      case .link(let target, _, let content):
        if case .record(let reference) = target { found.insert(reference) }
        collect(content, into: &found)
      case .citation(let citation): found.formUnion(citation.items.map(\.source))
      case .emphasis(let content), .strong(let content), .strikethrough(let content),
        .term(_, let content), .marked(_, let content), .foreign(_, let content):
        collect(content, into: &found)
      case .text, .softBreak, .lineBreak, .code, .image, .html, .footnote, .number: break
      }
    }
  }
}
