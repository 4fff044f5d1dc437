package import Diagnostics
package import Loading
package import Records

/// A file of records as text that can be changed field by field, everything else staying as its
/// authors wrote it.
package struct RecordFileText {
  package let path: String
  package let collection: Records.Collection
  /// What stands above the first record.
  private var header: String
  private(set) var blocks: [Block]

  /// One record: its lines and, where it can be told, the lines of each of its fields.
  struct Block {
    let id: String
    /// Blank lines and comments above it.
    var lead: String
    var fields: [FieldLines]
    /// The count of blanks before its keys.
    var indent: Int

    subscript(key: String) -> ImportedValue? { fields.first { $0.key == key }?.value }
  }

  /// One field's lines in a record's block.
  struct FieldLines {
    let key: String
    var value: ImportedValue
    /// `  key: value`, whole lines; the first field of a record begins with its dash.
    var text: String
    /// Comments and blank lines between it and the next field.
    var tail: String
  }

  /// A file that does not exist yet.
  package init(newFile path: String, _ collection: Records.Collection, header: String) {
    self.path = path
    self.collection = collection
    self.header = header
    blocks = []
  }

  /// Reads a file that an earlier import made; nil, with findings, where it is no list of records.
  package static func read(
    _ file: SourceFile, _ collection: Records.Collection, limits: LoadingLimits = LoadingLimits()
  ) -> Checked<RecordFileText?> {
    let unclean = TextHygiene.check(file)
    guard !unclean.hasErrors else { return Checked(nil, unclean) }
    let read = YAMLReader.read(file, limits: limits)
    guard let documents = read.value, !read.diagnostics.hasErrors else {
      return Checked(nil, read.diagnostics)
    }
    guard documents.count <= 1, documents.first.map({ $0.items != nil }) ?? true else {
      let span = documents.first?.span ?? SourceSpan(file: file.path)
      return Checked(
        nil,
        [.listTarget("the file an import writes is one list of records, '- id: …'", at: span)])
    }
    var parser = BlockParser(file)
    return parser.parse(documents.first?.items ?? [], collection)
  }

  fileprivate init(
    path: String, _ collection: Records.Collection, header: String, blocks: [Block]
  ) {
    self.path = path
    self.collection = collection
    self.header = header
    self.blocks = blocks
  }

  // MARK: Changing

  var ids: Set<String> { Set(blocks.map(\.id)) }

  subscript(id: String) -> Block? { blocks.first { $0.id == id } }

  mutating func append(_ block: Block) { blocks.append(block) }

  /// Changes blocks in one pass, by id.
  mutating func change(_ body: (inout Block) -> Void) {
    for index in blocks.indices { body(&blocks[index]) }
  }

  /// The whole file, records sorted by id.
  var bytes: [UInt8] {
    var text = header
    let sorted = blocks.enumerated().sorted {
      if $0.element.id != $1.element.id { return $0.element.id.precedesInBytes($1.element.id) }
      return $0.offset < $1.offset
    }
    for (position, block) in sorted.map(\.element).enumerated() {
      var lead = Substring(block.lead)
      if position == 0 {
        while lead.utf8.first == 0x0A { lead = Substring(lead.utf8.dropFirst()) }
      } else if lead.utf8.first != 0x0A {
        text += "\n"
      }
      text += lead
      for field in block.fields { text += field.text + field.tail }
    }
    return Array(text.utf8)
  }
}

extension RecordFileText.Block {
  /// A new record's block.
  init(_ record: ImportedRecord, marking: String?) {
    id = record.id
    lead = "\n"
    indent = 2
    fields = []
    set("id", .text(record.id), schema: Schema.fields(of: record.collection))
    for field in record.fields {
      set(field.key, field.value, schema: Schema.fields(of: record.collection))
    }
    if let marking {
      set("marking", .text(marking), schema: Schema.fields(of: record.collection))
    }
  }

  /// Sets a field: its lines are written anew, and a new one takes its place in the schema's order.
  mutating func set(_ key: String, _ value: ImportedValue, schema: ItemSchema) {
    if let index = fields.firstIndex(where: { $0.key == key }) {
      let comment = trailingComment(of: fields[index])
      fields[index].value = value
      fields[index].text = lines(key, value, isFirst: index == 0, comment: comment)
      return
    }
    let position = schema.position(of: key) ?? .max
    let index =
      fields.lastIndex { (schema.position(of: $0.key) ?? .max) < position }.map { $0 + 1 }
      ?? min(1, fields.count)
    let text = lines(key, value, isFirst: fields.isEmpty, comment: "")
    fields.insert(.init(key: key, value: value, text: text, tail: ""), at: index)
  }

  /// Takes a field's lines away, never the id's; comments below them stay.
  mutating func remove(_ key: String) {
    guard let index = fields.firstIndex(where: { $0.key == key }), index > 0 else { return }
    fields[index - 1].tail += fields[index].tail
    fields.remove(at: index)
  }

  private func lines(
    _ key: String, _ value: ImportedValue, isFirst: Bool, comment: String
  ) -> String {
    var writer = YAMLText()
    writer.write(key, value, indent: indent)
    var text = writer.text
    if !comment.isEmpty, case .text = value { text = String(text.dropLast()) + comment + "\n" }
    guard isFirst, indent >= 2 else { return text }
    let margin = String(repeating: " ", count: indent - 2)
    return margin + "- " + String(decoding: text.utf8.dropFirst(indent), as: UTF8.self)
  }

  /// ` # …` behind a value on its line.
  private func trailingComment(of field: RecordFileText.FieldLines) -> String {
    guard case .text = field.value else { return "" }
    let bytes = Array(field.text.utf8)
    guard bytes.last == 0x0A, bytes.count(where: { $0 == 0x0A }) == 1 else { return "" }
    var isQuoted: UInt8?
    for index in bytes.indices.dropLast() {
      if let quote = isQuoted {
        if bytes[index] == quote, bytes[index - 1] != UInt8(ascii: "\\") { isQuoted = nil }
      } else if bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'"),
        index >= 2, bytes[index - 1] == 0x20, bytes[index - 2] == UInt8(ascii: ":")
      {
        isQuoted = bytes[index]
      } else if bytes[index] == UInt8(ascii: "#"), index > 0, bytes[index - 1] == 0x20 {
        var start = index
        while start > 0, bytes[start - 1] == 0x20 { start -= 1 }
        return String(decoding: bytes[start..<bytes.count - 1], as: UTF8.self)
      }
    }
    return ""
  }
}

/// Cuts a file into its records and their fields, by the places of its nodes.
private struct BlockParser {
  private let file: SourceFile
  private let bytes: [UInt8]
  private var diagnostics: [Diagnostic] = []

  init(_ file: SourceFile) {
    self.file = file
    bytes = file.bytes
  }

  mutating func parse(
    _ items: [YAMLNode], _ collection: Records.Collection
  ) -> Checked<RecordFileText?> {
    var blocks: [RecordFileText.Block] = []
    var end = TextHygiene.contentStart(of: bytes)
    var header = ""
    for item in items {
      guard let pairs = item.pairs, let id = item.value("id")?.scalar?.text else {
        diagnostics.append(
          .listTarget("each record here is a map with an id", at: item.span))
        continue
      }
      let start = lineStart(item.span.start)
      guard start >= end else {
        diagnostics.append(.listTarget("each record here begins its own line", at: item.span))
        continue
      }
      let lead = text(end, start)
      if blocks.isEmpty { header = lead }
      var block = RecordFileText.Block(
        id: id, lead: blocks.isEmpty ? "" : lead, fields: [], indent: 2)
      fill(&block, pairs, from: start, to: lineEnd(item.span.end))
      blocks.append(block)
      end = lineEnd(item.span.end)
    }
    let rest = text(end, bytes.count)
    if blocks.isEmpty {
      header = rest
    } else if !blocks[blocks.count - 1].fields.isEmpty {
      let last = blocks[blocks.count - 1].fields.count - 1
      blocks[blocks.count - 1].fields[last].tail += rest
      closeLine(&blocks, last)
    }
    guard !diagnostics.hasErrors else { return Checked(nil, diagnostics) }
    return Checked(
      RecordFileText(path: file.path, collection, header: header, blocks: blocks), diagnostics)
  }

  /// A file may end without a line break; a record put behind it needs one.
  private func closeLine(_ blocks: inout [RecordFileText.Block], _ last: Int) {
    let index = blocks.count - 1
    let field = blocks[index].fields[last]
    if field.tail.isEmpty {
      if field.text.utf8.last != 0x0A { blocks[index].fields[last].text += "\n" }
    } else if field.tail.utf8.last != 0x0A {
      blocks[index].fields[last].tail += "\n"
    }
  }

  private func fill(
    _ block: inout RecordFileText.Block, _ pairs: [YAMLPair], from start: Int, to end: Int
  ) {
    let indent = pairs.first.map { $0.key.span.start - lineStart($0.key.span.start) } ?? 2
    block.indent = indent
    let isPlain = pairs.enumerated().allSatisfy { index, pair in
      let line = lineStart(pair.key.span.start)
      guard pair.key.span.start - line == indent else { return false }
      let before = bytes[line..<pair.key.span.start]
      return index == 0
        ? before.allSatisfy { $0 == 0x20 || $0 == UInt8(ascii: "-") }
        : before.allSatisfy { $0 == 0x20 }
    }
    guard isPlain, pairs.first?.key.value == "id" else {
      // Another form, `- { id: … }`: written anew, id first.
      return fillWhole(&block, pairs)
    }
    for (index, pair) in pairs.enumerated() {
      let fieldStart = index == 0 ? start : lineStart(pair.key.span.start)
      let next = index + 1 < pairs.count ? lineStart(pairs[index + 1].key.span.start) : end
      let valueEnd = min(next, lineEnd(max(pair.key.span.end, pair.value.span.end)))
      block.fields.append(
        .init(
          key: pair.key.value, value: value(pair.value), text: text(fieldStart, valueEnd),
          tail: text(valueEnd, next)))
    }
  }

  private func fillWhole(_ block: inout RecordFileText.Block, _ pairs: [YAMLPair]) {
    block.indent = 2
    let ordered =
      pairs.filter { $0.key.value == "id" } + pairs.filter { $0.key.value != "id" }
    for pair in ordered {
      var writer = YAMLText()
      writer.write(YAMLText.key(pair.key.value), value(pair.value), indent: 2)
      let isFirst = block.fields.isEmpty
      let lines =
        isFirst
        ? "- " + String(decoding: writer.text.utf8.dropFirst(2), as: UTF8.self) : writer.text
      block.fields.append(
        .init(key: pair.key.value, value: value(pair.value), text: lines, tail: ""))
    }
  }

  private func value(_ node: YAMLNode) -> ImportedValue {
    switch node.kind {
    case .scalar(let scalar): .text(scalar.text)
    case .sequence(let items): .list(items.map(value))
    case .mapping(let pairs): .map(pairs.map { .init($0.key.value, value($0.value)) })
    }
  }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[min(start, end)..<end], as: UTF8.self)
  }

  private func lineStart(_ offset: Int) -> Int {
    var offset = min(offset, bytes.count)
    while offset > 0, bytes[offset - 1] != 0x0A { offset -= 1 }
    return offset
  }

  /// One past the line break at or behind an offset, unless that offset begins a line.
  private func lineEnd(_ offset: Int) -> Int {
    if offset > 0, offset <= bytes.count, bytes[offset - 1] == 0x0A { return offset }
    var offset = offset
    while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
    return min(bytes.count, offset + 1)
  }
}
