internal import CLinux
internal import Diagnostics

/// Finds the highest label that a file of an output carries, whole or cut short.
///
/// Only labels in the places where the writers put them count, so that a text may speak of
/// TLP:AMBER without being it.
enum MarkingScan {
  /// The highest label in a file; nil where it carries none.
  static func highest(in bytes: [UInt8], format: FileFormat) -> Marking? {
    switch format {
    case .html: html(bytes)
    case .markdown: markdown(bytes)
    case .csv: csv(bytes)
    case .json, .script: json(bytes)
    case .presentation, .opaque: nil
    }
  }

  /// Elements of the class `tlp`, and the classes of the page itself.
  ///
  /// A quotation mark in text is
  /// escaped, so no text can look like one. A page of a project's own template may have neither:
  /// there an element whose whole text is a label counts.
  private static func html(_ bytes: [UInt8]) -> Marking? {
    var highest: Marking?
    each(Array("class=\"tlp tlp-".utf8), in: bytes) { offset in
      highest = max(highest, named(bytes[offset...]))
    }
    each(Array("<body class=\"".utf8), in: bytes) { offset in
      let classes = bytes[offset...].prefix(256).prefix { $0 != UInt8(ascii: "\"") }
      for name in classes.split(separator: 0x20) where name.starts(with: "tlp-".utf8) {
        highest = max(highest, named(bytes[(name.startIndex + 4)...]))
      }
    }
    guard highest == nil else { return highest }
    for marking in Marking.allCases where holds(Array(">\(marking.label)<".utf8), in: bytes) {
      highest = marking
    }
    return highest
  }

  /// The label whose class name ends before a space or a quotation mark.
  private static func named(_ bytes: ArraySlice<UInt8>) -> Marking? {
    let name = bytes.prefix(16).prefix { $0 != UInt8(ascii: "\"") && $0 != 0x20 }
    return Marking.allCases.first { marking in
      let written = marking.label.utf8.dropFirst(4).map {
        $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 | 0x20
      }
      return name.elementsEqual(written)
    }
  }

  /// Lines that are a label and nothing else: the first, and the last.
  private static func markdown(_ bytes: [UInt8]) -> Marking? {
    let lines = bytes.split(separator: 0x0A)
    let first = lines.first.flatMap { Marking(label: String(decoding: $0, as: UTF8.self)) }
    let last = lines.last.flatMap { Marking(label: String(decoding: $0, as: UTF8.self)) }
    return max(first, last)
  }

  /// Values of members named `marking`.
  ///
  /// The key's quotation marks are escaped inside a text.
  private static func json(_ bytes: [UInt8]) -> Marking? {
    var highest: Marking?
    each(Array("\"marking\":".utf8), in: bytes) { offset in
      let rest = bytes[offset...].drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
      guard rest.first == UInt8(ascii: "\"") else { return }
      let label = rest.dropFirst().prefix(32).prefix { $0 != UInt8(ascii: "\"") }
      highest = max(highest, Marking(label: String(decoding: label, as: UTF8.self)))
    }
    return highest
  }

  /// The last cell of each row, where the header's last cell is `marking`.
  private static func csv(_ bytes: [UInt8]) -> Marking? {
    var highest: Marking?
    var cell: [UInt8] = []
    var isQuoted = false
    var row = 0
    func endRow() {
      let text = String(decoding: cell, as: UTF8.self)
      if row > 0 { highest = max(highest, Marking(label: text)) }
      if row == 0, text != "marking" { row = -1 }
    }
    for byte in bytes {
      if byte == UInt8(ascii: "\"") {
        // A doubled mark closes and opens again, which leaves the cell the same.
        isQuoted.toggle()
      } else if isQuoted {
        cell.append(byte)
      } else if byte == UInt8(ascii: ",") {
        cell.removeAll(keepingCapacity: true)
      } else if byte == 0x0A {
        endRow()
        guard row >= 0 else { return nil }
        row += 1
        cell.removeAll(keepingCapacity: true)
      } else if byte != 0x0D {
        cell.append(byte)
      }
    }
    if !cell.isEmpty { endRow() }
    return highest
  }

  private static func max(_ left: Marking?, _ right: Marking?) -> Marking? {
    guard let left, let right else { return left ?? right }
    return Swift.max(left, right)
  }

  // MARK: - Bytes

  /// Calls with the offset after each occurrence.
  private static func each(_ pattern: [UInt8], in bytes: [UInt8], _ body: (Int) -> Void) {
    var start = 0
    while let found = offset(of: pattern, in: bytes, from: start) {
      start = found + pattern.count
      body(start)
    }
  }

  static func holds(_ pattern: [UInt8], in bytes: [UInt8]) -> Bool {
    offset(of: pattern, in: bytes, from: 0) != nil
  }

  /// Where a pattern first stands at or after an offset.
  static func offset(of pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard start < buffer.count, let base = buffer.baseAddress,
        let found = dossier_memmem(base + start, buffer.count - start, pattern, pattern.count)
      else { return nil }
      return found - base
    }
  }
}
