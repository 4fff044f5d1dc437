internal import Diagnostics
package import Narratives
package import Records

/// The words readers see for codes and vocabulary terms.
package struct Vocabulary: Sendable {
  package let strings: InterfaceStrings

  package init(strings: InterfaceStrings) {
    self.strings = strings
  }

  /// The label of a field or derived column.
  package func label(_ key: String) -> String {
    strings.texts["field.\(key)"] ?? Vocabulary.humanised(key)
  }

  /// A term's word in the language; a term without one is shown as written, with hyphens opened.
  package func word(_ group: String, _ term: String) -> [ProseInline] {
    if let word = strings.texts["\(group).\(Vocabulary.key(term))"] { return [.text(word)] }
    return [.text(Vocabulary.humanised(term))]
  }

  /// A country's short name in the language; the code in capitals where none is known.
  package func country(_ code: String) -> String {
    strings.texts["country.\(code)"] ?? code.uppercased()
  }

  /// A term as the key of a string: lower case, anything but letters and digits a hyphen.
  package static func key(_ term: String) -> String {
    var result: [UInt8] = []
    for byte in term.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        result.append(byte)
      default:
        if let last = result.last, last != UInt8(ascii: "-") { result.append(UInt8(ascii: "-")) }
      }
    }
    if result.last == UInt8(ascii: "-") { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  /// A term made readable: a kebab term's hyphens and a camel-case term's joints become spaces.
  package static func humanised(_ term: String) -> String {
    let isPlain = !term.utf8.contains { $0 == UInt8(ascii: " ") || $0 >= 0x80 }
    guard isPlain else { return term }
    var result: [UInt8] = []
    var wasLower = false
    for byte in term.utf8 {
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "_"):
        result.append(UInt8(ascii: " "))
        wasLower = false
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if wasLower {
          result.append(UInt8(ascii: " "))
          result.append(byte | 0x20)
        } else {
          result.append(byte)
        }
        wasLower = false
      default:
        result.append(byte)
        wasLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
