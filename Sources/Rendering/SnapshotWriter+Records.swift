internal import Diagnostics
internal import Figures
internal import Narratives
internal import Records

extension SnapshotWriter {
  /// A record with its narrative as the snapshot has it; `prepared` holds texts of its blocks.
  func line(
    of record: Record, narrative: CompiledText?, prepared: [String: String]
  ) -> [UInt8] {
    var json = CanonicalJSON(capacity: 1024)
    write(record, narrative: narrative, prepared: prepared, to: &json)
    return json.bytes
  }

  /// Records by collection, each by id.
  func write(
    _ records: [Record], lines: [RecordReference: [UInt8]], to json: inout CanonicalJSON
  ) {
    json.object { json in
      for collection in Collection.allCases.sorted() {
        let own = records.filter { $0.collection == collection }
        guard !own.isEmpty else { continue }
        json.key(collection.rawValue)
        json.lines(own) { record, json in
          if let line = lines[record.reference] {
            json.written(line)
          } else {
            write(record, narrative: nil, prepared: [:], to: &json)
          }
        }
      }
    }
  }

  private func write(
    _ record: Record, narrative: CompiledText?, prepared: [String: String],
    to json: inout CanonicalJSON
  ) {
    json.object { json in
      var members = record.item.fields.filter { isWritten($0) && $0.key != "marking" }
        .map { ($0.key, Member.field($0.value)) }
      if record.item.field("id") == nil { members.append(("id", .text(record.id))) }
      members.append(("marking", .text(record.marking.label)))
      if let narrative {
        let writer = MarkdownWriter(context: context, page: record.reference.description)
        members.append(("narrative", .narrative(narrative, writer.with(prepared))))
      }
      write(members, to: &json)
    }
  }

  private enum Member {
    case field(FieldValue)
    case text(String)
    case narrative(CompiledText, MarkdownWriter)
  }

  private func write(_ members: [(String, Member)], to json: inout CanonicalJSON) {
    for (key, member) in members.sorted(by: { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }) {
      json.key(key)
      switch member {
      case .field(let value): write(value, to: &json)
      case .text(let text): json.string(text)
      case .narrative(let text, let writer): write(text, writer, to: &json)
      }
    }
  }

  /// Whether a field may leave the tool: an importer's own map and remarks for the file may not.
  private func isWritten(_ field: Field) -> Bool {
    if case .free = field.value { return false }
    return field.key != "notes"
  }

  private func write(_ value: FieldValue, to json: inout CanonicalJSON) {
    switch value {
    case .text(let text): json.string(text)
    case .localized(let text):
      json.string(text.text(in: context.language, default: context.defaultLanguage).text)
    case .date(let date): json.string(date.description)
    case .amount(let amount): json.string(amount.description)
    case .wholeNumber(let number): json.number(number)
    case .boolean(let flag): json.boolean(flag)
    case .marking(let marking): json.string(marking.label)
    case .reference(let reference): json.string(reference.description)
    case .wallet(.entity(let id)): json.string(RecordReference(.entities, id).description)
    case .wallet(let wallet): json.string(wallet.text)
    case .item(let item):
      json.object { json in
        write(item.fields.filter(isWritten).map { ($0.key, .field($0.value)) }, to: &json)
      }
    case .list(let values):
      json.array { json in for value in values { write(value.value, to: &json) } }
    case .free: json.object { _ in }
    }
  }

  /// A text's blocks, its footnotes at the end, each with what it rests on.
  func write(_ text: CompiledText, _ writer: MarkdownWriter, to json: inout CanonicalJSON) {
    json.array { json in
      for block in text.blocks {
        json.object { json in
          json.key("depends")
          json.strings(BlockDependence.all(block))
          json.member("id", block.id)
          json.member("text", writer.prepared[block.id] ?? writer.markdown([block]))
        }
      }
      for footnote in text.footnotes {
        json.object { json in
          json.key("depends")
          json.strings(BlockDependence.all(footnote.blocks))
          json.member("id", "fn-" + footnote.label)
          json.member("text", writer.markdown(footnote.blocks))
        }
      }
    }
  }
}

/// What blocks rest on, the blocks inside them included.
enum BlockDependence {
  static func all(_ block: ProseBlock) -> [String] { all([block]) }

  /// Each reference once, in byte order.
  static func all(_ blocks: [ProseBlock]) -> [String] {
    var found: Set<String> = []
    collect(blocks, into: &found)
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func collect(_ blocks: [ProseBlock], into found: inout Set<String>) {
    for block in blocks {
      found.formUnion(block.depends)
      switch block.kind {
      case .quote(let inner), .marked(_, let inner), .only(_, let inner),
        .admonition(_, _, let inner):
        collect(inner, into: &found)
      case .list(let list): for item in list.items { collect(item.blocks, into: &found) }
      case .records(let table): found.formUnion(table.records.map(\.description))
      case .data(let table): found.formUnion(table.result.records.map(\.description))
      case .chart(let chart): found.formUnion(chart.records.map(\.description))
      case .coverage(let matrix):
        for row in matrix.rows { found.formUnion(row.records.map(\.description)) }
      case .timeline(let timeline):
        found.formUnion(timeline.events.map(\.record.description))
      case .paragraph, .heading, .code, .table, .thematicBreak, .html, .keyFigures: break
      }
    }
  }
}

extension CompiledAnnex.Content {
  /// The annex as a block, where it shows records rather than the pack's own lists.
  var block: ProseBlock? {
    switch self {
    case .records(let table): ProseBlock(id: "", kind: .records(table))
    case .coverage(let matrix): ProseBlock(id: "", kind: .coverage(matrix))
    case .timeline(let timeline): ProseBlock(id: "", kind: .timeline(timeline))
    case .figures, .sources: nil
    }
  }
}
