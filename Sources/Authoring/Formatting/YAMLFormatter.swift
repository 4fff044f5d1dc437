internal import Diagnostics
internal import Loading
internal import Records

/// Writes a YAML text in canonical form: fields in the schema's order, two spaces a level, dates and
/// amounts in their one spelling.
///
/// Comments stay with what they stand beside or above, and single values keep their author's quotes
/// and line breaks. Those above the first value of a document are its head and stay on top.
struct YAMLFormatter {
  let bytes: [UInt8]
  private var output: [UInt8] = []
  /// Up to here the source is written.
  private var cursor: Int

  /// Formats the documents of the bytes in `range`; the result ends in a line end unless it is
  /// empty.
  static func format(
    _ bytes: [UInt8], _ range: Range<Int>, _ documents: [YAMLNode], _ shape: FieldShape
  ) -> [UInt8] {
    var formatter = YAMLFormatter(bytes: bytes, cursor: range.lowerBound)
    for document in documents {
      formatter.separate(before: document.span.start)
      formatter.write(document, shape, indent: 0, source: 0)
    }
    formatter.finish(range.upperBound)
    return formatter.output
  }

  private init(bytes: [UInt8], cursor: Int) {
    self.bytes = bytes
    self.cursor = cursor
  }

  // MARK: Between documents

  private mutating func separate(before start: Int) {
    let lineStart = lineStart(of: start)
    let isMarked = hasMarker(cursor, lineStart)
    let gap = YAMLGap(bytes, cursor, lineStart)
    writeTrailing(gap.trailing)
    if isMarked { add("---\n") }
    writeLines(gap.lines, indent: 0, dropsLeadingBlank: output.isEmpty || isMarked)
    cursor = start
  }

  /// Whether a line `---` stands between two places.
  private func hasMarker(_ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    return bytes[start..<end].split(separator: 0x0A).contains { line in
      line.starts(with: Array("---".utf8))
    }
  }

  private mutating func finish(_ end: Int) {
    let gap = YAMLGap(bytes, cursor, end)
    writeTrailing(gap.trailing)
    var lines = gap.lines
    while lines.last?.kind == .blank { lines.removeLast() }
    writeLines(lines, indent: 0, dropsLeadingBlank: output.isEmpty)
  }

  // MARK: Values

  /// Writes a value that begins its own line, or stands behind a dash; `source` is the column it
  /// has in the source.
  private mutating func write(
    _ node: YAMLNode, _ shape: FieldShape, indent: Int, source: Int
  ) {
    switch node.kind {
    case .mapping(let pairs) where !isFlow(node):
      writeMapping(pairs, shape, indent: indent, source: source)
    case .sequence(let items) where !isFlow(node):
      writeSequence(items, shape, indent: indent, source: source)
    default:
      add(inline(node, shape, indent: indent, source: source))
      cursor = node.span.end
      endLine()
    }
  }

  private mutating func writeSequence(
    _ items: [YAMLNode], _ shape: FieldShape, indent: Int, source: Int
  ) {
    for (index, item) in items.enumerated() {
      if index > 0 {
        writeGap(before: item.span.start, indent: indent, source: source)
      } else {
        // A comment between the first dash and its item goes above both.
        let gap = YAMLGap(bytes, cursor, item.span.start)
        insertAboveLine(
          gap.comments.map { .init(kind: .comment($0), column: 0) }, indent: indent)
      }
      if index > 0 || atLineStart { pad(indent) }
      add("-")
      cursor = max(cursor, item.span.start)
      if item.isAbsent, item.span.start == item.span.end {
        endLine()
        continue
      }
      add(" ")
      write(item, shape, indent: indent + 2, source: column(of: item.span.start))
    }
  }

  private mutating func writeMapping(
    _ pairs: [YAMLPair], _ shape: FieldShape, indent: Int, source: Int
  ) {
    let entries = entries(of: pairs, indent: indent, source: source) { formatter, pair in
      formatter.writeEntry(pair, shape, pairs, indent: indent, source: source)
    }
    for (position, index) in shape.ordered(pairs).enumerated() {
      let entry = entries[index]
      if position == 0 {
        // The first entry may stand behind a dash: what stood above it goes on top of the map.
        insertAboveLine(entry.lead, indent: isBehindDash ? max(0, indent - 2) : indent)
      } else {
        writeLines(entry.lead, indent: indent, dropsLeadingBlank: false)
      }
      if atLineStart { pad(indent) }
      output += entry.text
    }
    cursor = max(cursor, pairs.last.map { max($0.key.span.end, $0.value.span.end) } ?? cursor)
    cursor = entries.last?.end ?? cursor
  }

  private struct Entry {
    /// What stands above it.
    var lead: [YAMLGap.Line]
    /// Its lines, whole, without the first one's margin.
    var text: [UInt8]
    /// Up to where the source is in it.
    var end: Int
  }

  /// Writes each pair apart, so that they can be put in order.
  private mutating func entries(
    of pairs: [YAMLPair], indent: Int, source: Int,
    _ write: (inout YAMLFormatter, YAMLPair) -> Void
  ) -> [Entry] {
    var entries: [Entry] = []
    for (index, pair) in pairs.enumerated() {
      var lead: [YAMLGap.Line] = []
      if index > 0 {
        var gap = YAMLGap(bytes, cursor, lineStart(of: pair.key.span.start))
        let tail = gap.takeDeeper(than: source)
        lead = gap.lines
        var writer = YAMLFormatter(bytes: bytes, cursor: cursor)
        writer.writeLines(tail, indent: indent + 2, dropsLeadingBlank: false)
        entries[index - 1].text += writer.output
      }
      var writer = YAMLFormatter(bytes: bytes, cursor: pair.key.span.start)
      write(&writer, pair)
      entries.append(Entry(lead: lead, text: writer.output, end: writer.cursor))
      cursor = writer.cursor
    }
    return entries
  }

  private mutating func writeEntry(
    _ pair: YAMLPair, _ shape: FieldShape, _ pairs: [YAMLPair], indent: Int, source: Int
  ) {
    let inner = shape.shape(of: pair.key.value, in: pairs)
    output += bytes[pair.key.span.start..<pair.key.span.end]
    add(":")
    cursor = pair.key.span.end
    let node = pair.value
    let isNested = isCollection(node) && !isFlow(node)
    if node.span.start == node.span.end {
      cursor = max(cursor, node.span.end)
      return endLine()
    }
    guard isNested else {
      // A comment between the key and a value on the next line goes on top.
      let gap = YAMLGap(bytes, cursor, node.span.start)
      add(" ")
      add(inline(node, inner, indent: indent, source: source))
      cursor = node.span.end
      let own = YAMLGap(bytes, cursor, lineEnd(of: cursor)).trailing
      if let comment = gap.trailing, own == nil { add("  " + comment) }
      return endLine()
    }
    if case .free = inner { return writeRaw(node, indent: indent + 2) }
    let gap = YAMLGap(bytes, cursor, lineStart(of: node.span.start))
    writeTrailing(gap.trailing)
    if gap.trailing == nil { add("\n") }
    writeLines(gap.lines, indent: indent + 2, dropsLeadingBlank: true)
    cursor = node.span.start
    pad(indent + 2)
    write(node, inner, indent: indent + 2, source: column(of: node.span.start))
  }

  /// A block that is not ours to arrange: its lines as they are, moved to a new margin.
  private mutating func writeRaw(_ node: YAMLNode, indent: Int) {
    let start = lineStart(of: node.span.start)
    let gap = YAMLGap(bytes, cursor, start)
    writeTrailing(gap.trailing)
    if gap.trailing == nil { add("\n") }
    writeLines(gap.lines, indent: indent, dropsLeadingBlank: true)
    let shift = indent - column(of: node.span.start)
    output += YAMLFormatter.moved(Array(bytes[start..<node.span.end]), by: shift, fromFirst: true)
    cursor = node.span.end
    endLine()
  }

  // MARK: Lines

  private mutating func writeGap(before start: Int, indent: Int, source: Int) {
    var gap = YAMLGap(bytes, cursor, lineStart(of: start))
    writeLines(gap.takeDeeper(than: source), indent: indent + 2, dropsLeadingBlank: false)
    writeLines(gap.lines, indent: indent, dropsLeadingBlank: false)
    // A comment between a dash and its item goes above it.
    let inner = YAMLGap(bytes, lineStart(of: start), start)
    writeLines(
      inner.comments.map { .init(kind: .comment($0), column: 0) }, indent: indent,
      dropsLeadingBlank: true)
  }

  /// Whether the line that is being written has more than blanks.
  private var isBehindDash: Bool {
    let line = output[((output.lastIndex(of: 0x0A) ?? -1) + 1)...]
    return line.contains { $0 != 0x20 }
  }

  /// Puts comments above the line that is being written.
  private mutating func insertAboveLine(_ lines: [YAMLGap.Line], indent: Int) {
    guard lines.contains(where: { $0.kind != .blank }) else { return }
    var start = output.count
    while start > 0, output[start - 1] != 0x0A { start -= 1 }
    let line = Array(output[start...])
    output.removeSubrange(start...)
    writeLines(lines, indent: indent, dropsLeadingBlank: true)
    output += line
  }

  private mutating func writeLines(
    _ lines: [YAMLGap.Line], indent: Int, dropsLeadingBlank: Bool
  ) {
    var isFirst = dropsLeadingBlank
    for line in lines {
      switch line.kind {
      case .blank: if !isFirst { add("\n") }
      case .comment(let text):
        pad(indent)
        add(text + "\n")
      }
      isFirst = false
    }
  }

  /// Ends the line of a value, with the comment behind it.
  private mutating func endLine() {
    let stop = lineEnd(of: cursor)
    let gap = YAMLGap(bytes, cursor, stop)
    if let comment = gap.trailing { add("  " + comment) }
    add("\n")
    cursor = stop
  }

  private mutating func writeTrailing(_ comment: String?) {
    guard let comment else { return }
    add((output.isEmpty || atLineStart ? "" : "  ") + comment + "\n")
  }

  private mutating func add(_ text: String) { output += text.utf8 }
  private mutating func add(_ text: [UInt8]) { output += text }
  private mutating func pad(_ count: Int) { output += [UInt8](repeating: 0x20, count: count) }
  private var atLineStart: Bool { output.isEmpty || output.last == 0x0A }

  // MARK: Places

  private func isCollection(_ node: YAMLNode) -> Bool { node.scalar == nil }

  func isFlow(_ node: YAMLNode) -> Bool {
    guard node.span.start < bytes.count else { return false }
    let first = bytes[node.span.start]
    return isCollection(node) && (first == UInt8(ascii: "[") || first == UInt8(ascii: "{"))
  }

  private func lineStart(of offset: Int) -> Int {
    var offset = min(offset, bytes.count)
    while offset > 0, bytes[offset - 1] != 0x0A { offset -= 1 }
    return offset
  }

  private func lineEnd(of offset: Int) -> Int {
    if offset > 0, offset <= bytes.count, bytes[offset - 1] == 0x0A { return offset }
    var offset = offset
    while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
    return offset
  }

  private func column(of offset: Int) -> Int { offset - lineStart(of: offset) }
}
