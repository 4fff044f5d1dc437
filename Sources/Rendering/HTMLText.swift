/// Text that is safe to place in HTML as it stands; only escaping and the HTML writer make it.
package struct TrustedHTML: Sendable, Equatable {
  package private(set) var text: String

  /// For markup that this target writes itself.
  init(trusted text: String) {
    self.text = text
  }

  /// Plain text, escaped.
  package init(escaping text: String) {
    self.text = HTMLText.escaped(text)
  }
}

/// Escapes plain text for HTML content and quoted attributes.
package enum HTMLText {
  /// Replaces `& < > " '` byte by byte: a grapheme-wise escape would miss those before a combining
  /// mark.
  package static func escaped(_ text: String) -> String {
    var text = text
    let needsEscape = text.withUTF8 { bytes in bytes.contains(where: isSpecial) }
    guard needsEscape else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    append(text, to: &result)
    return String(decoding: result, as: UTF8.self)
  }

  /// Appends escaped text to a buffer of UTF-8.
  package static func append(_ text: String, to buffer: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): buffer.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): buffer.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): buffer.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): buffer.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): buffer.append(contentsOf: "&#39;".utf8)
      default: buffer.append(byte)
      }
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      true
    default: false
    }
  }
}
