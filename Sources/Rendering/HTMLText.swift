/// Text that is safe to place in HTML as it stands; only escaping and the HTML writer make it.
package struct TrustedHTML: Sendable, Equatable {
  /// Long markup stays the bytes it was written as; short text fits into a string.
  private enum Storage: Sendable {
    case text(String)
    case bytes([UInt8])
  }

  private let storage: Storage

  package var text: String {
    switch storage {
    case .text(let text): text
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }

  var isEmpty: Bool {
    switch storage {
    case .text(let text): text.utf8.isEmpty
    case .bytes(let bytes): bytes.isEmpty
    }
  }

  /// For markup that this target writes itself.
  init(trusted text: String) {
    storage = .text(text)
  }

  /// For markup that this target writes itself, in UTF-8.
  init(trusted bytes: [UInt8]) {
    storage = .bytes(bytes)
  }

  /// Plain text, escaped.
  package init(escaping text: String) {
    storage = .text(HTMLText.escaped(text))
  }

  var bytes: [UInt8] {
    switch storage {
    case .text(let text): Array(text.utf8)
    case .bytes(let bytes): bytes
    }
  }

  func append(to bytes: inout [UInt8]) {
    switch storage {
    case .text(let text): bytes.append(contentsOf: text.utf8)
    case .bytes(let own): bytes.append(contentsOf: own)
    }
  }

  package static func == (left: TrustedHTML, right: TrustedHTML) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
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
    var text = text
    text.withUTF8 { source in
      var start = 0
      for index in source.indices where isSpecial(source[index]) {
        buffer.append(contentsOf: source[start..<index])
        buffer.append(contentsOf: entity(of: source[index]).utf8)
        start = index + 1
      }
      buffer.append(contentsOf: source[start...])
    }
  }

  private static func entity(of byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    default: "&#39;"
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
