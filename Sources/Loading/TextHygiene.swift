package import Diagnostics

/// Refuses bytes that are no text, and characters that show something other than what they are.
package enum TextHygiene {
  /// The offset of the first byte behind a byte-order mark.
  package static func contentStart(of bytes: [UInt8]) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Returns what forbids reading a text file at all; nothing else is read of it then.
  package static func check(_ file: SourceFile) -> [Diagnostic] {
    let bytes = file.bytes
    if isUTF16(bytes) {
      return [.notUTF8("the file is UTF-16; save it as UTF-8", file.path, 0, min(2, bytes.count))]
    }
    var found: [Diagnostic] = []
    var isASCII = true
    for index in bytes.indices {
      let byte = bytes[index]
      if byte >= 0x20, byte < 0x7F || byte == 0x0A { continue }
      if byte >= 0x80 {
        isASCII = false
      } else if byte != 0x0A, byte != 0x09, !isBreak(bytes, index), found.count < 20 {
        found.append(
          .control(UInt32(byte), at: SourceSpan(path: file.path, start: index, end: index + 1)))
      }
    }
    if !isASCII { found += checkScalars(file) }
    return found
  }

  private static func isBreak(_ bytes: [UInt8], _ index: Int) -> Bool {
    bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
  }

  private static func isUTF16(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    // Without a mark: every second byte of the opening is zero.
    let opening = bytes.prefix(64)
    guard opening.count >= 4 else { return false }
    for first in [0, 1]
    where stride(from: first, to: opening.count, by: 2).allSatisfy({ opening[$0] == 0 }) {
      return true
    }
    return false
  }

  /// Checks what is not ASCII: well-formed, no control, no unbalanced direction.
  private static func checkScalars(_ file: SourceFile) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var decoder = ScalarReader(file.bytes)
    var open: [(scalar: Unicode.Scalar, start: Int)] = []
    while found.count < 20 {
      let start = decoder.position
      switch decoder.next() {
      case .end:
        report(&open, file.path, into: &found)
        return found
      case .malformed:
        let message = "byte \(start) is not UTF-8; save the file as UTF-8"
        found.append(.notUTF8(message, file.path, start, start + 1))
        return found
      case .scalar(let scalar):
        let span = SourceSpan(path: file.path, start: start, end: decoder.position)
        switch scalar.value {
        case 0x0A: report(&open, file.path, into: &found)
        case 0x80...0x9F: found.append(.control(scalar.value, at: span))
        case 0xFEFF where start > 0:
          found.append(.suspicious(scalar, in: "a text", at: span).marked(.red))
        case 0x202D, 0x202E, 0xE0000...0xE001F:
          found.append(.suspicious(scalar, in: "a text", at: span).marked(.red))
        case 0x202A, 0x202B, 0x2066...0x2068: open.append((scalar, start))
        case 0x202C: close(&open, isIsolate: false)
        case 0x2069: close(&open, isIsolate: true)
        default: break
        }
      }
    }
    return found
  }

  private static func close(
    _ open: inout [(scalar: Unicode.Scalar, start: Int)], isIsolate: Bool
  ) {
    if let last = open.last, (last.scalar.value >= 0x2066) == isIsolate { open.removeLast() }
  }

  /// Direction marks that a line opens and does not close.
  private static func report(
    _ open: inout [(scalar: Unicode.Scalar, start: Int)], _ path: String,
    into found: inout [Diagnostic]
  ) {
    for (scalar, start) in open {
      found.append(
        .unbalanced(scalar, at: SourceSpan(path: path, start: start, end: start + 3)))
    }
    open.removeAll(keepingCapacity: true)
  }

  /// The first character that is invisible or turns the direction of text.
  package static func suspicious(in text: String) -> Unicode.Scalar? {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return nil }
    return text.unicodeScalars.first(where: isSuspicious)
  }

  static func isSuspicious(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F,
      0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB,
      0xE0000...0xE0FFF:
      true
    default: false
    }
  }
}

/// Reads scalars from bytes with their offsets.
private struct ScalarReader {
  enum Step {
    case scalar(Unicode.Scalar)
    case malformed
    case end
  }

  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next() -> Step {
    guard position < bytes.count else { return .end }
    let first = bytes[position]
    if first < 0x80 {
      position += 1
      return .scalar(Unicode.Scalar(first))
    }
    let (length, least): (Int, UInt32)
    switch first {
    case 0xC2...0xDF: (length, least) = (2, 0x80)
    case 0xE0...0xEF: (length, least) = (3, 0x800)
    case 0xF0...0xF4: (length, least) = (4, 0x10000)
    default: return .malformed
    }
    guard position + length <= bytes.count else { return .malformed }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for index in (position + 1)..<(position + length) {
      guard bytes[index] & 0xC0 == 0x80 else { return .malformed }
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    guard value >= least, let scalar = Unicode.Scalar(value) else { return .malformed }
    position += length
    return .scalar(scalar)
  }
}
