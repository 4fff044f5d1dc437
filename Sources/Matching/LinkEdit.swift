package import Diagnostics
package import Records

/// Writes an accepted link into the file of its record, changing nothing else.
package struct LinkEdit {
  package let record: Record
  private let bytes: [UInt8]

  /// `file` is the file the record was read from.
  package init(_ record: Record, in file: SourceFile) {
    self.record = record
    bytes = file.bytes
  }

  /// The file's bytes with the link; nil where the record's form has no place for it.
  package func bytes(adding proposal: LinkProposal) -> [UInt8]? {
    let id = proposal.entity.id
    switch proposal.field {
    case .entity:
      guard let field = record.item.field("entity") else { return inserted("entity", id) }
      return replaced(field.span, with: id)
    case .initiators:
      guard let field = record.item.field("initiators") else { return inserted("initiators", id) }
      return isTable ? nil : appended(id, to: field)
    }
  }

  private var isTable: Bool { record.idSpan.path.hasSuffix(".csv") }

  private func replaced(_ span: SourceSpan, with text: String) -> [UInt8]? {
    guard span.path == record.idSpan.path, span.end <= bytes.count else { return nil }
    var start = span.start
    var end = span.end
    // A reference is plain or quoted; either way the quotes may stay.
    if start < end, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[start]) {
      start += 1
      end -= 1
    }
    return bytes[..<start] + Array(text.utf8) + bytes[end...]
  }

  /// A new field behind the id, in the form the id is written in.
  private func inserted(_ key: String, _ value: String) -> [UInt8]? {
    guard !isTable, record.idSpan.end <= bytes.count else { return nil }
    let start = lineStart(record.idSpan.start)
    let before = String(decoding: bytes[start..<record.idSpan.start], as: UTF8.self)
    guard let range = before.ranges(of: "id:").last else { return nil }
    let lead = before[..<range.lowerBound]
    if lead.contains("{") {
      var end = record.idSpan.end
      if end < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[end]) {
        end += 1
      }
      return bytes[..<end] + Array(", \(key): \(value)".utf8) + bytes[end...]
    }
    guard lead.utf8.allSatisfy({ $0 == 0x20 || $0 == UInt8(ascii: "-") }) else { return nil }
    let end = lineEnd(record.idSpan.end)
    let line = String(repeating: " ", count: lead.utf8.count) + "\(key): \(value)\n"
    let lineBreak = end > 0 && bytes[end - 1] == 0x0A ? "" : "\n"
    return bytes[..<end] + Array((lineBreak + line).utf8) + bytes[end...]
  }

  /// One more item of a list, in the list's form.
  private func appended(_ id: String, to field: Field) -> [UInt8]? {
    guard case .list(let items) = field.value, let last = items.last,
      field.span.path == record.idSpan.path, last.span.end <= bytes.count,
      field.span.start < bytes.count
    else { return nil }
    if bytes[field.span.start] == UInt8(ascii: "[") {
      guard
        let close = bytes[..<min(bytes.count, field.span.end)].lastIndex(of: UInt8(ascii: "]")),
        close >= last.span.end
      else { return nil }
      return bytes[..<close] + Array(", \(id)".utf8) + bytes[close...]
    }
    let start = lineStart(last.span.start)
    let lead = bytes[start..<last.span.start]
    guard let dash = lead.lastIndex(of: UInt8(ascii: "-")),
      lead[..<dash].allSatisfy({ $0 == 0x20 })
    else {
      // A single value that stands for a list of one.
      guard items.count == 1, bytes[field.span.start] != UInt8(ascii: "{") else { return nil }
      let text = bytes[last.span.start..<last.span.end]
      guard !text.contains(0x0A) else { return nil }
      return bytes[..<last.span.start] + [UInt8(ascii: "[")] + text + Array(", \(id)]".utf8)
        + bytes[last.span.end...]
    }
    let end = lineEnd(last.span.end)
    let margin = String(repeating: " ", count: dash - start)
    let lineBreak = end > 0 && bytes[end - 1] == 0x0A ? "" : "\n"
    return bytes[..<end] + Array("\(lineBreak)\(margin)- \(id)\n".utf8) + bytes[end...]
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
